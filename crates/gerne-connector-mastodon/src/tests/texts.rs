use gerne_domain::{AttachmentKind, ExternalId, InboundMessage, Mention, Outbound, Visibility};

use crate::{
    compose,
    facts::Facts,
    html,
    normalize::{Us, handle, message},
    wire,
};

fn us() -> Us {
    Us {
        account_id: "100".to_owned(),
        external_id: "https://dorfplatz.example/users/nordlicht_hilft".into(),
        handle: "nordlicht_hilft@dorfplatz.example".to_owned(),
        domain: "dorfplatz.example".to_owned(),
    }
}

fn fixture(json: &str) -> InboundMessage {
    message(&serde_json::from_str(json).unwrap(), &us())
}

#[test]
fn html_becomes_words() {
    for (html, quotes, expected) in [
        ("", false, ""),
        ("<p>one</p><p>two</p>", false, "one\n\ntwo"),
        ("<p>one<br>two<br />three</p>", false, "one\ntwo\nthree"),
        ("<p>one<br><br>two</p>", false, "one\n\ntwo"),
        ("<p>a   b\n c</p>", false, "a b c"),
        ("<p>a <b>b</b> <i>c</i>d</p>", false, "a b cd"),
        ("&lt;b&gt; &amp;amp; &#128578; &auml; &nosuch;", false, "<b> &amp; 🙂 ä &nosuch;"),
        ("<p>x</p>\n<p>y</p>\n", false, "x\n\ny"),
        ("no tags & a < b", false, "no tags & a < b"),
        (
            "<a href=\"https://example.com/long\"><span class=\"invisible\">https://</span>\
             <span class=\"ellipsis\">example.com/lo</span><span class=\"invisible\">ng</span></a>",
            false,
            "https://example.com/long",
        ),
        ("<a href=\"https://example.com/\">example.com</a>", false, "example.com"),
        (
            "<a href='https://evil.example/x'>my bank</a>!",
            false,
            "my bank (https://evil.example/x)!",
        ),
        ("<a href='javascript:alert(1)'>click</a>", false, "click"),
        (
            "<a class='mention hashtag' href='https://x.example/tags/a'>#<span>a</span></a>",
            false,
            "#a",
        ),
        ("<p class='quote-inline'>RE: <span>x</span></p><p>y</p>", true, "y"),
        ("<p class='quote-inline'>RE: <span>x</span></p><p>y</p>", false, "RE: x\n\ny"),
        ("<ul><li>a</li><li><p>b</p></li></ul><p>c</p>", false, "• a\n• b\n\nc"),
        (
            "<p>x</p><ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>",
            false,
            "x\n\n1. a\n2. b\n  • c",
        ),
        ("<blockquote><p>q</p></blockquote>a", false, "q\n\na"),
        ("<pre><code>a\n  b\n\n\n\nc</code></pre>", false, "a\n  b\n\n\n\nc"),
        ("<script>alert('<p>')</script>a<style>p{}</style>", false, "a"),
        ("<img src=x alt=':blobcat:' onerror=alert(1)> hi", false, ":blobcat: hi"),
        ("</p></li></ul></a>x<p", false, "x"),
        ("a\u{0}b\u{7}c\u{1b}[31m", false, "abc[31m"),
        ("<p>👩‍👩‍👧‍👦 e\u{301}</p>", false, "👩‍👩‍👧‍👦 e\u{301}"),
    ] {
        assert_eq!(html::text(html, quotes), expected, "{html}");
    }
}

#[test]
fn hostile_html_is_only_text() {
    let deep = "<ul><li>".repeat(20_000) + "x";
    assert!(html::text(&deep, false).ends_with('x'));
    let breaks = "<br>".repeat(100_000) + "x";
    assert_eq!(html::text(&breaks, false), "x");
    assert_eq!(html::text(&format!("a{breaks}"), false), "a\n\nx");
    assert_eq!(html::text(&"<a href='https://x.example'>".repeat(10_000), false), "");
}

