use gerne_domain::{AttachmentKind, Visibility};
use serde::Deserialize as _;
use serde_json::json;

use crate::{
    normalize::{self, Us},
    wire::{self, List, moment},
};

fn us() -> Us {
    Us { id: "4711".to_owned(), name: "Nordlicht".to_owned() }
}

fn comment(value: serde_json::Value) -> wire::Comment {
    wire::Comment::deserialize(&value).unwrap()
}

#[test]
fn times_come_in_every_spelling() {
    let second = 1_613_147_232;
    for spelling in [
        json!("2021-02-12T16:27:12+0000"),
        json!("2021-02-12T17:27:12+0100"),
        json!("2021-02-12T16:27:12Z"),
        json!(second),
        json!(second * 1_000),
        json!(second.to_string()),
    ] {
        assert_eq!(
            moment(&spelling).map(gerne_domain::Timestamp::as_second),
            Some(second),
            "{spelling}"
        );
    }
    for none in [json!(null), json!("yesterday"), json!([]), json!(1.5)] {
        assert_eq!(moment(&none), None);
    }
}

#[test]
fn an_empty_page_may_have_a_next() {
    let page = json!({ "data": [], "paging": { "cursors": { "after": "A" }, "next": "https://graph/x?after=A" } });
    assert_eq!(List::<wire::Comment>::read(&page).unwrap().after.as_deref(), Some("A"));
    let last =
        json!({ "data": [{ "id": 7 }, "nonsense"], "paging": { "cursors": { "after": "A" } } });
    let last = List::<wire::Comment>::read(&last).unwrap();
    assert_eq!((last.data.len(), last.after), (1, None));
    let by_address =
        json!({ "data": [], "paging": { "next": "https://graph/x?limit=5&after=B%3D" } });
    assert_eq!(List::<wire::Comment>::read(&by_address).unwrap().after.as_deref(), Some("B="));
    assert!(List::<wire::Comment>::read(&json!({ "success": true })).is_none());
}

#[test]
fn a_comment_goes_below_its_post_and_an_answer_below_its_comment() {
    let first = comment(json!({
        "id": "12_34", "from": { "id": 99, "name": "Clara Sommer" }, "message": " Hallo ",
        "created_time": "2026-11-20T08:00:00+0000",
    }));
    let told = normalize::comment(&first, "4711_12", &us());
    assert_eq!(told.in_reply_to.unwrap().0, "4711_12");
    assert_eq!((told.author.external_id.0.as_str(), told.text.as_str()), ("99", "Hallo"));
    assert!(told.addressed && told.visibility == Visibility::Public);
    let answer = comment(json!({
        "id": "12_35", "from": { "id": "4711" }, "message": "Moin",
        "parent": { "id": "12_34", "from": { "id": "99", "name": "Clara Sommer" } },
    }));
    let told = normalize::comment(&answer, "4711_12", &us());
    assert_eq!(told.in_reply_to.unwrap().0, "12_34");
    assert!(told.author.is_us && !told.addressed);
    assert_eq!(told.mentions[0].external_id.0, "99", "whom an answer of ours reaches");
}

#[test]
fn who_is_not_told_is_nobody_else() {
    let one =
        normalize::comment(&comment(json!({ "id": "12_1", "message": "a" })), "4711_12", &us());
    let other =
        normalize::comment(&comment(json!({ "id": "12_2", "from": null })), "4711_12", &us());
    assert_ne!(one.author.external_id, other.author.external_id);
    assert_eq!((one.author.handle.as_str(), one.author.name.as_str()), ("unknown", "?"));
    assert!(one.addressed && !one.author.is_us);
}

#[test]
fn stickers_and_pictures_say_something_without_words() {
    let sticker = comment(json!({
        "id": "12_3", "from": { "id": "99" },
        "attachment": { "type": "sticker", "url": "https://cdn/s", "target": { "id": "36" },
                        "media": { "image": { "src": "https://cdn/s.png", "width": 64, "height": 64 } } },
    }));
    let told = normalize::comment(&sticker, "4711_12", &us());
    assert_eq!((told.text.as_str(), told.attachments.len()), ("", 1));
    assert_eq!(told.attachments[0].kind, AttachmentKind::Image);
    let film = comment(json!({
        "id": "12_4", "attachment": { "type": "video_inline",
          "media": { "image": { "src": "https://cdn/p.jpg" }, "source": "https://cdn/v.mp4" } },
    }));
    let told = normalize::comment(&film, "4711_12", &us());
    assert_eq!(told.attachments[0].kind, AttachmentKind::Video);
    assert_eq!(told.attachments[0].url.as_deref(), Some("https://cdn/v.mp4"));
    let link = comment(json!({
        "id": "12_5", "attachment": { "type": "share", "url": "https://example.org/",
          "media": { "image": { "src": "https://cdn/preview.jpg" } } },
    }));
    let told = normalize::comment(&link, "4711_12", &us());
    assert_eq!((told.text.as_str(), told.attachments.len()), ("https://example.org/", 0));
}

