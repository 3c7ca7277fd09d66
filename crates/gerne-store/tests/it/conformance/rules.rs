//! Rules, flags, tones.

use gerne_domain::{
    Action, Conversation, ConversationId, DeedId, Direction, Escalation, ExternalId, Flag, FlagHit,
    FlagId, FlagMark, FlagReason, FlagState, Incident, IncidentBody, IncidentId, IncidentMember,
    IncidentState, LessonId, Platform, Rule, RuleDay, RuleDeed, RuleId, RuleSaid, Scope, Tone,
    ToneClass, ToneRead, ToneSaid,
};
use gerne_store::{Approach, ConversationFilter, FlagFilter, Lesson, Order, Page, Reader};

use crate::support::{House, World, at, tx, world};

fn rule(house: &House, world: &World) -> Rule {
    Rule {
        id: RuleId::new(&house.ids),
        name: "Ausfälle".to_owned(),
        text: "ausfall lang:de".to_owned(),
        team_id: Some(world.team.id),
        said: RuleSaid { accounts: vec![world.account.id], flags: true, ..RuleSaid::default() },
        is_on: true,
        author_id: world.agent.id,
        made_at: at(1),
        changed_at: at(1),
        decay_told_at: None,
        dropped_at: None,
    }
}

async fn rules_in(db: &mut Reader, conversation: &Conversation) -> Vec<RuleId> {
    let (id, customer) = (conversation.id, conversation.customer_id);
    db.measured_beside(id, customer, at(0)).await.unwrap().rules
}

fn flag(house: &House, world: &World) -> Flag {
    Flag {
        id: FlagId::new(&house.ids),
        account_id: world.account.id,
        message_id: Some(world.message.id),
        platform: world.account.platform.clone(),
        external_id: ExternalId::from("post-1"),
        author: world.identity.external_id.clone(),
        post: None,
        queued: false,
        state: FlagState::Open,
        reason: None,
        published_at: at(2),
        found_at: at(3),
        decided_by: None,
        decided_at: None,
    }
}

pub(crate) async fn rules_are_kept_and_counted(house: &House) {
    let world = world(house).await;
    let made = rule(house, &world);
    tx!(house, [made] | tx | tx.insert_rule(&made).await?);
    let mut changed = made.clone();
    changed.name = "Störungen".to_owned();
    changed.is_on = false;
    assert!(tx!(house, [changed] | tx | tx.update_rule(&changed).await?));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.rule(made.id).await.unwrap(), Some(changed.clone()));
    assert!(db.rules().await.unwrap().contains(&changed));
    let id = made.id;
    let more = RuleDay { day: 20_000, found: 3, confirmed: 2, dismissed: 1 };
    let less = RuleDay { day: 20_000, found: 0, confirmed: 1, dismissed: 0 };
    tx!(house, |tx| {
        tx.count_rule(id, more).await?;
        tx.count_rule(id, more).await?;
        tx.uncount_rule(id, less).await?;
    });
    let days = db.rule_days(id, 19_999).await.unwrap();
    assert_eq!(days, [RuleDay { day: 20_000, found: 6, confirmed: 3, dismissed: 2 }]);
    assert_eq!(db.rule_days(id, 20_001).await.unwrap(), []);
    let deed = RuleDeed {
        id: DeedId::new(&house.ids),
        rule_id: id,
        conversation_id: world.conversation.id,
        at: at(5),
        deed: Action::Notify { agents: vec![world.agent.id] },
        dry: true,
    };
    tx!(house, [deed] | tx | tx.insert_rule_deed(&deed).await?);
    assert_eq!(db.rule_deeds(id, &Page::first(5)).await.unwrap().items, [deed.clone()]);
    assert!(db.rule_did(id, world.conversation.id, at(5)).await.unwrap());
    assert!(!db.rule_did(id, world.conversation.id, at(6)).await.unwrap());
    assert_eq!(rules_in(&mut db, &world.conversation).await, [], "it only would have");
    let done = RuleDeed { id: DeedId::new(&house.ids), dry: false, ..deed.clone() };
    tx!(house, [done] | tx | tx.insert_rule_deed(&done).await?);
    assert_eq!(rules_in(&mut db, &world.conversation).await, [id]);
    let (page, ours) = (Page::first(9), [world.account.id]);
    let found = db.written_by_them(&Scope::Everything, &ours, at(0), &page).await.unwrap().items;
    assert!(found.iter().any(|m| m.id == world.message.id && m.direction == Direction::In));
    let nobody = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    let found = db.written_by_them(&nobody, &[], at(0), &Page::first(9)).await.unwrap();
    assert_eq!(found.items, []);
    changed.dropped_at = Some(at(9));
    tx!(house, [changed] | tx | tx.update_rule(&changed).await?);
    assert!(!db.rules().await.unwrap().iter().any(|rule| rule.id == id));
}