#[test]
fn a_mention_with_everything() {
    let message = fixture(include_str!("../fixtures/mention.json"));
    assert_eq!(
        message.text,
        "@nordlicht_hilft Where is it? :blobcat:\n\
         See https://shop.example/parcel/4711/where/is/it & tell\n\nBen <3"
    );
    assert_eq!(message.external_id.as_str(), "115700000000000001");
    assert_eq!(message.in_reply_to, Some("115600000000000000".into()));
    assert_eq!(message.content_warning.as_deref(), Some("parcel, long"));
    assert_eq!(message.visibility, Visibility::Unlisted);
    assert!(message.addressed && !message.author.is_us);
    assert_eq!(message.author.external_id.as_str(), "https://far.example/ap/users/7");
    assert_eq!(message.author.handle, "ben@far.example");
    assert_eq!(message.author.name, "Ben :verified:");
    assert_eq!(message.author.avatar_url.as_deref(), Some("https://files.example/ben.png"));
    let people: Vec<(&str, &str)> =
        message.mentions.iter().map(|m| (m.external_id.as_str(), m.handle.as_str())).collect();
    assert_eq!(
        people,
        [
            (us().external_id.as_str(), "nordlicht_hilft@dorfplatz.example"),
            ("https://far.example/ap/users/7", "ben@far.example"),
            ("https://far.example/@eve", "eve@far.example"),
            ("dora@dorfplatz.example", "dora@dorfplatz.example"),
        ]
    );
    let emojis: Vec<(&str, &str)> =
        message.emojis.iter().map(|e| (e.shortcode.as_str(), e.url.as_str())).collect();
    assert_eq!(
        emojis,
        [
            ("blobcat", "https://files.example/b.gif"),
            ("verified", "https://files.example/other.gif")
        ]
    );
    let [image, film, other] = &message.attachments[..] else { panic!("three attachments") };
    assert_eq!(
        (image.width, image.height, image.alt.as_deref()),
        (Some(800), Some(600), Some("A torn box"))
    );
    assert_eq!((film.kind, &film.url, &film.alt), (AttachmentKind::Video, &None, &None));
    assert_eq!(
        (other.kind, other.url.as_deref()),
        (AttachmentKind::File, Some("https://far.example/3.bin"))
    );
    let poll = message.poll.unwrap();
    assert!(poll.multiple && poll.expires_at.is_none());
    assert_eq!(poll.options.iter().map(|o| o.votes).collect::<Vec<_>>(), [Some(3), None]);
    assert_eq!(message.quotes.as_deref(), Some("https://far.example/users/eve/statuses/1"));
    assert_eq!(message.edited_at, Some("2026-11-20T08:05:00Z".parse().unwrap()));
}

#[test]
fn other_servers_posts_are_read_too() {
    let message = fixture(include_str!("../fixtures/akkoma.json"));
    assert_eq!(message.text, "Hallo hier (https://weit.example/doc)\n\nZeile");
    assert_eq!(message.visibility, Visibility::Followers, "`local` is not for everyone");
    assert_eq!(message.author.external_id.as_str(), "https://weit.example/dora");
    assert_eq!(
        (message.author.name.as_str(), message.author.handle.as_str()),
        ("dora", "dora@dorfplatz.example")
    );
    assert_eq!(message.quotes.as_deref(), Some("https://weit.example/notice/AzYx0"));
    assert!(message.poll.is_none() && !message.addressed);
}

#[test]
fn what_is_addressed_to_us() {
    let mut status: wire::Status =
        serde_json::from_str(include_str!("../fixtures/akkoma.json")).unwrap();
    assert!(!message(&status, &us()).addressed);
    status.in_reply_to_account_id = Some("100".to_owned());
    assert!(message(&status, &us()).addressed, "an answer to us");
    status.account.id = "100".to_owned();
    let own = message(&status, &us());
    assert!(!own.addressed && own.author.is_us, "our own is not");
    assert_eq!(own.author.external_id, us().external_id);
    for (word, expected) in [
        ("public", Visibility::Public),
        ("direct", Visibility::Private),
        ("private", Visibility::Followers),
        ("something new", Visibility::Private),
    ] {
        word.clone_into(&mut status.visibility);
        assert_eq!(message(&status, &us()).visibility, expected, "{word}");
    }
}

