//! What is said of an incident before everyone.

use std::time::Duration;

use gerne_domain::{
    Announcement, DeliveryState, Incident, IncidentBody, IncidentId, IncidentMember, IncidentState,
    Role, Scope,
};
use gerne_store::Alarm;

use super::{
    scripted::{Fate, said},
    stage::Stage,
};
use crate::{Caller, EngineError, verbs::Telling};

struct Told {
    stage: Stage,
    boss: Caller,
    incident: IncidentId,
}

impl Told {
    /// An incident of which a lead says something; it is held a moment.
    async fn written() -> Self {
        let stage = Stage::set().await;
        let boss = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
        let now = stage.now();
        let incident = Incident {
            id: IncidentId::new(&*stage.engine.inner.ids),
            name: None,
            about: vec!["Bonn".to_owned()],
            since: now,
            noticed_at: now,
            last_at: now,
            usual: 0,
            state: IncidentState::Open,
            body: IncidentBody::default(),
            ended_at: None,
            ended_by: None,
        };
        let id = incident.id;
        // Who sees a matter that reports it sees the incident.
        stage.engine.start();
        stage.platform.posts(said("1", "clara", "Kein Netz in Bonn", now));
        let (matter, message) = (stage.matter("1").await, stage.message("1").await);
        let member = IncidentMember {
            incident_id: id,
            message_id: message.id,
            conversation_id: matter.id,
            customer_id: matter.customer_id,
            at: now,
            told: Vec::new(),
        };
        let kept = stage.engine.write(move |tx| {
            Box::pin(async move {
                tx.put_incident(&incident).await?;
                tx.insert_incident_members(&[member]).await?;
                Ok(())
            })
        });
        kept.await.unwrap();
        let texts = vec![(stage.account, "Störung in Bonn. Wir arbeiten daran.".to_owned())];
        let told = stage.engine.announce(&boss, id, Telling::Text, texts).await.unwrap();
        assert_eq!(told.value, 1);
        Self { stage, boss, incident: id }
    }

    async fn one(&self) -> Announcement {
        let mut db = self.stage.engine.store().read().await.unwrap();
        db.announcements_of(self.incident).await.unwrap().remove(0)
    }

    /// Time passes until it stands so.
    async fn stands(&self, state: DeliveryState) -> Announcement {
        let one = async |stage: &Stage| {
            stage.pass(Duration::from_secs(5));
            let one = self.one().await;
            (one.state == state).then_some(one)
        };
        self.stage.until(one).await
    }

    async fn alarms(&self) -> Vec<Alarm> {
        self.stage.engine.store().read().await.unwrap().standing_alarms().await.unwrap()
    }
}

#[tokio::test]
async fn leads_learn_of_what_was_refused_until_it_is_written_anew() {
    let told = Told::written().await;
    told.stage.platform.fate(Fate::Refused);
    let one = told.stands(DeliveryState::Refused).await;
    let alarms = told.alarms().await;
    let [alarm] = &alarms[..] else { panic!("{alarms:?}") };
    assert_eq!(alarm.kind, "announcement_refused");
    assert_eq!(alarm.reason.as_deref(), Some("refused.by_script"));
    assert_eq!(alarm.details["incident"], told.incident.to_string());
    told.stage.engine.drop_announcement(&told.boss, one.id).await.unwrap();
    assert_eq!(told.alarms().await, []);
}

#[tokio::test]
async fn leads_learn_of_what_nobody_can_find() {
    let told = Told::written().await;
    told.stage.platform.fate(Fate::VanishesSilently);
    let one = told.stands(DeliveryState::Unknown).await;
    assert_eq!(told.alarms().await, [], "it is looked for first");
    let alarm = told
        .stage
        .until(async |stage| {
            stage.pass(Duration::from_secs(30));
            told.alarms().await.pop()
        })
        .await;
    assert_eq!(alarm.kind, "announcement_unknown");
    told.stage.engine.announcement_is_there(&told.boss, one.id).await.unwrap();
    assert_eq!(told.alarms().await, []);
}

#[tokio::test]
async fn what_is_over_before_it_left_is_not_said() {
    let told = Told::written().await;
    told.stage.engine.end_incident(&told.boss, told.incident, false).await.unwrap();
    let one = told.stands(DeliveryState::Refused).await;
    assert_eq!(one.reason.unwrap().key, "refused.incident_over");
    assert_eq!(told.alarms().await, [], "who ended it knows");
    assert!(told.stage.platform.sent().is_empty());
}

#[tokio::test]
async fn what_waited_while_the_account_was_away_is_no_news_any_more() {
    let told = Told::written().await;
    told.stage.platform.fate(Fate::Later(Duration::from_hours(4)));
    told.stands(DeliveryState::Queued).await;
    told.stage.pass(Duration::from_hours(4));
    let one = told.stands(DeliveryState::Refused).await;
    assert_eq!(one.reason.unwrap().key, "refused.gave_up");
    assert!(told.stage.platform.sent().is_empty());
}

#[tokio::test]
async fn what_is_nobodys_business_is_not_said_to_everybody() {
    let told = Told::written().await;
    let text = "Überweisen Sie an DE89 3704 0044 0532 0130 00.".to_owned();
    let texts = vec![(told.stage.account, text)];
    let refused = told.stage.engine.announce(&told.boss, told.incident, Telling::Text, texts).await;
    let Err(EngineError::Private(holds)) = refused else { panic!("{refused:?}") };
    assert_eq!(holds.iter().map(|hold| hold.kind).collect::<Vec<_>>(), ["iban"]);
}
