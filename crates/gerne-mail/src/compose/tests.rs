use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{Timestamp, tz::TimeZone};

use super::{Answered, Language, Outgoing, compose};
use crate::{Mailbox, Part, read, subject};

fn person(name: &str, address: &str) -> Mailbox {
    let name = (!name.is_empty()).then(|| name.to_owned());
    Mailbox { name, address: address.to_owned() }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn mail() -> Outgoing {
    Outgoing {
        message_id: "k3.9f.0123456789abcdef@firma.example".to_owned(),
        date: at("2026-11-21T15:00:00Z"),
        zone: TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC),
        language: Language::German,
        from: person("Jörg, Büro \"Süd\" <x>", "care@firma.example"),
        reply_to: None,
        to: vec![person("Lang, Eva", "eva@kunde.example"), person("", "max@kunde.example")],
        cc: Vec::new(),
        subject: "AW: Re: Rückgabe der Lampe".to_owned(),
        text: "Guten Tag,\n\ndas geht.\n\nFrom here on: größer\n".to_owned(),
        html: None,
        parts: Vec::new(),
        answers: None,
        automatic: false,
        names_itself: false,
    }
}

fn answered() -> Answered {
    Answered {
        message_id: Some("c@kunde.example".to_owned()),
        references: vec!["a@x".to_owned(), "c@kunde.example".to_owned(), "b@x".to_owned()],
        from: Some(person("Eva Lang", "eva@kunde.example")),
        date: Some(at("2026-11-21T13:03:00Z")),
        thread_topic: Some("Rückgabe der Lampe".to_owned()),
        thread_index: None,
        text: "Hallo,\n> alt\n\nwie geht das?".to_owned(),
        html: None,
    }
}

fn header(raw: &[u8], name: &str) -> Vec<String> {
    crate::fields::Fields::of(raw).every(name).map(str::to_owned).collect()
}

#[test]
fn what_goes_in_comes_out() {
    let picture = Part {
        name: Some("Lämpchen; \"neu\".png".to_owned()),
        mime: "image/png".to_owned(),
        content_id: Some("bild1@firma.example".to_owned()),
        inline: true,
        bytes: (0..=255).collect(),
    };
    let file = Part {
        name: Some(
            "Rücksendeschein für Frau Lang, sehr lang und noch länger als eine Zeile.txt"
                .to_owned(),
        ),
        mime: "text/plain".to_owned(),
        content_id: None,
        inline: false,
        bytes: "a\nb\r\nc ü\n".as_bytes().to_vec(),
    };
    let mut out = mail();
    out.html = Some("<p>Guten Tag,</p><img src=\"cid:bild1@firma.example\">".to_owned());
    out.parts = vec![picture, file];
    out.cc = vec![person("Übersicht", "lager@firma.example")];
    out.reply_to = Some(person("", "care+abc@firma.example"));
    out.answers = Some(answered());
    let raw = compose(&out);
    assert_eq!(raw, compose(&out), "the same mail gives the same bytes");
    let back = read(&raw);
    assert!(back.readable);
    assert_eq!(back.message_id.as_ref(), Some(&out.message_id));
    assert_eq!((&back.from, &back.to, &back.cc), (&vec![out.from], &out.to, &out.cc));
    assert_eq!(back.reply_to, [person("", "care+abc@firma.example")]);
    assert_eq!(back.date, Some(out.date));
    assert_eq!(back.subject.as_deref(), Some("Re: Rückgabe der Lampe"));
    assert_eq!(back.thread_topic.as_deref(), Some("Rückgabe der Lampe"));
    assert_eq!(back.in_reply_to, ["c@kunde.example"]);
    assert_eq!(back.references, ["a@x", "b@x", "c@kunde.example"]);
    assert_eq!(back.parts, out.parts);
    assert_eq!(back.automatic, None);
    let text = "Guten Tag,\n\ndas geht.\n\nFrom here on: größer\n\nAm 21.11.2026 um 14:03 schrieb Eva Lang \
        <eva@kunde.example>:\n> Hallo,\n>> alt\n>\n> wie geht das?\n";
    assert_eq!(back.text, text);
    assert!(back.html.is_some_and(|html| html.contains("<blockquote type=\"cite\">")));
    assert_eq!(header(&raw, "Bcc"), Vec::<String>::new());
    for line in String::from_utf8_lossy(&raw).lines() {
        assert!(line.len() <= 998 && line.is_ascii(), "{line}");
    }
}

