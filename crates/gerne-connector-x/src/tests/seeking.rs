//! What nobody addressed to us, by search: new things only, each once, and never beyond its share of a
//! budget.

use gerne_connector::WatchBy;
use gerne_domain::AccountSettings;
use gerne_sim::{XConfig, XPostSpec};
use jiff::SignedDuration;

use super::world::{BEN, CLARA, US, World};

const QUESTION: &str = "nordlicht (ausfall OR tot)";

#[tokio::test]
async fn strangers_are_found_once_and_not_what_names_us() {
    let world = World::new().await;
    let account = world.open();
    let watch = account.watch().unwrap();
    assert!(matches!(watch.by, WatchBy::Queries { .. }) && watch.cost == Some(15_000));
    let said = world.post(CLARA, XPostSpec::new("Bei Nordlicht ist wieder alles tot"));
    world.mention(BEN, "Nordlicht Ausfall?");
    world.post(US, XPostSpec::new("Nordlicht: kein Ausfall bekannt"));
    world.post(BEN, XPostSpec::new("Nordlicht über Sylt"));
    let found = account.search(QUESTION, None).await.unwrap();
    let ids: Vec<&str> = found.posts.iter().map(|post| post.message.external_id.as_str()).collect();
    assert_eq!(ids, [said.id.as_str()]);
    let post = &found.posts[0];
    assert_eq!((post.message.author.handle.as_str(), post.message.addressed), (CLARA, false));
    assert!(post.followers.is_some(), "{post:?}");
    assert_eq!(world.vault.spent(), 15_000, "one post, one person");

    // Nothing new costs nothing; what is new comes alone.
    let again = account.search(QUESTION, found.cursor.as_ref()).await.unwrap();
    assert_eq!((again.posts.len(), &again.cursor), (0, &found.cursor));
    assert_eq!(world.vault.spent(), 15_000);
    world.clock.advance(SignedDuration::from_secs(60));
    for n in 0..40 {
        world.post(CLARA, XPostSpec::new(&format!("Nordlicht Ausfall, Teil {n}")));
    }
    let more = account.search(QUESTION, found.cursor.as_ref()).await.unwrap();
    assert_eq!(more.posts.len(), 40, "two pages");
    assert_eq!(world.vault.spent(), 15_000 + 40 * 5_000, "she is known");
    // A place that search has forgotten is no mistake.
    world.clock.advance(SignedDuration::from_hours(9 * 24));
    let late = account.search(QUESTION, more.cursor.as_ref()).await.unwrap();
    assert_eq!((late.posts.len(), &late.cursor.is_some()), (0, &true));
}

#[tokio::test]
async fn strangers_cost_two_fifths_of_a_budget_at_most() {
    let mut world = World::with(XConfig { rate_limits: false, ..XConfig::default() }).await;
    world.settings = AccountSettings { budget_day_cents: 150, ..AccountSettings::default() };
    let account = world.open();
    let (mut cursor, mut told) = (None, None);
    for n in 0..300 {
        world.post(CLARA, XPostSpec::new(&format!("Nordlicht Ausfall, Teil {n}")));
        if n % 3 == 0 {
            let found = account.search(QUESTION, cursor.as_ref()).await.unwrap();
            cursor = found.cursor.or(cursor);
            told = found.notice.or(told);
        }
        assert!(world.vault.spent() <= 600_000, "{}", world.vault.spent());
    }
    assert_eq!(told.unwrap().key, "budget.day_spent");
    assert!(world.vault.spent() > 100_000, "{}", world.vault.spent());
    // Whoever calls us is heard.
    let mention = world.mention(BEN, "Hallo?");
    let batch = account.fetch(&"mentions".into(), None).await.unwrap();
    assert!(batch.items.iter().any(|item| format!("{item:?}").contains(&mention.id)));
}