pub(crate) async fn flags_wait_are_decided_and_go(house: &House) {
    let world = world(house).await;
    let rule = rule(house, &world);
    let mut flag = flag(house, &world);
    let hit = FlagHit {
        flag_id: flag.id,
        rule_id: rule.id,
        marks: vec![FlagMark { title: false, start: 0, end: 7 }],
    };
    tx!(
        house,
        [rule, flag, hit] | tx | {
            tx.insert_rule(&rule).await?;
            tx.insert_flags(&[flag], &[hit]).await?;
        }
    );
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.flag(flag.id).await.unwrap(), Some(flag.clone()));
    assert_eq!(db.flag_hits(&[flag.id]).await.unwrap(), std::slice::from_ref(&hit));
    let of = db.flags_of_messages(&[world.message.id]).await.unwrap();
    assert_eq!(of, std::slice::from_ref(&flag));
    assert_eq!(rules_in(&mut db, &world.conversation).await, [rule.id]);
    let filter = FlagFilter {
        state: Some(FlagState::Open),
        rule: Some(rule.id),
        conversation: Some(world.conversation.id),
        marks: false,
    };
    let scope = Scope::Of { teams: Vec::new(), accounts: vec![world.account.id] };
    let found = db.list_flags(&filter, &scope, &Page::first(5)).await.unwrap();
    assert_eq!(found.items, std::slice::from_ref(&flag));
    assert_eq!(db.count_flags(&filter, &scope, 9).await.unwrap(), 1);
    let queue = FlagFilter { state: Some(FlagState::Open), ..FlagFilter::default() };
    let waiting = db.list_flags(&queue, &scope, &Page::first(5)).await.unwrap();
    assert_eq!(waiting.items, [], "it stands in a conversation");
    let none = Platform::from("paper");
    assert_eq!(db.flag_of_post(&none, &flag.external_id).await.unwrap(), None);
    assert_eq!(db.flags_by(&none, &flag.author).await.unwrap(), []);
    (flag.state, flag.reason) = (FlagState::Dismissed, Some(FlagReason::Solved));
    (flag.decided_by, flag.decided_at) = (Some(world.agent.id), Some(at(8)));
    assert!(tx!(house, [flag] | tx | tx.update_flag(&flag).await?));
    assert_eq!(rules_in(&mut db, &world.conversation).await, [], "it was wrong");
    assert_eq!(db.flags_to_forget(at(9), 5).await.unwrap(), [], "it is a message");
    let id = flag.id;
    assert_eq!(tx!(house, |tx| tx.delete_flags(&[id]).await?), 1);
    assert_eq!(db.flag(id).await.unwrap(), None);

    let person = [7; 32];
    let approach = Approach {
        person,
        at: Some(at(4)),
        conversation_id: Some(world.conversation.id),
        never: false,
    };
    tx!(house, |tx| tx.put_approach(&approach).await?);
    let never = Approach { never: true, ..approach };
    tx!(house, |tx| tx.put_approach(&never).await?);
    assert_eq!(db.approach(person).await.unwrap(), Some(never));
    assert_eq!(db.approaches_in(world.conversation.id).await.unwrap(), [never]);
    assert_eq!(db.approaches_in(ConversationId::new(&house.ids)).await.unwrap(), []);
}

pub(crate) async fn tones_are_put_and_read(house: &House) {
    let world = world(house).await;
    let mut tone = Tone {
        message_id: world.message.id,
        read: ToneRead {
            class: ToneClass::Complaint,
            complaint: 812,
            urgency: 4,
            said: ToneSaid { language: Some("de".to_owned()), ..ToneSaid::default() },
            corrected: None,
        },
        corrected_by: None,
    };
    let first = vec![tone.clone()];
    tx!(house, [first] | tx | tx.put_tones(&first).await?);
    tone.read.corrected = Some(ToneClass::Praise);
    tone.corrected_by = Some(world.agent.id);
    let second = vec![tone.clone()];
    tx!(house, [second] | tx | tx.put_tones(&second).await?);
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.tones(&[world.message.id]).await.unwrap(), [tone]);
}

