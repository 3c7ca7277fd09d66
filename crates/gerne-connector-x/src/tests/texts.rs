//! What a post says, by table.

use std::collections::BTreeMap;

use gerne_domain::{AttachmentKind, InboundMessage, Visibility};
use serde_json::{Value, json};

use crate::{
    compose::same_words,
    normalize::{self, Around, People, Person, Us},
    text,
    usage::usage,
    wire::{self, spelled},
};

fn us() -> Us {
    Us { id: "100".to_owned(), handle: "nordlicht".to_owned() }
}

fn tweet(value: Value) -> wire::Tweet {
    serde_json::from_value(spelled(value)).unwrap()
}

fn words(value: Value) -> String {
    text::words(&tweet(value))
}

fn message(value: Value, includes: Value) -> InboundMessage {
    let includes: wire::Includes = serde_json::from_value(spelled(includes)).unwrap();
    let person = |name: &str, protected| Person {
        username: name.to_owned(),
        name: name.to_uppercase(),
        picture: None,
        protected,
        followers: None,
        posts: None,
        left_alone: false,
        asked_at: 0,
    };
    let people = People::from([
        ("7".to_owned(), person("clara", false)),
        ("8".to_owned(), person("geheim", true)),
    ]);
    let (us, roots) = (us(), BTreeMap::new());
    let around = Around { us: &us, people: &people, includes: &includes, roots: &roots };
    normalize::message(&tweet(value), &around)
}

#[test]
fn words_are_those_that_its_author_wrote() {
    let link =
        |url: &str, to: &str| json!({ "url": url, "expanded_url": to, "start": 0, "end": 23 });
    let named = |name: &str, id: &str| json!({ "username": name, "id": id, "start": 0, "end": 9 });
    let replied = json!([{ "type": "replied_to", "id": "5" }]);
    let quoted = json!([{ "type": "quoted", "id": "55" }]);
    for (value, expected) in [
        (json!({ "id": "1", "text": "1 &lt; 2 &amp;&amp; 3 &gt; 2" }), "1 < 2 && 3 > 2"),
        (json!({ "id": "1", "text": "so: &amp;lt;b&amp;gt;" }), "so: &lt;b&gt;"),
        (
            json!({ "id": "1", "text": "Siehe https://t.co/abc und https://t.co/abcd!",
                "entities": { "urls": [link("https://t.co/abc", "https://nordlicht.example/a?b=1"),
                    link("https://t.co/abcd", "https://nordlicht.example/c")] } }),
            "Siehe https://nordlicht.example/a?b=1 und https://nordlicht.example/c!",
        ),
        // What stands for a picture, a film or a quote is shown beside.
        (
            json!({ "id": "1", "text": "Kaputt https://t.co/pic", "entities": { "urls": [
                { "url": "https://t.co/pic", "expanded_url": "https://x.com/clara/status/1/photo/1",
                  "media_key": "3_1" }] } }),
            "Kaputt",
        ),
        (
            json!({ "id": "1", "text": "Na toll https://t.co/q", "referenced_tweets": quoted,
                "entities": { "urls": [link("https://t.co/q", "https://x.com/nordlicht/status/55")] } }),
            "Na toll",
        ),
        // People whom the answer names by itself go; whom its author named stay.
        (
            json!({ "id": "1", "text": "@nordlicht @ben Danke @clara!", "referenced_tweets": replied,
                "display_text_range": [16, 29], "entities": { "mentions": [
                    named("nordlicht", "100"), named("ben", "9"), named("clara", "7")] } }),
            "Danke @clara!",
        ),
        (
            json!({ "id": "1", "text": "@nordlicht Hallo?", "entities": { "mentions": [
                named("nordlicht", "100")] } }),
            "@nordlicht Hallo?",
        ),
        (
            json!({ "id": "1", "text": "@nordlicht @nobody Hallo", "referenced_tweets": replied,
                "entities": { "mentions": [named("nordlicht", "100")] } }),
            "@nobody Hallo",
        ),
        // Cut, and the whole of it beside.
        (
            json!({ "id": "1", "text": "Es begann vor einem Jahr, als …",
                "note_tweet": { "text": "Es begann &amp; hört nicht auf https://t.co/n",
                    "entities": { "urls": [link("https://t.co/n", "https://nordlicht.example")] } } }),
            "Es begann & hört nicht auf https://nordlicht.example",
        ),
        (
            json!({ "id": "1", "text": "kurz", "note_post": { "text": "die neue Schreibweise" } }),
            "die neue Schreibweise",
        ),
        (json!({ "id": "1", "text": null }), ""),
        (json!({ "id": "1", "text": "Zeile \r\n\n  zwei  \n" }), "Zeile\n\n  zwei"),
    ] {
        assert_eq!(words(value.clone()), expected, "{value}");
    }
}

