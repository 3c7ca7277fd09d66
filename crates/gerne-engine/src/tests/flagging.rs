//! What decisions on flags teach, and what becomes of it when they are taken back.

use gerne_domain::{FlagReason, Role, RuleSaid, Scope, ToneClass};
use gerne_store::{FlagFilter, Page};

use super::{scripted::said, stage::Stage};
use crate::{Caller, verbs::RuleBody};

#[tokio::test]
async fn a_dismissal_taken_back_takes_nothing_of_a_colleague_with_it() {
    let stage = Stage::set().await;
    let boss = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
    let body = RuleBody {
        name: "Router".to_owned(),
        text: "router".to_owned(),
        team: None,
        said: RuleSaid { flags: true, ..RuleSaid::default() },
        is_on: true,
    };
    stage.engine.make_rule(&boss, body).await.unwrap();
    stage.engine.start();
    stage.platform.posts(said("1", "clara", "Mein Router ist tot", stage.now()));
    let team = stage.matter("1").await.team_id;
    let message = stage.message("1").await.id;
    let flag = stage
        .until(async |stage| {
            let filter = FlagFilter { marks: true, ..FlagFilter::default() };
            let found = stage.engine.flags(&boss, &filter, &Page::first(9)).await.unwrap().0;
            found.items.into_iter().next()
        })
        .await
        .flag;
    let stands = async || {
        let mut db = stage.engine.store().read().await.unwrap();
        let all = db.lessons(team, 9).await.unwrap();
        all.into_iter().map(|(lesson, _)| lesson.agent_id).collect::<Vec<_>>()
    };
    let (anna, jonas) = (&stage.anna, &stage.jonas);
    stage.engine.correct_tone(jonas, message, Some(ToneClass::Complaint)).await.unwrap();
    stage.engine.dismiss_flag(anna, flag.id, Some(FlagReason::NoMatter)).await.unwrap();
    assert_eq!(stands().await, [jonas.agent, anna.agent]);
    stage.engine.reopen_flag(anna, flag.id).await.unwrap();
    assert_eq!(stands().await, [jonas.agent]);
    // And the other way round.
    stage.engine.dismiss_flag(anna, flag.id, Some(FlagReason::NoMatter)).await.unwrap();
    stage.engine.correct_tone(jonas, message, None).await.unwrap();
    assert_eq!(stands().await, [anna.agent]);
}

#[tokio::test]
async fn rules_ask_for_what_is_known_besides_the_words() {
    let stage = Stage::set().await;
    let boss = Caller { role: Role::Admin, scope: Scope::Everything, ..stage.anna.clone() };
    let alike = "similar:\"Seit heute früh kein Internet in Bonn\"";
    for text in ["customer:yes", "place:bonn", "brand:Glasfunk", alike] {
        let body = RuleBody {
            name: text.to_owned(),
            text: text.to_owned(),
            team: None,
            said: RuleSaid { flags: true, ..RuleSaid::default() },
            is_on: true,
        };
        stage.engine.make_rule(&boss, body).await.unwrap();
    }
    stage.engine.start();
    let first = "In Bonn seit heute früh kein Internet mehr";
    stage.platform.posts(said("1", "clara", first, stage.now()));
    stage.matter("1").await;
    stage.platform.posts(said("2", "clara", "Wann lernt #Glasfunk das noch?", stage.now()));
    stage.matter("2").await;
    let by = async |external: &str| {
        let message = stage.message(external).await.id;
        let mut db = stage.engine.store().read().await.unwrap();
        let flags = db.flags_of_messages(&[message]).await.unwrap();
        let ids: Vec<_> = flags.iter().map(|flag| flag.id).collect();
        let hits = db.flag_hits(&ids).await.unwrap();
        let rules = db.rules().await.unwrap();
        let names = rules.into_iter().filter(|rule| hits.iter().any(|hit| hit.rule_id == rule.id));
        let mut names: Vec<String> = names.map(|rule| rule.name).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(by("1").await, ["place:bonn", alike]);
    assert_eq!(by("2").await, ["brand:Glasfunk", "customer:yes"]);
}
