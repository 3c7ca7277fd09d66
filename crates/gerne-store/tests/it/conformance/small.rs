use gerne_domain::{AlarmId, IdSource, LabelId, NotificationKind, Platform, ViewId};
use gerne_store::{Alarm, Draft, Label, Lease, Notification, Page, Remembered, StoreError, View};
use uuid::Uuid;

use crate::support::{House, at, try_tx, tx, world};

pub(crate) async fn answers_are_remembered(house: &House) {
    let agent = world(house).await.agent.id;
    let answer =
        Remembered { request_hash: [3; 32], status: 201, body: "{}".to_owned(), at: at(1) };
    let other = Remembered { body: "anders".to_owned(), ..answer.clone() };
    assert!(tx!(house, [answer] | tx | tx.remember(agent, "k", &answer).await?));
    assert!(!tx!(house, |tx| tx.remember(agent, "k", &other).await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.remembered(agent, "k").await.unwrap(), Some(answer));
    assert_eq!(tx!(house, |tx| tx.purge_remembered(at(1)).await?), 0);
    assert_eq!(tx!(house, |tx| tx.purge_remembered(at(2)).await?), 1);
    assert_eq!(db.remembered(agent, "k").await.unwrap(), None);
}

pub(crate) async fn what_was_done_once_stays_known(house: &House) {
    let agent = world(house).await.agent.id;
    let answer = |at| Remembered { request_hash: [3; 32], status: 201, body: "{}".to_owned(), at };
    let note = format!("{}k", gerne_store::ONLY_AN_ID);
    let keys = ["k".to_owned(), note.clone(), "young".to_owned()];
    for (key, at) in keys.iter().zip([at(1), at(1), at(5)]) {
        let answer = answer(at);
        tx!(house, [key, answer] | tx | tx.remember(agent, &key, &answer).await?);
    }
    assert_eq!(tx!(house, |tx| tx.purge_remembered_words(at(5)).await?), 1);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.remembered(agent, "k").await.unwrap(), None);
    for kept in [note.as_str(), "young"] {
        assert!(db.remembered(agent, kept).await.unwrap().is_some(), "{kept:?}");
    }
}

pub(crate) async fn drafts_are_kept(house: &House) {
    let world = world(house).await;
    let (conversation, agent) = (world.conversation.id, world.agent.id);
    let draft = |kind: &str, text: &str, seconds| Draft {
        conversation_id: conversation,
        agent_id: agent,
        kind: kind.to_owned(),
        body: serde_json::json!({ "text": text }),
        saved_at: at(seconds),
    };
    let (old, new, note) =
        (draft("reply", "Ha", 1), draft("reply", "Hallo", 2), draft("note", "n", 3));
    for draft in [&old, &new, &note] {
        tx!(house, [draft] | tx | tx.put_draft(&draft).await?);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.draft(conversation, agent, "reply").await.unwrap(), Some(new.clone()));
    assert_eq!(db.drafts_of(agent).await.unwrap(), [note, new]);
    let with = db.conversations_with_draft(agent, &[conversation]).await.unwrap();
    assert_eq!(with, [conversation]);
    assert!(db.conversations_with_draft(agent, &[]).await.unwrap().is_empty());
    assert_eq!(db.drafters(&[conversation]).await.unwrap(), [(conversation, agent)]);
    assert!(db.drafters(&[]).await.unwrap().is_empty());
    assert!(tx!(house, |tx| tx.delete_draft(conversation, agent, "reply").await?));
    assert!(!tx!(house, |tx| tx.delete_draft(conversation, agent, "reply").await?));
    assert_eq!(db.drafts_of(agent).await.unwrap().len(), 1);
}