#[test]
fn a_message_is_named_by_its_first_version_in_both_spellings() {
    for (history, refers, note) in [
        ("edit_history_tweet_ids", "referenced_tweets", "note_tweet"),
        ("edit_history_post_ids", "referenced_posts", "note_post"),
    ] {
        let value = json!({
            "id": "2080765813578191305", "text": "cut", "author_id": "7", "lang": "de",
            "created_at": "2026-07-24T21:24:00.000Z",
            history: ["2080765813578191303", "2080765813578191305"],
            refers: [{ "type": "replied_to", "id": "2080765813578191000" }],
            note: { "text": "whole" },
        });
        let said = message(value, json!({}));
        assert_eq!(said.external_id.0, "2080765813578191303");
        assert_eq!(said.in_reply_to.unwrap().0, "2080765813578191000");
        assert_eq!((said.text.as_str(), said.language.as_deref()), ("whole", Some("de")));
        assert!(said.edited_at.is_some());
        assert!(said.published_at.to_string().starts_with("2026-07-24T21:23:23"));
        assert_eq!(said.url.unwrap(), "https://x.com/clara/status/2080765813578191305");
    }
}

#[test]
fn who_called_us_is_told_by_what_they_wrote() {
    let named = json!({ "mentions": [{ "username": "NordLicht", "id": "100" }] });
    let other = json!({ "mentions": [{ "username": "nordlicht", "id": "999" }] });
    let nameless = json!({ "mentions": [{ "username": "nordlicht" }] });
    let quote = json!([{ "type": "quoted", "id": "55" }]);
    let link = json!({ "urls": [{ "url": "https://t.co/q",
        "expanded_url": "https://twitter.com/Nordlicht/status/55?s=20" }] });
    let elsewhere = json!({ "urls": [{ "url": "https://t.co/q",
        "expanded_url": "https://x.com/ben/status/55" }] });
    let included = |author: &str| json!({ "tweets": [{ "id": "55", "author_id": author }] });
    for (value, includes, called) in [
        (json!({ "entities": named }), json!({}), true),
        (json!({ "entities": nameless }), json!({}), true),
        (json!({ "entities": other }), json!({}), false),
        (json!({}), json!({}), false),
        (json!({ "referenced_tweets": quote }), included("100"), true),
        (json!({ "referenced_tweets": quote }), included("9"), false),
        (json!({ "referenced_tweets": quote, "entities": link }), json!({}), true),
        (json!({ "referenced_tweets": quote, "entities": elsewhere }), json!({}), false),
        (json!({ "note_tweet": { "text": "x", "entities": named } }), json!({}), true),
    ] {
        let mut whole = json!({ "id": "9", "text": "Hm", "author_id": "7" });
        for (name, part) in value.as_object().unwrap() {
            whole[name] = part.clone();
        }
        assert_eq!(message(whole.clone(), includes).addressed, called, "{whole}");
    }
    let own = json!({ "id": "9", "text": "Hm", "author_id": "100", "entities": named });
    assert!(!message(own, json!({})).addressed, "not by ourselves");
}

#[test]
fn protected_people_and_odd_languages_are_told_as_they_are() {
    let said = message(json!({ "id": "9", "text": "x", "author_id": "8" }), json!({}));
    assert_eq!(said.visibility, Visibility::Followers);
    let unknown = message(json!({ "id": "9", "text": "x", "author_id": "77" }), json!({}));
    assert_eq!((unknown.author.handle.as_str(), unknown.author.name.as_str()), ("77", "77"));
    for (code, expected) in
        [("und", None), ("zxx", None), ("qme", None), ("in", Some("id")), ("de", Some("de"))]
    {
        let said =
            message(json!({ "id": "9", "text": "x", "author_id": "7", "lang": code }), json!({}));
        assert_eq!(said.language.as_deref(), expected);
    }
}

