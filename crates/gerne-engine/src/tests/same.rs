//! Who may be the same person: found, offered, decided for good; and proved by a code.

use std::time::Duration;

use gerne_domain::{Conversation, CustomerId, InboundMessage, Role, Scope, Visibility};
use gerne_store::Store;

use super::{
    scripted::{Scripted, said},
    stage::Stage,
};
use crate::{Caller, EngineError, LikenessLevel, Suggested};

const NUMBER: &str = "Meine Kundennummer ist 48011337, die Leitung ist tot.";

fn by(mut message: InboundMessage, name: &str, visibility: Visibility) -> InboundMessage {
    name.clone_into(&mut message.author.name);
    message.visibility = visibility;
    message
}

impl Stage {
    /// Somebody writes in private.
    async fn confides(&self, id: &str, who: &str, name: &str, text: &str) -> Conversation {
        let message = by(said(id, who, text, self.now()), name, Visibility::Private);
        self.platform.posts(message);
        self.matter(id).await
    }

    async fn states(&self, id: &str, who: &str, name: &str, text: &str) -> Conversation {
        self.platform.posts(by(said(id, who, text, self.now()), name, Visibility::Public));
        self.matter(id).await
    }

    async fn compares(&self) {
        // It runs by itself as well; comparing twice changes nothing.
        self.engine.compare_after(&mut Some(0), &mut None).await.unwrap();
    }

    async fn suggested(&self, id: CustomerId) -> Vec<Suggested> {
        self.compares().await;
        self.engine.suggestions(&self.anna, id).await.unwrap()
    }
}

#[tokio::test]
async fn who_states_the_same_in_private_is_offered_and_decided_once() {
    let stage = Stage::set().await;
    stage.engine.start();
    let one = stage.confides("1", "clara", "Clara Thomsen", NUMBER).await.customer_id;
    let other = stage.confides("2", "nordwind", "Clara Thomsen", NUMBER).await.customer_id;
    let ben = stage.confides("3", "ben", "Ben Okafor", "Wo ist mein Paket?").await.customer_id;
    assert_ne!(one, other, "nobody is joined by it");
    let found = stage.suggested(one).await;
    assert_eq!(found.iter().map(|one| one.other).collect::<Vec<_>>(), [other]);
    let reasons: Vec<&str> = found[0].reasons.iter().map(|reason| reason.key).collect();
    assert!(reasons.contains(&"same_number") && reasons.contains(&"same_name"), "{found:#?}");
    assert_eq!(stage.suggested(other).await[0].other, one, "from both sides");
    assert_eq!(stage.suggested(ben).await, []);
    // Kept are keyed hashes and keys of texts: nothing of what was said.
    let mut db = stage.engine.store().read().await.unwrap();
    let kept = db.likeness(one, other).await.unwrap().unwrap();
    assert!(!format!("{kept:?}").contains("48011337"), "{kept:?}");
    drop(db);

    let (anna, engine) = (&stage.anna, &stage.engine);
    engine.reject_suggestion(anna, one, other).await.unwrap();
    assert_eq!(stage.suggested(one).await, []);
    stage.confides("4", "nordwind", "Clara Thomsen", "Nochmal: Kundennummer 48011337").await;
    assert_eq!(stage.suggested(one).await, [], "rejected stays rejected");
    let join = engine.join_customers(anna, one, other).await.unwrap().value;
    assert_eq!(stage.suggested(one).await, []);
    engine.undo_join(anna, join).await.unwrap();
    assert_eq!(stage.suggested(one).await, [], "also after it was joined and separated");
    let same = engine.reject_suggestion(anna, one, one).await;
    assert!(matches!(same, Err(EngineError::Invalid(reason)) if reason.key == "join.same"));
    let nobody = Caller {
        role: Role::Agent,
        scope: Scope::Of { teams: Vec::new(), accounts: Vec::new() },
        ..stage.anna.clone()
    };
    assert!(matches!(engine.suggestions(&nobody, one).await, Err(EngineError::NotFound)));
    let rejected = engine.reject_suggestion(&nobody, one, ben).await;
    assert!(matches!(rejected, Err(EngineError::NotFound)));
}

#[tokio::test]
async fn what_is_taken_back_is_no_longer_offered_and_joined_ones_are_found_as_one() {
    let stage = Stage::set().await;
    stage.engine.start();
    let one = stage.confides("1", "clara", "Clara Thomsen", NUMBER).await;
    let other = stage.confides("2", "nordwind", "Nordwind", NUMBER).await.customer_id;
    assert_eq!(stage.suggested(one.customer_id).await.len(), 1);
    let facts = stage.engine.facts_of(&stage.anna, one.customer_id).await.unwrap();
    let number = facts.iter().find(|fact| fact.stated.fact.kind == "customer_no").unwrap();
    stage.engine.dismiss_fact(&stage.anna, number.stated.fact.id).await.unwrap();
    assert_eq!(stage.suggested(one.customer_id).await, []);
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.likeness(one.customer_id, other).await.unwrap(), None);
    drop(db);

    // A third states it; who was joined by hand is compared with all that both stated.
    let third = stage.confides("3", "ct", "C. Thomsen", NUMBER).await.customer_id;
    assert_eq!(stage.suggested(third).await[0].other, other);
    stage.engine.join_customers(&stage.anna, one.customer_id, other).await.unwrap();
    let found = stage.suggested(third).await;
    assert_eq!(found.iter().map(|one| one.other).collect::<Vec<_>>(), [one.customer_id]);
}