#[test]
fn people_have_the_picture_that_facebook_gives() {
    let read = |value| wire::Comment::deserialize(&value).unwrap();
    let by = |picture| json!({ "id": "12_6", "message": "Hallo", "from": { "id": "9", "name": "Clara", "picture": picture } });
    let url = |value| normalize::comment(&read(by(value)), "4711_12", &us()).author.avatar_url;
    let one = json!({ "data": { "url": "https://cdn/9.jpg", "is_silhouette": false } });
    assert_eq!(url(one).as_deref(), Some("https://cdn/9.jpg"));
    let outline = json!({ "data": { "url": "https://cdn/0.jpg", "is_silhouette": true } });
    for nothing in [outline, json!(null), json!("?"), json!({ "data": [] })] {
        assert_eq!(url(nothing), None);
    }
}

#[test]
fn a_review_shows_what_was_chosen() {
    let read = |value| normalize::rating(&wire::Rating::deserialize(&value).unwrap(), &us());
    let stars =
        read(json!({ "rating": 2, "review_text": "Lange gewartet", "reviewer": { "id": "9" },
                             "created_time": 1_763_000_000, "open_graph_story": { "id": "88" } }));
    assert_eq!((stars.text.as_str(), stars.external_id.0.as_str()), ("Lange gewartet", "88"));
    assert_eq!(stars.subject.as_deref(), Some("★★☆☆☆"), "the console tells it in words");
    let thumb = read(
        json!({ "recommendation_type": "negative", "reviewer": { "id": "9" }, "created_time": 17 }),
    );
    assert_eq!((thumb.text.as_str(), thumb.external_id.0.as_str()), ("👎", "rating:9:17"));
}

#[test]
fn a_private_message_stands_behind_the_one_before() {
    let message = json!({
        "id": "m_1", "from": { "id": "99", "name": "Clara" }, "created_time": "2026-11-20T08:00:00+0000",
        "attachments": { "data": [
            { "id": "a", "mime_type": "image/png", "image_data": { "url": "https://cdn/a.png", "width": 9, "height": 9 } },
            { "id": "b", "mime_type": "application/pdf", "name": "r.pdf", "file_url": "https://cdn/b" },
            { "id": "c", "mime_type": "audio/mp4", "file_url": "https://cdn/c" },
        ] },
    });
    let message = wire::Message::deserialize(&message).unwrap();
    let told = normalize::private(&message, Some("m_0"), None, &us());
    assert_eq!(told.external_id.0, "dm:m_1");
    assert_eq!(told.in_reply_to.unwrap().0, "dm:m_0");
    let kinds: Vec<_> = told.attachments.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AttachmentKind::Image, AttachmentKind::File, AttachmentKind::Audio]);
    assert_eq!(told.visibility, Visibility::Private);
}

#[test]
fn a_picture_is_kept_whatever_names_its_kind() {
    let media =
        json!({ "image": { "src": "https://files.example/1.jpg", "width": 1, "height": 1 } });
    for kinds in [
        json!({ "type": "photo", "media_type": "photo" }),
        json!({ "type": "sticker" }),
        json!({ "media_type": "photo" }),
    ] {
        let mut attachment = kinds.clone();
        attachment["media"] = media.clone();
        let comment = json!({ "id": "1_2", "created_time": "2026-11-20T08:00:00+0000",
            "attachment": attachment });
        let comment: crate::wire::Comment = serde_json::from_value(comment).unwrap();
        let us = crate::normalize::Us { id: "7".to_owned(), name: "Nordlicht".to_owned() };
        let told = crate::normalize::comment(&comment, "7_1", &us);
        assert_eq!(told.attachments.len(), 1, "{kinds}");
    }
}
