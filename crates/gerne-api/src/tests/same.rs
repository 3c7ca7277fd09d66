//! Who may be the same person: what is shown, to whom, and what people say to it.

use gerne_store::{Likeness, LikenessState};
use serde_json::{Value, json};

use super::world::{Person, Said, World};

impl World {
    /// Two customers who both told a colleague the same, and a pair of them.
    async fn alike(&self, one: Said, other: Said) {
        for (who, said) in [(&self.agent, one), (&self.agent, other)] {
            let path = format!("/customers/{}/facts", said.customer);
            for (kind, value) in [("customer_no", "48011337"), ("iban", "DE02120300000000202051")] {
                let fact = json!({"kind": kind, "value": value});
                self.call(who, "POST", &path, Some(fact)).await.ok();
            }
        }
        let (a_id, b_id) = Likeness::pair(one.customer, other.customer);
        let likeness = Likeness {
            a_id,
            b_id,
            state: LikenessState::Open,
            level: "suggestion".to_owned(),
            millibits: 15_000,
            reasons: Vec::new(),
            found_at: self.now(),
            agent_id: None,
            changed_at: None,
        };
        self.write(move |tx| Box::pin(async move { tx.put_likeness(&likeness).await })).await;
    }

    async fn offered(&self, who: &Person, said: Said) -> Vec<Value> {
        let path = format!("/customers/{}/suggestions", said.customer);
        self.get(who, &path).await["items"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn who_is_alike_is_shown_with_reasons_and_joined_or_rejected() {
    let w = World::new().await;
    let one = w.said(&w.ours, "Guten Tag").await;
    let other = w.said(&w.ours, "Hallo").await;
    assert_eq!(w.offered(&w.agent, one).await, Vec::<Value>::new());
    w.alike(one, other).await;
    let offered = w.offered(&w.agent, one).await;
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0]["id"], json!(other.customer));
    let reasons = offered[0]["reasons"].as_array().unwrap();
    let number = |kind: &str| {
        let found = reasons.iter().find(|reason| reason["values"]["kind"] == kind);
        found.unwrap_or_else(|| panic!("{reasons:?}"))["values"]["value"].clone()
    };
    assert_eq!(number("customer_no"), json!("48011337"));
    assert_eq!(number("iban"), json!("DE•• •••• 2051"), "sensitive values are masked");
    assert!(!offered[0].to_string().contains("Hallo"), "nothing that the other wrote");
    assert_eq!(w.offered(&w.agent, other).await[0]["id"], json!(one.customer));

    let path = format!("/customers/{}/suggestions/{}", one.customer, other.customer);
    let joined = w.call(&w.agent, "POST", &format!("{path}/join"), None).await.ok();
    assert_eq!(joined["identities"].as_array().unwrap().len(), 2);
    assert_eq!(w.offered(&w.agent, one).await, Vec::<Value>::new());
    let undo = format!("/joins/{}/undo", joined["joined"][0]["id"].as_str().unwrap());
    w.call(&w.agent, "POST", &undo, None).await.ok();
    assert_eq!(w.offered(&w.agent, one).await, Vec::<Value>::new(), "they are two, somebody said");

    let third = w.said(&w.ours, "Moin").await;
    w.alike(third, one).await;
    assert_eq!(w.offered(&w.agent, third).await.len(), 1);
    let path = format!("/customers/{}/suggestions/{}", third.customer, one.customer);
    w.call(&w.agent, "POST", &format!("{path}/reject"), None).await.ok();
    assert_eq!(w.offered(&w.agent, third).await, Vec::<Value>::new());
    let code = json!({"conversation_id": third.conversation});
    let public = w.call(&w.agent, "POST", &format!("{path}/code"), Some(code)).await.problem();
    assert_eq!(public, (422, "code.public".to_owned()));
}

#[tokio::test]
async fn nobody_is_offered_whom_they_do_not_see() {
    let w = World::new().await;
    let one = w.said(&w.ours, "Guten Tag").await;
    let hidden = w.said(&w.theirs, "Hallo").await;
    let (a_id, b_id) = Likeness::pair(one.customer, hidden.customer);
    w.alike(one, w.said(&w.ours, "Moin").await).await;
    let facts = format!("/customers/{}/facts", hidden.customer);
    let fact = json!({"kind": "customer_no", "value": "48011337"});
    w.call(&w.admin, "POST", &facts, Some(fact)).await.ok();
    let likeness = Likeness {
        a_id,
        b_id,
        state: LikenessState::Open,
        level: "suggestion".to_owned(),
        millibits: 15_000,
        reasons: Vec::new(),
        found_at: w.now(),
        agent_id: None,
        changed_at: None,
    };
    w.write(move |tx| Box::pin(async move { tx.put_likeness(&likeness).await })).await;
    let seen = w.offered(&w.agent, one).await;
    assert!(seen.iter().all(|each| each["id"] != json!(hidden.customer)), "{seen:?}");
    assert_eq!(seen.len(), 1);
    let path = format!("/customers/{}/suggestions/{}", one.customer, hidden.customer);
    for what in ["join", "reject"] {
        let refused = w.call(&w.agent, "POST", &format!("{path}/{what}"), None).await;
        assert_eq!(refused.status, 404);
    }
    assert_eq!(w.offered(&w.admin, one).await.len(), 2);
}