pub(crate) async fn labels_and_views(house: &House) {
    let world = world(house).await;
    let label =
        Label { id: LabelId::new(&house.ids), name: "Störung".into(), colour: "#a00".into() };
    let again = Label { id: LabelId::new(&house.ids), ..label.clone() };
    tx!(house, [label] | tx | tx.insert_label(&label).await?);
    let twice = try_tx!(house, [again] | tx | tx.insert_label(&again).await?);
    assert!(matches!(twice, Err(StoreError::Exists { .. })));
    let renamed = Label { name: "Ausfall".to_owned(), ..label.clone() };
    assert!(tx!(house, [renamed] | tx | tx.update_label(&renamed).await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.labels().await.unwrap(), [renamed.clone()]);
    let (id, conversation) = (label.id, world.conversation.id);
    tx!(house, |tx| tx.set_conversation_labels(conversation, &[id]).await?);
    let whom = world.customer.id;
    tx!(house, |tx| tx.set_customer_labels(whom, &[id]).await?);
    assert_eq!(db.customer_labels(&[whom]).await.unwrap(), [(whom, id)]);
    assert!(tx!(house, |tx| tx.drop_label(id, at(1)).await?));
    assert!(db.customer_labels(&[whom]).await.unwrap().is_empty());
    assert!(db.labels().await.unwrap().is_empty());
    assert_eq!(db.label(id).await.unwrap(), Some(renamed));
    assert!(db.conversation(conversation).await.unwrap().unwrap().labels.is_empty());

    let view = |owner_id, position| View {
        id: ViewId::new(&house.ids),
        owner_id,
        name: format!("Liste {position}"),
        filter: serde_json::json!({ "status": ["open"] }),
        position,
    };
    let (mine, shared) = (view(Some(world.agent.id), 2), view(None, 1));
    tx!(
        house,
        [mine, shared] | tx | {
            tx.insert_view(&mine).await?;
            tx.insert_view(&shared).await?;
        }
    );
    assert_eq!(db.views_of(world.agent.id).await.unwrap(), [shared.clone(), mine.clone()]);
    let changed = View { position: 0, ..mine.clone() };
    assert!(tx!(house, [changed] | tx | tx.update_view(&changed).await?));
    assert_eq!(db.view(mine.id).await.unwrap(), Some(changed));
    let id = mine.id;
    assert!(tx!(house, |tx| tx.delete_view(id).await?));
    assert_eq!(db.views_of(world.agent.id).await.unwrap(), [shared]);
}

pub(crate) async fn notifications_and_alarms(house: &House) {
    let world = world(house).await;
    let agent = world.agent.id;
    let mut new = Vec::new();
    for n in 0..5 {
        let notification = Notification {
            id: house.ids.next(),
            agent_id: agent,
            kind: NotificationKind::Mentioned,
            conversation_id: Some(world.conversation.id),
            actor_id: None,
            at: at(n / 2),
            read_at: None,
        };
        tx!(house, [notification] | tx | tx.insert_notification(&notification).await?);
        new.insert(0, notification);
    }
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.unread_notifications(agent).await.unwrap(), 5);
    let there = world.conversation.id;
    assert!(db.called_unread(agent, NotificationKind::Mentioned, there).await.unwrap());
    assert!(!db.called_unread(agent, NotificationKind::Returned, there).await.unwrap());
    let (mut page, mut read) = (Page::first(2), Vec::new());
    loop {
        let found = db.notifications_of(agent, &page).await.unwrap();
        read.extend(found.items);
        let Some(next) = found.next else { break };
        page.after = Some(next);
    }
    assert_eq!(read, new);
    let two: Vec<Uuid> = new.iter().take(2).map(|n| n.id).collect();
    let marked = tx!(house, |tx| tx.mark_notifications_read(agent, Some(&two), at(9)).await?);
    assert_eq!(marked, 2);
    assert_eq!(tx!(house, |tx| tx.mark_notifications_read(agent, Some(&[]), at(9)).await?), 0);
    assert_eq!(tx!(house, |tx| tx.mark_notifications_read(agent, None, at(9)).await?), 3);
    assert_eq!(db.unread_notifications(agent).await.unwrap(), 0);
    assert!(!db.called_unread(agent, NotificationKind::Mentioned, there).await.unwrap());
    assert_eq!(tx!(house, |tx| tx.purge_notifications(at(1)).await?), 2);

    let alarm = Alarm {
        id: AlarmId::new(&house.ids),
        kind: "account_disconnected".to_owned(),
        subject: world.account.id.to_string(),
        account_id: Some(world.account.id),
        conversation_id: None,
        reason: Some("account.reauthorize".to_owned()),
        details: [("since".to_owned(), "yesterday".to_owned())].into(),
        raised_at: at(1),
        cleared_at: None,
    };
    let again = Alarm { id: AlarmId::new(&house.ids), ..alarm.clone() };
    assert!(tx!(house, [alarm] | tx | tx.raise_alarm(&alarm).await?));
    assert!(!tx!(house, [again] | tx | tx.raise_alarm(&again).await?), "it already stands");
    assert_eq!(db.standing_alarms().await.unwrap(), [alarm.clone()]);
    let subject = alarm.subject.clone();
    let mut counted = alarm.clone();
    counted.details.insert("count".to_owned(), "2".to_owned());
    let details = counted.details.clone();
    assert!(tx!(
        house,
        [subject, details] | tx | {
            tx.detail_alarm("account_disconnected", &subject, &details).await?
        }
    ));
    assert_eq!(db.standing_alarms().await.unwrap(), [counted]);
    let cleared = tx!(
        house,
        [subject] | tx | { tx.clear_alarm("account_disconnected", &subject, at(2)).await? }
    );
    assert_eq!(cleared.map(|alarm| alarm.cleared_at), Some(Some(at(2))));
    let cleared = tx!(
        house,
        [subject] | tx | { tx.clear_alarm("account_disconnected", &subject, at(3)).await? }
    );
    assert_eq!(cleared, None);
    assert!(tx!(house, [again] | tx | tx.raise_alarm(&again).await?), "a new one may stand");
    let cleared = tx!(house, |tx| tx.clear_alarm("account_disconnected", &subject, at(4)).await?);
    assert_eq!(cleared.map(|alarm| alarm.id), Some(again.id));
    assert_eq!(db.alarm(alarm.id).await.unwrap().unwrap().cleared_at, Some(at(2)));
    assert!(db.standing_alarms().await.unwrap().is_empty());
}