#[test]
fn limits_of_servers_that_tell_little() {
    let instance = serde_json::from_str(include_str!("../fixtures/instance_v1.json")).unwrap();
    let base = "https://weit.example".parse().unwrap();
    let now = "2026-11-20T08:00:00Z".parse().unwrap();
    let facts = Facts::of(&instance, "akkoma".to_owned(), &base, now);
    assert_eq!(facts.domain, "weit.example");
    assert_eq!(facts.streaming.as_deref(), Some("wss://weit.example"));
    assert_eq!(facts.limits.max_length, Some(4000));
    assert_eq!(facts.limits.max_image_bytes, 16_000_000);
    assert_eq!(facts.limits.counting.url_length, Some(23));
    assert!(facts.limits.honours_key && !facts.has_batches() && !facts.has_quotes());
    let nothing = Facts::of(&wire::Instance::default(), "unknown".to_owned(), &base, now);
    assert_eq!((nothing.limits.max_length, nothing.limits.honours_key), (Some(500), false));
    assert_eq!(nothing.domain, "weit.example");
}

fn outbound(text: &str, to: &[&str]) -> Outbound {
    let mention = |acct: &&str| Mention {
        external_id: ExternalId(format!("https://{acct}")),
        handle: handle(acct, "dorfplatz.example"),
    };
    Outbound {
        key: "k".to_owned(),
        in_reply_to: None,
        to: to.iter().map(mention).collect(),
        visibility: Visibility::Public,
        subject: None,
        text: text.to_owned(),
        content_warning: None,
        language: None,
        media: Vec::new(),
        written_at: "2026-11-20T08:00:00Z".parse().unwrap(),
        letter: None,
    }
}

#[test]
fn who_must_be_reached_is_named() {
    for (text, to, expected) in [
        ("Hallo", &["ben@far.example"][..], "@ben@far.example Hallo"),
        ("Hallo", &["clara"][..], "@clara Hallo"),
        ("Hallo @clara!", &["clara"][..], "Hallo @clara!"),
        ("Hallo @Clara@Dorfplatz.Example!", &["clara"][..], "Hallo @Clara@Dorfplatz.Example!"),
        ("Hallo @ben", &["ben@far.example"][..], "@ben@far.example Hallo @ben"),
        ("an clara@dorfplatz.example", &["clara"][..], "@clara an clara@dorfplatz.example"),
        ("siehe https://x.example/@clara", &["clara"][..], "@clara siehe https://x.example/@clara"),
        ("Hi", &["clara", "ben@far.example", "clara"][..], "@clara @ben@far.example Hi"),
        (" Hi \n", &[][..], "Hi"),
        ("", &["clara"][..], "@clara"),
    ] {
        assert_eq!(compose::text(&outbound(text, to), &us()), expected);
    }
}

#[test]
fn third_parties_in_private() {
    for (text, expected) in [
        ("Hallo", None),
        ("Hallo @ben@far.example", None),
        ("wie @nordlicht_hilft schrieb", None),
        ("an a@b.example", None),
        ("fragen Sie @eve@far.example.", Some("eve@far.example")),
        ("fragen Sie (@eve)", Some("eve")),
        ("fragen Sie @ben", Some("ben")),
    ] {
        let found = compose::third_party(&outbound(text, &["ben@far.example"]), &us());
        assert_eq!(found.as_deref(), expected, "{text}");
    }
}

#[test]
fn words_are_known_again() {
    for (sent, seen, expected) in [
        ("@ben@far.example Gern geschehen!", "@ben Gern geschehen!", true),
        ("@clara  Gern\n\n\ngeschehen ", "@clara Gern geschehen", true),
        ("Siehe https://a.example/b.", "Siehe https://a.example/b.", true),
        ("Das ist *wirklich* so gemeint", "Das ist wirklich so gemeint", true),
        ("Ja!", "Ja?", false),
        ("👍", "👎", false),
        ("@ben Danke", "@eve Danke", false),
        ("Ihre Bestellung 4711 ist da", "Ihre Bestellung 4712 ist da", false),
        ("schreiben Sie an a@b.example", "schreiben Sie an a@b.example", true),
        ("schreiben Sie an a@b.example", "schreiben Sie an a@c.example", false),
    ] {
        assert_eq!(compose::same_words(sent, seen), expected, "{sent} / {seen}");
    }
}