pub(crate) async fn lessons_and_worries_are_kept(house: &House) {
    let world = world(house).await;
    let lesson = Lesson {
        id: LessonId::new(&house.ids),
        team_id: Some(world.team.id),
        message_id: Some(world.message.id),
        flag_id: None,
        is_it: true,
        class: ToneClass::Complaint,
        agent_id: world.agent.id,
        at: at(3),
        undone_at: None,
    };
    tx!(house, [lesson] | tx | tx.insert_lesson(&lesson).await?);
    let mut db = house.store.read().await.unwrap();
    let found = db.lessons(Some(world.team.id), 9).await.unwrap();
    assert_eq!(found, [(lesson.clone(), world.message.text.clone())]);
    let message = world.message.id;
    assert_eq!(tx!(house, |tx| tx.undo_lessons_of(message, at(4)).await?), 1);
    assert_eq!(db.lessons(Some(world.team.id), 9).await.unwrap(), []);
    let flag = FlagId::new(&house.ids);
    assert_eq!(tx!(house, |tx| tx.undo_lessons_of_flag(flag, at(4)).await?), 0);
    let other = Lesson { id: LessonId::new(&house.ids), undone_at: None, ..lesson.clone() };
    let id = other.id;
    tx!(house, [other] | tx | tx.insert_lesson(&other).await?);
    assert_eq!(db.lesson(id).await.unwrap(), Some(other.clone()));
    assert_eq!(tx!(house, |tx| tx.undo_lesson(id, at(5)).await?), 1);
    assert_eq!(tx!(house, |tx| tx.undo_lesson(id, at(6)).await?), 0, "once");
    assert_eq!(db.lesson(id).await.unwrap().unwrap().undone_at, Some(at(5)));

    let mut worry = Escalation {
        conversation_id: world.conversation.id,
        message_id: Some(world.message.id),
        worries: vec!["lawyer".to_owned()],
        since: at(3),
        settled_by: None,
        settled_at: None,
    };
    tx!(house, [worry] | tx | tx.put_escalation(&worry).await?);
    let scope = Scope::Of { teams: Vec::new(), accounts: vec![world.account.id] };
    let open = db.escalations_open(&scope, &Page::first(5)).await.unwrap();
    assert_eq!(open.items, std::slice::from_ref(&worry));
    assert_eq!(db.count_escalations_open(&scope, 9).await.unwrap(), 1);
    let nobody = Scope::Of { teams: Vec::new(), accounts: Vec::new() };
    assert_eq!(db.count_escalations_open(&nobody, 9).await.unwrap(), 0);
    (worry.settled_by, worry.settled_at) = (Some(world.agent.id), Some(at(5)));
    tx!(house, [worry] | tx | tx.put_escalation(&worry).await?);
    assert_eq!(db.escalations_of(&[world.conversation.id]).await.unwrap(), [worry]);
    assert_eq!(db.escalations_open(&scope, &Page::first(5)).await.unwrap().items, []);
    assert_eq!(db.count_escalations_open(&scope, 9).await.unwrap(), 0);

    let rule = rule(house, &world);
    let none = db.waiting_and_flagged(rule.id, at(9), 5).await.unwrap();
    assert_eq!(none, [], "no rule noticed anything");
}

pub(crate) async fn incidents_gather_who_reports_them(house: &House) {
    let world = world(house).await;
    let mut incident = Incident {
        id: IncidentId::new(&house.ids),
        name: None,
        about: vec!["Bonn".to_owned(), "internet".to_owned()],
        since: at(2),
        noticed_at: at(3),
        last_at: at(3),
        usual: 120,
        state: IncidentState::Open,
        body: IncidentBody::default(),
        ended_at: None,
        ended_by: None,
    };
    let mut member = IncidentMember {
        incident_id: incident.id,
        message_id: world.message.id,
        conversation_id: world.conversation.id,
        customer_id: world.customer.id,
        at: at(2),
        told: Vec::new(),
    };
    let more = tx!(
        house,
        [incident, member] | tx | {
            tx.put_incident(&incident).await?;
            tx.insert_incident_members(std::slice::from_ref(&member)).await?
                + tx.insert_incident_members(&[member]).await?
        }
    );
    assert_eq!(more, 1, "once");
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.incident(incident.id).await.unwrap(), Some(incident.clone()));
    assert!(db.incidents_open().await.unwrap().contains(&incident));
    assert!(db.incidents_to_look_at(at(2)).await.unwrap().contains(&incident));
    let among = |ids| ConversationFilter { among: Some(ids), ..ConversationFilter::default() };
    let page = Page::first(10);
    for (ids, n) in [(vec![world.conversation.id], 1), (Vec::new(), 0)] {
        let filter = among(ids);
        let found = db.list_conversations(&filter, &Scope::Everything, Order::Due, &page).await;
        assert_eq!(found.unwrap().items.len(), n);
    }
    assert!(db.incidents_since(at(2), 500).await.unwrap().contains(&incident));
    let sharing = db.incidents_sharing(&[world.customer.id]).await.unwrap();
    assert_eq!(sharing, std::slice::from_ref(&incident));
    let of = db.incidents_of(world.conversation.id, at(0)).await.unwrap();
    assert_eq!(of, std::slice::from_ref(&incident));
    member.told.push("text".to_owned());
    tx!(house, [member] | tx | tx.set_told(&member).await?);
    assert_eq!(db.incident_members(incident.id).await.unwrap(), [member]);
    (incident.state, incident.ended_at) = (IncidentState::Over, Some(at(6)));
    tx!(house, [incident] | tx | tx.put_incident(&incident).await?);
    assert!(!db.incidents_open().await.unwrap().contains(&incident));
    assert_eq!(db.incidents_of(world.conversation.id, at(7)).await.unwrap(), []);
    assert_eq!(db.incidents_sharing(&[world.customer.id]).await.unwrap(), []);
    let with = db.incidents_with(&[world.message.id]).await.unwrap();
    assert_eq!(with, std::slice::from_ref(&incident), "also those that are over");
    assert_eq!(db.incidents_with(&[]).await.unwrap(), []);
}