pub(crate) async fn calls_wait_until_they_are_worked_off(house: &House) {
    let account = world(house).await.account;
    let (account, platform) = (account.id, account.platform);
    let ids: Vec<Uuid> = (0..3).map(|_| house.ids.next()).collect();
    let keep = async |id, body: &'static str, seconds| {
        tx!(house, |tx| tx.keep_pushed(id, account, body.as_bytes(), at(seconds)).await?)
    };
    assert!(keep(ids[0], "von 4711", 1).await);
    assert!(keep(ids[1], "von 4712", 2).await);
    assert!(!keep(ids[2], "von 4711", 3).await, "the same came before");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.pushed_waiting(account).await.unwrap(), 2);
    let first = ids[0];
    tx!(house, |tx| tx.move_pushed(first, "50").await?);
    let next = db.next_pushed(account).await.unwrap().unwrap();
    assert_eq!((next.id, next.place.as_deref()), (first, Some("50")));
    assert_eq!(next.body, b"von 4711");
    tx!(house, |tx| tx.pushed_taken(first).await?);
    assert!(!keep(ids[2], "von 4711", 4).await, "it stays known once it was worked off");
    let forget = async |platform: Platform, person: &str| {
        let person = [person.to_owned()];
        tx!(house, |tx| tx.forget_calls_naming(&platform, &person).await?)
    };
    assert_eq!(forget(platform.clone(), "471").await, 0, "a part of another's id");
    assert_eq!(forget("elsewhere".into(), "4712").await, 0, "another platform's");
    assert_eq!(forget(platform, "4712").await, 1);
    assert_eq!(db.next_pushed(account).await.unwrap(), None);
    assert_eq!(tx!(house, |tx| tx.purge_pushed(at(2)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.forget_pushed(account).await?), 1);
}