#[tokio::test]
async fn a_copied_profile_is_never_at_the_top() {
    let stage = Stage::set().await;
    stage.engine.start();
    let one = stage.confides("1", "clarathomsen", "Clara Thomsen", NUMBER).await.customer_id;
    let copy = stage.states("2", "clara_thomsen", "Clara Thomsen", "Auch bei mir!").await;
    for found in stage.suggested(one).await {
        assert!(found.level < LikenessLevel::VeryLikely, "{found:#?}");
    }
    // What the other only ever said in public, anybody can say.
    let open = stage.states("3", "petra", "Petra Lindqvist", NUMBER).await.customer_id;
    let said = stage.confides("4", "copycat", "Petra Lindqvist", NUMBER).await.customer_id;
    for found in stage.suggested(said).await {
        assert!(found.level < LikenessLevel::VeryLikely, "{found:#?}");
        assert!(found.other != open || found.reasons.iter().all(|r| r.key != "same_number"));
    }
    assert_ne!(copy.customer_id, one);
}

#[tokio::test]
async fn who_comments_and_writes_in_private_soon_after_is_offered_where_ids_differ() {
    let store = Store::open_in_memory().await.unwrap();
    let now = "2026-11-02T09:00:00Z".parse().unwrap();
    let stage = Stage::on(store, Scripted::with_private_ids(), now).await;
    stage.engine.start();
    let comment = stage.states("1", "p1", "Mehmet Yılmaz", "Kein Netz!").await.customer_id;
    stage.pass(Duration::from_hours(2));
    let message = stage.confides("2", "p2", "Mehmet Yılmaz", "Wie besprochen").await.customer_id;
    let found = stage.suggested(comment).await;
    assert_eq!(found.iter().map(|one| one.other).collect::<Vec<_>>(), [message]);
    assert_eq!(found[0].level, LikenessLevel::Suggestion);
    assert!(found[0].reasons.iter().any(|reason| reason.key == "same_page_shortly"));
    // A day later it may be anybody of that name.
    stage.pass(Duration::from_hours(30));
    let late = stage.confides("3", "p3", "Mehmet Yılmaz", "Hallo").await.customer_id;
    let found = stage.suggested(late).await;
    assert!(found.iter().all(|one| one.other != comment), "{found:#?}");
}

#[tokio::test]
async fn a_code_that_is_said_back_proves_it() {
    let stage = Stage::set().await;
    stage.engine.start();
    let known = stage.confides("1", "clara", "Clara Thomsen", NUMBER).await;
    let claims = stage.states("2", "nordwind", "Nordwind", "Ich bin Kundin bei euch").await;
    let ben = stage.confides("3", "ben", "Ben Okafor", "Hallo").await;
    let two = (claims.customer_id, known.customer_id);
    let engine = &stage.engine;
    let public = engine.send_proof_code(&stage.anna, claims.id, two).await;
    assert!(matches!(public, Err(EngineError::Invalid(reason)) if reason.key == "code.public"));
    let else_where = engine.send_proof_code(&stage.anna, ben.id, two).await;
    assert!(matches!(else_where, Err(EngineError::NotFound)));
    let sent = engine.send_proof_code(&stage.anna, known.id, two).await.unwrap().value;
    let mut db = engine.store().read().await.unwrap();
    let text = db.message(sent.written.message).await.unwrap().unwrap().text;
    drop(db);
    let code = text.split_whitespace().find(|word| {
        word.len() == 9 && word.contains('-') && word.chars().any(|c| c.is_ascii_digit())
    });
    let code = code.unwrap_or_else(|| panic!("{text}")).to_owned();
    stage.pass(Duration::from_mins(1));

    // Others cannot say it for them, nor does the one who was sent it.
    stage.confides("4", "ben", "Ben Okafor", &code).await;
    stage.confides("5", "clara", "Clara Thomsen", &format!("> {code}\nwas ist das?")).await;
    stage.compares().await;
    assert_ne!(stage.matter("2").await.customer_id, known.customer_id);
    let back = format!("Der Code: {}", code.to_lowercase());
    stage.confides("6", "nordwind", "Nordwind", &back).await;
    stage.compares().await;
    assert_eq!(stage.matter("2").await.customer_id, known.customer_id, "joined");
    let mut db = engine.store().read().await.unwrap();
    let verified = db.verified(known.customer_id, stage.now()).await.unwrap().unwrap();
    assert_eq!(verified.agent_id, stage.anna.agent);
    let join = db.customer_joins(known.customer_id).await.unwrap().pop().unwrap();
    drop(db);
    engine.undo_join(&stage.anna, join.id).await.unwrap();
    assert_eq!(stage.matter("2").await.customer_id, claims.customer_id, "and undone like any");
    // It counts once.
    stage.confides("7", "nordwind", "Nordwind", &code).await;
    stage.compares().await;
    assert_eq!(stage.matter("2").await.customer_id, claims.customer_id);
}

#[tokio::test]
async fn guessing_ends_a_code() {
    let stage = Stage::set().await;
    stage.engine.start();
    let known = stage.confides("1", "clara", "Clara Thomsen", NUMBER).await;
    let claims = stage.confides("2", "nordwind", "Nordwind", "Hallo").await;
    let two = (known.customer_id, claims.customer_id);
    stage.engine.send_proof_code(&stage.anna, known.id, two).await.unwrap();
    let mut db = stage.engine.store().read().await.unwrap();
    assert_eq!(db.proof_codes_of(claims.customer_id, stage.now()).await.unwrap().len(), 1);
    for n in 2..8 {
        let guess = format!("QQQ{n}-QQQ{n}");
        stage.confides(&format!("g{n}"), "nordwind", "Nordwind", &guess).await;
    }
    stage
        .until(async |stage| {
            let mut db = stage.engine.store().read().await.unwrap();
            let left = db.proof_codes_of(claims.customer_id, stage.now()).await.unwrap();
            left.is_empty().then_some(())
        })
        .await;
}
