use std::sync::Arc;

use gerne_connector::{Begin, Callback, ConnectorError, Finished, Platform as _};
use gerne_sim::{FbPage, Sim, SimClock, SimConfig};

use super::world::{Hurried, SCOPES, US, config, form};
use crate::Facebook;

const ANNA: &str = "anna.albrecht";

async fn platform() -> (Sim, Facebook) {
    let clock = SimClock::manual("2026-11-20T08:00:00Z".parse().unwrap());
    let sim = Sim::start(SimConfig { clock: clock.clone(), ..SimConfig::default() }).await;
    let platform = Facebook::new(config(sim.facebook()), Arc::new(Hurried(clock))).unwrap();
    (sim, platform)
}

fn back(url: &str) -> Callback {
    let url = url::Url::parse(url).unwrap();
    Callback(url.query_pairs().into_owned().collect())
}

fn key(error: ConnectorError) -> String {
    match error {
        ConnectorError::Refused { reason } => reason.key,
        other => panic!("{other:?}"),
    }
}

async fn begun(platform: &Facebook) -> (String, gerne_connector::Secret) {
    let redirect = "https://gerne.example/back".parse().unwrap();
    match platform.begin(&form(&[]), &redirect).await.unwrap() {
        Begin::Browser { url, pending, .. } => (url.to_string(), pending),
        Begin::Done(_) => panic!("the owner must agree"),
    }
}

#[tokio::test]
async fn one_page_is_connected_and_of_several_the_owner_chooses() {
    let (sim, platform) = platform().await;
    let server = sim.facebook();
    let (url, pending) = begun(&platform).await;
    let returned = back(&server.approve(&url, ANNA, &[]).unwrap());
    let connected = platform.finish(&pending, &returned).await.unwrap();
    assert_eq!(connected.external_id.0, server.page_id(US).unwrap());
    assert!(
        connected.secrets.contains_key("token") && connected.secrets.contains_key("app_secret")
    );
    let shop = FbPage {
        handle: "shop".to_owned(),
        name: "Nordlicht Shop".to_owned(),
        category: "Shop".to_owned(),
        admins: vec![ANNA.to_owned()],
        ..FbPage::default()
    };
    server.add_page(shop).unwrap();
    let (url, pending) = begun(&platform).await;
    let returned = back(&server.approve(&url, ANNA, &[]).unwrap());
    let Finished::Choose { choices, pending } =
        platform.finish_or_ask(&pending, &returned).await.unwrap()
    else {
        panic!("two Pages")
    };
    let names: Vec<_> = choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(names, ["Nordlicht", "Nordlicht Shop"]);
    let connected = platform.choose(&pending, &choices[1].id).await.unwrap();
    assert_eq!(connected.name, "Nordlicht Shop");
    assert_eq!(
        key(platform.choose(&pending, &"77".to_owned().into()).await.unwrap_err()),
        "connect.page_unknown"
    );
}

#[tokio::test]
async fn what_goes_wrong_is_said_in_words() {
    let (sim, platform) = platform().await;
    let server = sim.facebook();
    let (url, pending) = begun(&platform).await;
    let returned = back(&server.approve(&url, ANNA, &[]).unwrap());
    platform.finish(&pending, &returned).await.unwrap();
    // A code works once.
    assert_eq!(key(platform.finish(&pending, &returned).await.unwrap_err()), "connect.expired");
    let denied = Callback([("error".to_owned(), "access_denied".to_owned())].into());
    assert_eq!(key(platform.finish(&pending, &denied).await.unwrap_err()), "connect.denied");
    let (url, pending) = begun(&platform).await;
    let without = server.approve_without(&url, ANNA, &[], &["pages_show_list"]).unwrap();
    let told = platform.finish(&pending, &back(&without)).await.unwrap_err();
    assert_eq!(key(told), "connect.no_pages");
    let redirect: url::Url = "https://gerne.example/back".parse().unwrap();
    let token = form(&[("token", "EAAnonsense")]);
    let told = platform.begin(&token, &redirect).await.unwrap_err();
    assert_eq!(key(told), "connect.token_rejected");
    let other = form(&[("address", "http://example.org")]);
    let told = platform.begin(&other, &redirect).await.unwrap_err();
    assert_eq!(key(told), "connect.address_invalid");
}

#[tokio::test]
async fn a_token_at_hand_of_a_page_or_of_a_person_will_do() {
    let (sim, platform) = platform().await;
    let server = sim.facebook();
    let redirect: url::Url = "https://gerne.example/back".parse().unwrap();
    for token in
        [server.page_token(US, SCOPES).unwrap(), server.user_token(ANNA, SCOPES, false).unwrap()]
    {
        let begun = platform.begin(&form(&[("token", &token)]), &redirect).await.unwrap();
        let Begin::Done(connected) = begun else { panic!("no browser is needed") };
        assert_eq!(connected.name, "Nordlicht");
        let facts = connected.facts["scopes"].as_array().unwrap();
        assert!(facts.iter().any(|scope| scope == "pages_messaging"));
    }
    let few = server.page_token(US, "pages_show_list").unwrap();
    let told = platform.begin(&form(&[("token", &few)]), &redirect).await.unwrap_err();
    assert_eq!(key(told), "connect.scope_missing");
}

/// What was granted stays granted: the box is a claim, and left empty it says nothing.
#[tokio::test]
async fn connecting_again_keeps_the_seven_days() {
    let (sim, platform) = platform().await;
    let token = sim.facebook().page_token(US, SCOPES).unwrap();
    let redirect: url::Url = "https://gerne.example/back".parse().unwrap();
    let connect = async |said: &[(&str, &str)]| {
        let fields = form(&[&[("token", token.as_str())], said].concat());
        let Begin::Done(connected) = platform.begin(&fields, &redirect).await.unwrap() else {
            panic!("no browser is needed")
        };
        connected.facts
    };
    let granted = connect(&[("human_agent", "true")]).await;
    let empty = connect(&[]).await;
    assert_eq!(platform.again(&granted, empty.clone())["human_agent"], true);
    let withdrawn = connect(&[("human_agent", "false")]).await;
    assert_eq!(platform.again(&granted, withdrawn.clone())["human_agent"], false);
    assert_eq!(platform.again(&empty, granted.clone())["human_agent"], true);
}