pub(crate) async fn leases_have_one_holder(house: &House) {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let name = "account/1";
    let take = async |node, until, seen: Option<&Lease>| {
        let seen = seen.cloned();
        tx!(house, |tx| tx.take_lease(name, node, at(until), seen.as_ref()).await?)
    };
    let renew = async |lease: &Lease, until| {
        let (node, token) = (lease.holder, lease.token);
        tx!(house, |tx| tx.renew_lease(name, node, token, at(until)).await?)
    };
    let holds = async |lease: &Lease| {
        let (node, token) = (lease.holder, lease.token);
        tx!(house, |tx| tx.holds_lease(name, node, token).await?)
    };
    let first = take(one, 10, None).await.unwrap();
    assert_eq!((first.token, first.expires_at, first.is_free()), (1, at(10), false));
    assert_eq!(take(two, 19, None).await, None, "somebody has it");
    let renewed = renew(&first, 10).await.unwrap();
    assert!(renewed.expires_at > first.expires_at, "the mark moves, also when the clock does not");
    assert_eq!(take(two, 19, Some(&first)).await, None, "it was renewed since it was seen");
    assert!(holds(&first).await);
    let second = take(two, 19, Some(&renewed)).await.unwrap();
    assert_eq!((second.holder, second.token), (two, 2));
    assert!(!holds(&first).await, "what the first still does is refused");
    assert_eq!(renew(&first, 30).await, None);
    let give = async |lease: &Lease| {
        let (node, token) = (lease.holder, lease.token);
        tx!(house, |tx| tx.give_lease_back(name, node, token).await?)
    };
    assert!(!give(&first).await);
    assert!(give(&second).await);
    assert!(!holds(&second).await);
    assert_eq!(renew(&second, 40).await, None, "given back is given back");
    let mut db = house.store.read().await.unwrap();
    assert!(db.lease(name).await.unwrap().unwrap().is_free());
    let third = take(one, 30, None).await.unwrap();
    assert_eq!(third.token, 3, "at once, and never the same token");
    assert_eq!(db.leases().await.unwrap(), [third.clone()]);
    assert!(!tx!(house, |tx| tx.forget_lease(&second).await?));
    assert!(tx!(house, |tx| tx.forget_lease(&third).await?));
    assert_eq!(db.leases().await.unwrap(), []);
}

pub(crate) async fn who_is_told_of_alarms_is_told_once(house: &House) {
    let world = world(house).await;
    let (alarm, id) = (gerne_domain::AlarmId::new(&house.ids), house.ids.next());
    let hook = gerne_store::AlarmHook {
        id,
        url: "https://pager.example/gerne".to_owned(),
        agent_id: world.agent.id,
        created_at: at(1),
        called_at: None,
        trouble: None,
    };
    tx!(house, [hook] | tx | tx.insert_alarm_hook(&hook).await?);
    let mut db = house.store.read().await.unwrap();
    assert!(db.alarm_hooks().await.unwrap().contains(&hook));
    for phase in ["over", "raised", "raised"] {
        tx!(house, |tx| tx.call_alarm_hooks(alarm, phase, at(2)).await?);
    }
    let phases = async |db: &mut gerne_store::Reader, second| -> Vec<String> {
        let due = db.alarm_calls_due(at(second), 9).await.unwrap();
        due.into_iter().map(|call| call.phase).collect()
    };
    assert_eq!(phases(&mut db, 2).await, ["raised"], "once, and before that it is over");
    let due = db.alarm_calls_due(at(2), 9).await.unwrap();
    assert!(db.alarm_calls_due(at(1), 9).await.unwrap().is_empty());
    let call = due[0].clone();
    assert!(tx!(house, [call] | tx | tx.take_alarm_call(&call, at(60)).await?));
    assert!(!tx!(house, [call] | tx | tx.take_alarm_call(&call, at(60)).await?), "by one node");
    assert!(db.alarm_calls_due(at(59), 9).await.unwrap().is_empty(), "not over before raised");
    assert_eq!(db.alarm_calls_due(at(60), 9).await.unwrap()[0].attempts, 1);
    tx!(house, [call] | tx | tx.end_alarm_call(&call).await?);
    assert_eq!(phases(&mut db, 60).await, ["over"]);
    tx!(house, |tx| tx.alarm_hook_troubled(id, "hook.refused").await?);
    let of = |all: Vec<gerne_store::AlarmHook>| all.into_iter().find(|h| h.id == id).unwrap();
    assert_eq!(of(db.alarm_hooks().await.unwrap()).trouble.as_deref(), Some("hook.refused"));
    tx!(house, |tx| tx.alarm_hook_took(id, at(61)).await?);
    let took = of(db.alarm_hooks().await.unwrap());
    assert_eq!((took.called_at, took.trouble), (Some(at(61)), None));
    assert!(tx!(house, |tx| tx.delete_alarm_hook(id).await?));
    assert!(!tx!(house, |tx| tx.delete_alarm_hook(id).await?));
    assert!(db.alarm_calls_due(at(99), 9).await.unwrap().is_empty());
}