#[test]
fn nothing_adds_a_header() {
    let evil = "x\r\nBcc: evil@evil.example\r\nX-Evil: 1\r\n\r\nbody";
    let mut out = mail();
    out.from = person(evil, evil);
    out.to = vec![person(evil, evil)];
    out.subject = evil.to_owned();
    out.message_id = evil.to_owned();
    out.answers = Some(Answered {
        message_id: Some(evil.to_owned()),
        references: vec![evil.to_owned(), "a b".to_owned()],
        thread_topic: Some(evil.to_owned()),
        thread_index: Some(evil.to_owned()),
        from: Some(person(evil, evil)),
        text: evil.to_owned(),
        ..Answered::default()
    });
    out.parts = vec![Part {
        name: Some(evil.to_owned()),
        mime: evil.to_owned(),
        content_id: Some(evil.to_owned()),
        inline: true,
        bytes: Vec::new(),
    }];
    let raw = compose(&out);
    assert_eq!(header(&raw, "Bcc"), Vec::<String>::new(), "{}", String::from_utf8_lossy(&raw));
    assert_eq!(header(&raw, "X-Evil"), Vec::<String>::new());
    let names = [
        "Date",
        "Message-ID",
        "From",
        "To",
        "Subject",
        "Thread-Topic",
        "MIME-Version",
        "Content-Type",
    ];
    let head =
        String::from_utf8_lossy(&raw).split("\r\n\r\n").next().unwrap_or_default().to_owned();
    for line in head.lines().filter(|line| !line.starts_with([' ', '\t'])) {
        assert!(names.iter().any(|name| line.starts_with(&format!("{name}:"))), "{line}");
    }
}

#[test]
fn machines_are_told_not_to_answer() {
    for (answers, how) in [(Some(answered()), "auto-replied"), (None, "auto-generated")] {
        let raw = compose(&Outgoing { automatic: true, answers, ..mail() });
        assert_eq!(header(&raw, "Auto-Submitted"), [how]);
        assert!(read(&raw).asks_no_answer);
    }
    assert!(header(&compose(&mail()), "Auto-Submitted").is_empty());
    assert_eq!(header(&compose(&mail()), "Subject").len(), 1);
    assert_eq!(subject::bare(&mail().subject).0, "Rückgabe der Lampe");
}

#[test]
fn references_keep_the_first_and_the_last() {
    let mut out = mail();
    let many: Vec<String> = (0..60).map(|n| format!("{n}@x")).collect();
    out.answers = Some(Answered { references: many, ..answered() });
    out.names_itself = true;
    let back = read(&compose(&out));
    assert_eq!(back.references.len(), 21);
    assert_eq!(back.references.first().map(String::as_str), Some("0@x"));
    assert_eq!(back.references.last(), Some(&out.message_id));
    let long: Vec<String> = (0..15).map(|n| format!("{n}{}@x", "y".repeat(150))).collect();
    out.answers = Some(Answered { references: long.clone(), ..answered() });
    let back = read(&compose(&out));
    assert!(back.references.len() < 9, "{}", back.references.len());
    assert_eq!(back.references.first(), long.first());
}

#[test]
fn outlook_gets_a_child_of_the_index() {
    // Started 2026-11-21 13:03 UTC.
    let started: u64 = (1_795_266_180 + 11_644_473_600) * 10_000_000;
    let mut parent = (started >> 16).to_be_bytes().get(2..).unwrap_or_default().to_vec();
    parent.extend([7; 16]);
    let mut out = mail();
    out.date = at("2026-11-21T13:33:00Z");
    out.answers = Some(Answered { thread_index: Some(STANDARD.encode(&parent)), ..answered() });
    let index = read(&compose(&out)).thread_index.expect("an index");
    let index = STANDARD.decode(index).expect("base64");
    assert_eq!(index.get(..22), Some(parent.as_slice()));
    let delta = index.get(22..26).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    let delta = u64::from(delta.expect("five bytes more")) << 18;
    let minutes = delta / 600_000_000;
    assert!((29..=31).contains(&minutes), "{minutes}");
    for broken in ["", "AQ==", "no base64!"] {
        out.answers = Some(Answered { thread_index: Some(broken.to_owned()), ..answered() });
        assert_eq!(read(&compose(&out)).thread_index, None, "{broken}");
    }
}