pub(crate) async fn announcements_go_once_and_step_by_step(house: &House) {
    use gerne_domain::{
        Announcement, AnnouncementId, DeliveryState as State, Outbound, Receipt, Visibility,
    };
    use gerne_store::Settlement;

    let world = world(house).await;
    let incident = Incident {
        id: IncidentId::new(&house.ids),
        name: None,
        about: Vec::new(),
        since: at(2),
        noticed_at: at(3),
        last_at: at(3),
        usual: 0,
        state: IncidentState::Open,
        body: IncidentBody::default(),
        ended_at: None,
        ended_by: None,
    };
    let one = Announcement {
        id: AnnouncementId::new(&house.ids),
        incident_id: incident.id,
        account_id: world.account.id,
        what: "text".to_owned(),
        agent_id: world.agent.id,
        state: State::Held,
        not_before: at(5),
        attempts: 0,
        attempted_at: None,
        reason: None,
        outbound: Outbound {
            key: "k".to_owned(),
            in_reply_to: None,
            to: Vec::new(),
            visibility: Visibility::Public,
            subject: None,
            text: "In Bonn ist DSL gestört.".to_owned(),
            content_warning: None,
            language: None,
            media: Vec::new(),
            written_at: at(4),
            letter: None,
        },
        receipt: None,
    };
    let again = Announcement { id: AnnouncementId::new(&house.ids), ..one.clone() };
    let new = tx!(
        house,
        [incident, one, again] | tx | {
            tx.put_incident(&incident).await?;
            (tx.insert_announcement(&one).await?, tx.insert_announcement(&again).await?)
        }
    );
    assert_eq!(new, (true, false), "once for each text and account");
    let account = world.account.id;
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.announcement(one.id).await.unwrap(), Some(one.clone()));
    assert_eq!(db.announcements_of(incident.id).await.unwrap(), std::slice::from_ref(&one));
    assert_eq!(db.next_announcement_at(account).await.unwrap(), Some(at(5)));
    drop(db);
    let id = one.id;
    let claimed = tx!(
        house,
        [] | tx | {
            let early = tx.claim_announcement(account, at(4)).await?;
            (
                early,
                tx.claim_announcement(account, at(6)).await?,
                tx.claim_announcement(account, at(6)).await?,
            )
        }
    );
    let (early, Some(taken), None) = claimed else { panic!("taken once") };
    assert_eq!((early, taken.state, taken.attempts), (None, State::Sending, 1));
    let mut db = house.store.read().await.unwrap();
    assert_eq!(db.announcements_sending(account).await.unwrap(), std::slice::from_ref(&taken));
    drop(db);
    let step = Settlement { not_before: Some(at(9)), ..Settlement::default() };
    let lost = tx!(
        house,
        [step] | tx | { tx.move_announcement(id, State::Sending, State::Unknown, &step).await? }
    );
    assert_eq!(lost.map(|one| (one.state, one.not_before)), Some((State::Unknown, at(9))));
    let mut db = house.store.read().await.unwrap();
    assert!(db.announcements_to_look_for(account, at(8)).await.unwrap().is_empty());
    assert_eq!(db.announcements_to_look_for(account, at(9)).await.unwrap().len(), 1);
    drop(db);
    let receipt = Receipt { external_id: None, url: None, published_at: at(7) };
    let step = Settlement { receipt: Some(receipt), ..Settlement::default() };
    let ended = tx!(
        house,
        [step] | tx | {
            let there = tx.move_announcement(id, State::Unknown, State::Sent, &step).await?;
            (there.is_some(), tx.drop_announcement(id, State::Held).await?)
        }
    );
    assert_eq!(ended, (true, false), "what is there is not taken back");
}
