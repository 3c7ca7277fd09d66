//! Vectors that the console is held to as well, and what holds for every text.

use proptest::prelude::*;
use serde::Deserialize;

use crate::{cashtags, has_url, hashtags, names, nfc, reply, urls, weighted_length};

#[derive(Deserialize)]
struct Vector {
    name: String,
    text: String,
    length: u32,
    urls: Vec<String>,
}

#[test]
fn the_vectors_hold() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert!(vectors.len() >= 70);
    let mut wrong = Vec::new();
    for vector in vectors {
        let length = weighted_length(&vector.text);
        let found: Vec<String> = urls(&nfc(&vector.text)).into_iter().map(|u| u.text).collect();
        if (length, &found) != (vector.length, &vector.urls) {
            wrong.push(format!("{}: {length} {found:?}", vector.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Texts that are more often about something than chance alone would make them.
fn texts() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "https://",
        "example.com",
        "t.co/",
        ".de",
        ".",
        "/",
        "?a=b",
        "(x)",
        "#tag",
        "@name",
        "$AB",
        " ",
        "\n",
        "ä",
        "e\u{301}",
        "日本",
        "。",
        "한",
        "😀",
        "👨‍👩‍👧",
        "👍🏽",
        "🇩🇪",
        "1️⃣",
        "©",
        "❤️",
        "\u{200d}",
        "\u{fe0f}",
        "\u{2066}",
        "RT",
        ":",
        "-",
        "_",
        "&",
        "xn--",
    ]);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat()),
    ]
}

fn place(text: &str, start: usize, end: usize) -> String {
    text.chars().take(end).skip(start).collect()
}

#[test]
fn an_answer_may_begin_with_what_is_no_name() {
    assert_eq!(reply("@name/list@name"), Some("name".to_owned()));
    assert!(names("@name/list@name").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_is_found_stands_there(text in texts()) {
        let text = nfc(&text);
        let mut last = 0;
        for url in urls(&text) {
            prop_assert!(url.start >= last && url.end > url.start);
            prop_assert_eq!(&place(&text, url.start, url.end), &url.text);
            last = url.end;
        }
        for tag in hashtags(&text).into_iter().chain(cashtags(&text)) {
            prop_assert_eq!(place(&text, tag.span.start, tag.span.end), tag.span.text.clone());
            prop_assert!(tag.span.text.ends_with(&tag.tag));
        }
        for name in names(&text) {
            prop_assert_eq!(&place(&text, name.span.start, name.span.end), &name.span.text);
        }
        if let Some(first) = reply(&text) {
            // What begins like a list and ends like an address names nobody, and answers somebody.
            let list = text.contains(&format!("{first}/"));
            prop_assert!(list || names(&text).iter().any(|name| name.name == first));
        }
    }

    #[test]
    fn lengths_have_bounds(text in texts()) {
        let length = weighted_length(&text);
        let count = u32::try_from(nfc(&text).chars().count()).unwrap();
        let links = u32::try_from(urls(&nfc(&text)).len()).unwrap();
        prop_assert!(length <= 2 * count + 23 * links);
        prop_assert!(count == 0 || length > 0);
        prop_assert!(length >= 23 * links);
        prop_assert_eq!(links > 0, has_url(&text));
    }

    #[test]
    fn how_it_is_encoded_does_not_matter(text in texts()) {
        prop_assert_eq!(weighted_length(&text), weighted_length(&nfc(&text)));
    }

    #[test]
    fn lines_do_not_touch_each_other(one in texts(), other in texts()) {
        let together = format!("{one}\n \n{other}");
        let apart = weighted_length(&one) + 2 + weighted_length(&format!("\n{other}"));
        prop_assert_eq!(weighted_length(&together), apart);
    }
}
