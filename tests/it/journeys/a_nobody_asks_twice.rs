//! A, the other half: what was said once stands on a card, whoever asks again is told, and what was
//! said in private does not get out.

use reqwest::Method;
use serde_json::{Value, json};

use super::stage::{Channel, Database, Stage, on_each_channel, on_facebook};

on_each_channel!(nobody_asks_twice);
on_facebook!(nobody_asks_twice);

const STORY: &str = "Guten Tag, seit Montag ist die Leitung tot. Meine Kundennummer ist 7004113. Den \
    Router habe ich schon zweimal neu gestartet. Bitte schicken Sie einen Techniker, ich brauche \
    das bis Freitag.";

async fn nobody_asks_twice(database: Database, channel: Channel) {
    let mut stage = Stage::set(database, Stage::config(channel)).await;
    let (anna, lena) = (stage.agent("anna").await, stage.agent("lena").await);
    let first = stage.tells(channel, "clara", "Leitung tot", STORY);
    let private = stage.row(&anna, "seit Montag", |_| true).await;
    let path = format!("/conversations/{}", private["id"].as_str().unwrap());

    // The card is there with the message, each line with where it stands.
    let card = lena.get(&format!("{path}/card")).await.unwrap();
    for (part, words) in [
        ("about", "Leitung tot"),
        ("since", "Montag"),
        ("tried_by_them", "neu gestartet"),
        ("needed_by", "Freitag"),
        ("demand", "Techniker"),
    ] {
        let line = line(&card, part);
        assert!(line["text"].as_str().unwrap().contains(words), "{part}: {line}");
        assert_eq!(line["source"]["kind"], "message", "{line}");
        assert_eq!(line["source"]["author_name"], private["customer"]["name"], "{line}");
        let (start, end) = (&line["source"]["start"], &line["source"]["end"]);
        assert!(start.as_u64().unwrap() < end.as_u64().unwrap(), "{line}");
    }
    let fact = fact(&card, "customer_no");
    assert_eq!((&fact["value"], &fact["private"]), (&json!("7004113"), &json!(true)), "{card}");
    assert_eq!(card["owed"]["unanswered"], 1, "{card}");

    // While somebody types: known already, done already; thanks raise nothing.
    let read = |text: &str| json!({"text": text});
    let reading = format!("{path}/reading");
    let again = lena.post(&reading, read("Wie lautet Ihre Kundennummer?")).await.unwrap();
    assert_eq!(again["hints"][0]["kind"], "asked_again", "{again}");
    assert_eq!(again["hints"][0]["source"]["quote"], "7004113", "{again}");
    let offer = again["hints"][0]["offers"][0]["replace"]["text"].as_str().unwrap();
    assert!(offer.contains("7004113"), "in private, where she said it: {offer}");
    let tried = read("Haben Sie den Router schon neu gestartet?");
    let tried = lena.post(&reading, tried).await.unwrap();
    assert_eq!(tried["hints"][0]["kind"], "tried_already", "{tried}");
    for silent in ["Danke für Ihre Kundennummer!", "Der Techniker kommt morgen.", ""] {
        let read = lena.post(&reading, read(silent)).await.unwrap();
        assert_eq!(read["hints"], json!([]), "{silent}: {read}");
    }

    // A line is corrected in place and another put away; both stay so.
    let (about, demand) = (line(&card, "about")["id"].clone(), line(&card, "demand")["id"].clone());
    let at = |id: &Value| format!("{path}/card/lines/{}", id.as_str().unwrap());
    let text = json!({"text": "Leitung tot seit dem Umstieg"});
    lena.call(Method::PATCH, &at(&about), Some(text)).await.unwrap();
    lena.call(Method::DELETE, &at(&demand), None).await.unwrap();
    let tried = json!({"part": "tried_by_us", "text": "Port zurückgesetzt"});
    anna.post(&format!("{path}/card/lines"), tried).await.unwrap();
    let card = anna.get(&format!("{path}/card")).await.unwrap();
    assert_eq!(line(&card, "about")["state"], "corrected", "{card}");
    assert_eq!(line(&card, "about")["text"], "Leitung tot seit dem Umstieg");
    assert_eq!(line(&card, "tried_by_us")["source"]["kind"], "agent", "{card}");
    let parts: Vec<&str> =
        card["lines"].as_array().unwrap().iter().filter_map(|l| l["part"].as_str()).collect();
    assert!(!parts.contains(&"demand"), "{card}");

    // In public, where everyone reads: neither hers nor anybody else's, unless somebody says why.
    let other =
        stage.tells(channel, "ben@far.example", "Rechnung", "Meine Kundennummer ist 8120055.");
    stage.row(&anna, "8120055", |_| true).await;
    stage.calls(channel, "clara", "Freitag, halb eins, kein Techniker. Unfassbar.");
    let row = stage.row(&lena, "kein Techniker", |_| true).await;
    if channel == Channel::Email {
        let other = json!({"other": private["customer"]["id"]});
        let customer = row["customer"]["id"].as_str().unwrap();
        lena.post(&format!("/customers/{customer}/join"), other).await.unwrap();
    }
    let matter = format!("/conversations/{}", row["id"].as_str().unwrap());
    for (text, why) in [
        ("Ihre Kundennummer 7004113 habe ich vor mir.", "said_in_private"),
        ("Geht es um die 8120055?", "of_another"),
        ("Bitte auf DE02 1203 0000 0000 2020 51 überweisen.", "never_public"),
    ] {
        let read = lena.post(&format!("{matter}/reading"), json!({"text": text})).await.unwrap();
        assert_eq!(read["holds"][0]["why"], why, "{text}: {read}");
        let seen = lena.head().await.unwrap();
        let body = json!({"text": text, "seen": seen});
        let refused = lena.reply(row["id"].as_str().unwrap(), why, body).await.unwrap_err();
        assert!(refused.to_string().contains("reply.private_in_public"), "{refused}");
    }
    let asked = json!({"text": "Wie lautet Ihre Kundennummer?"});
    let asked = lena.post(&format!("{matter}/reading"), asked).await.unwrap();
    let offer = asked["hints"][0]["offers"][0]["replace"]["text"].as_str().unwrap();
    assert_eq!(offer, "Ihre Kundennummer liegt uns vor.", "never with its value: {asked}");
    assert_eq!(asked["insertable"], json!([]), "{asked}");
    let text = "Ihre Kundennummer 7004113 habe ich vor mir, der Techniker kommt um 13 Uhr.";
    let body = json!({"text": text, "override_reason": "Sie hat darum gebeten"});
    stage.sends(&lena, &row, body).await;
    let timeline = lena.get(&format!("{matter}/timeline?limit=100")).await.unwrap();
    assert!(timeline.to_string().contains("Sie hat darum gebeten"), "{timeline}");

    // Asked again all the same: counted for the team, not for Lena.
    let text = "Wie lautet Ihre Kundennummer?";
    stage.answers_told(&lena, &private, &first, text, json!({})).await;
    let counts = anna.get("/hints/counts").await.unwrap();
    assert_eq!(counts["items"], json!([]), "a team of four is too small to be counted: {counts}");
    drop(other);
    stage.end().await;
}

fn line<'c>(card: &'c Value, part: &str) -> &'c Value {
    let mut lines = card["lines"].as_array().unwrap().iter();
    lines.find(|line| line["part"] == part).unwrap_or_else(|| panic!("no {part}: {card}"))
}

fn fact<'c>(card: &'c Value, kind: &str) -> &'c Value {
    let mut facts = card["facts"].as_array().unwrap().iter();
    facts.find(|fact| fact["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {card}"))
}