pub(crate) async fn a_mail_about_an_alarm_leaves_once(house: &House) {
    use gerne_store::{AlarmMail, AlarmMailState};
    let world = world(house).await;
    let (alarm, agent) = (gerne_domain::AlarmId::new(&house.ids), world.agent.id);
    let written = tx!(house, |tx| tx.mail_alarm(alarm, "raised", at(2)).await?);
    assert_eq!(written, 0, "nobody wants one");
    tx!(house, |tx| tx.put_alarm_reader(agent, at(1)).await?);
    tx!(house, |tx| tx.put_alarm_reader(agent, at(2)).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.alarm_readers().await.unwrap()[0].since, at(1));
    for phase in ["over", "raised", "raised"] {
        tx!(house, |tx| tx.mail_alarm(alarm, phase, at(2)).await?);
    }
    let due = db.alarm_mails_due(at(2), 9).await.unwrap();
    let phases: Vec<&str> = due.iter().map(|mail| mail.phase.as_str()).collect();
    assert_eq!(phases, ["raised", "over"], "each once, in the order in which they happened");
    let was = due[0].clone();
    let now = AlarmMail {
        state: AlarmMailState::Sending,
        name: Some("abc@example.org".to_owned()),
        account_id: Some(world.account.id),
        attempts: 1,
        next_at: at(60),
        ..was.clone()
    };
    assert!(tx!(house, [was, now] | tx | tx.move_alarm_mail(&was, &now).await?));
    assert!(!tx!(house, [was, now] | tx | tx.move_alarm_mail(&was, &now).await?), "by one node");
    assert_eq!(db.alarm_mail(alarm, agent, "raised").await.unwrap(), Some(now.clone()));
    let named = db.alarm_mail_named(&["abc@example.org".to_owned()]).await.unwrap();
    assert_eq!((named, db.alarm_mail_named(&[]).await.unwrap()), (Some(now), None));
    tx!(house, |tx| tx.alarm_reader_troubled(agent, Some("alarm_mail.returned")).await?);
    let trouble = db.alarm_readers().await.unwrap()[0].trouble.clone();
    assert_eq!(trouble.as_deref(), Some("alarm_mail.returned"));
    assert!(tx!(house, |tx| tx.drop_alarm_reader(agent).await?));
    assert!(!tx!(house, |tx| tx.drop_alarm_reader(agent).await?));
    assert_eq!(db.alarm_mails_due(at(99), 9).await.unwrap().len(), 1, "what left is looked for");
    assert_eq!(tx!(house, |tx| tx.forget_alarm_mails(at(61)).await?), 1);
}