#[test]
fn pictures_and_films_come_with_their_words_and_a_form_to_show() {
    let value = json!({ "id": "9", "text": "x", "author_id": "7",
        "attachments": { "media_keys": ["3_1", "7_2", "16_3", "3_gone"] } });
    let includes = json!({ "media": [
        { "media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg", "alt_text": "Ein Router",
          "width": 1200, "height": 800 },
        { "media_key": "7_2", "type": "video", "preview_image_url": "https://pbs.example/2.jpg",
          "variants": [
            { "content_type": "application/x-mpegURL", "url": "https://video.example/2.m3u8" },
            { "bit_rate": 10_368_000, "content_type": "video/mp4", "url": "https://video.example/hi.mp4" },
            { "bit_rate": 2_176_000, "content_type": "video/mp4", "url": "https://video.example/mid.mp4" },
            { "bit_rate": 256_000, "content_type": "video/mp4", "url": "https://video.example/lo.mp4" }] },
        { "media_key": "16_3", "type": "animated_gif", "alt_text": "  ",
          "variants": [{ "bitrate": 0, "content_type": "video/mp4", "url": "https://video.example/3.mp4" }] },
        { "type": "photo" },
    ] });
    let found = message(value, includes).attachments;
    assert_eq!(found.len(), 3, "what X does not describe is not shown");
    assert_eq!(
        (found[0].kind, found[0].alt.as_deref()),
        (AttachmentKind::Image, Some("Ein Router"))
    );
    assert_eq!(found[0].width, Some(1200));
    assert_eq!(found[1].url.as_deref(), Some("https://video.example/mid.mp4"), "good enough");
    assert_eq!(found[1].preview_url.as_deref(), Some("https://pbs.example/2.jpg"));
    assert_eq!((found[2].kind, found[2].alt.as_deref()), (AttachmentKind::Video, None));
    assert_eq!(found[2].url.as_deref(), Some("https://video.example/3.mp4"));
}

#[test]
fn pages_of_posts_are_recognised() {
    for (page, expected) in [
        ("https://x.com/clara/status/17", Some(("clara", "17"))),
        ("https://twitter.com/clara/status/17?s=20&t=x", Some(("clara", "17"))),
        ("http://mobile.twitter.com/clara/statuses/17/photo/1", Some(("clara", "17"))),
        ("https://www.x.com/i/web/status/17", Some(("i", "17"))),
        ("https://x.com/clara", None),
        ("https://x.com.evil.example/clara/status/17", None),
        ("https://nordlicht.example/clara/status/17", None),
        ("https://x.com/clara/status/abc", None),
        ("", None),
    ] {
        assert_eq!(text::status_of(page), expected, "{page}");
    }
}

#[test]
fn the_same_words_are_recognised_whatever_x_makes_of_them() {
    for (sent, seen, same) in [
        ("Wir sehen nach", "Wir sehen nach", true),
        ("Wir sehen nach", "@clara Wir sehen nach", true),
        ("@clara @ben Wir sehen nach", "Wir  sehen\nnach", true),
        ("Siehe nordlicht.example/a", "Siehe http://nordlicht.example/a", true),
        ("Caf\u{e9}", "Cafe\u{301}", true),
        ("Wir sehen nach", "Wir sehen nicht nach", false),
        ("👍", "👎", false),
        ("Ja", "Nein", false),
        ("", "", true),
    ] {
        assert_eq!(same_words(sent, seen), same, "{sent} / {seen}");
    }
}

#[test]
fn what_is_odd_in_lists_does_no_harm() {
    let envelope: wire::Envelope = serde_json::from_value(spelled(json!({
        "data": [{ "id": 17, "text": "number" }, { "text": "none" }, { "id": "18", "text": "fine" }],
        "includes": { "users": [{ "id": "7" }, "odd"], "posts": [{ "id": "5" }], "media": null },
        "meta": { "result_count": 3, "next_token": null },
        "errors": [{ "resource_id": "99", "type": "https://api.x.com/2/problems/resource-not-found" }],
    })))
    .unwrap();
    let (tweets, left) = envelope.entries::<wire::Tweet>();
    assert_eq!(tweets.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), ["17", "18"]);
    assert_eq!(
        (left.len(), envelope.includes.tweets.len(), envelope.includes.users.len()),
        (1, 1, 1)
    );
    assert_eq!(
        (envelope.errors[0].id(), envelope.errors[0].kind()),
        (Some("99"), "resource-not-found")
    );
    let nothing: wire::Envelope =
        serde_json::from_value(json!({ "meta": { "result_count": 0 } })).unwrap();
    assert!(nothing.entries::<wire::Tweet>().0.is_empty());
}

#[test]
fn what_x_counted_is_read_in_all_its_forms() {
    let told = usage(&json!({
        "cap_reset_day": 12, "project_cap": "3000000", "project_usage": 458,
        "daily_project_usage": { "project_id": 78, "usage": [
            { "date": "2026-11-19T00:00:00.000Z", "usage": 400 },
            { "date": "2026-11-20T00:00:00.000Z", "usage": "55" },
            { "date": "2026-11-20T00:00:00.000Z", "usage": 3 }, { "date": "odd", "usage": 1 }] },
    }));
    assert_eq!((told.used, told.cap, told.reset_day), (458, Some(3_000_000), Some(12)));
    let days: Vec<_> = told.days.iter().map(|(day, n)| (day.to_string(), *n)).collect();
    assert_eq!(days, [("2026-11-19".to_owned(), 400), ("2026-11-20".to_owned(), 58)]);
    assert_eq!(usage(&Value::Null).used, 0);
}
