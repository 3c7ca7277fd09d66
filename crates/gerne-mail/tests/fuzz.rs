//! Broken, mutated and malicious mails through everything that reads them.
//!
//! `SOAK=1` goes on for ten minutes; `SEED=n` chooses other mutations. No step may panic, take more
//! than a tenth of a second of processor time on an optimised build, or take more memory than 8 MiB
//! and twenty times the mail.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use gerne_mail::{
    Answered, Language, Mailbox, Outgoing, Showing, compose, fingerprint, names, read, safe_html,
    to_text, written, written_html,
};
use jiff::{Timestamp, tz::TimeZone};
use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// A debug build is that much slower.
const SLOWER: u32 = if cfg!(debug_assertions) { 20 } else { 1 };
const MOST_TIME: Duration = Duration::from_millis(100);
const MOST_MEMORY: usize = 8 << 20;
const MEMORY_FOR_A_BYTE: usize = 20;
/// Longest mail that is mutated: longer ones are for the reader, not for chance.
const MOST_BYTES: usize = 300 << 10;

#[expect(clippy::disallowed_methods, reason = "how a test is asked to go on for longer")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[test]
fn hostile_mails_are_read_in_bounds() {
    let mut worst = Worst::default();
    let mut count = 0_u64;
    for (name, raw) in attacks() {
        all_steps(&name, &raw, &mut worst);
        count += 1;
    }
    let corpus = corpus();
    let soak = setting("SOAK").is_some();
    for (name, raw) in corpus.iter().step_by(if soak { 1 } else { 5 }) {
        all_steps(name, raw, &mut worst);
        count += 1;
    }
    let seconds = if soak { 600 } else { 5 };
    let seed = setting("SEED").and_then(|seed| seed.parse().ok()).unwrap_or(20_261_121);
    let mut dice = Dice(seed);
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(seconds) {
        let (name, raw) = &corpus[dice.below(corpus.len())];
        let mutant = mutate(raw, &corpus[dice.below(corpus.len())].1, &mut dice);
        all_steps(&format!("{name}, seed {seed}, mutant {count}"), &mutant, &mut worst);
        count += 1;
    }
    worst.wrong.truncate(30);
    assert!(worst.wrong.is_empty(), "{:#?}", worst.wrong);
    println!(
        "MEASURED Hostile mails, seed {seed}: {count} read without a panic; slowest step {worst}"
    );
}

/// The slowest step so far, and the one that took the most memory.
#[derive(Default)]
struct Worst {
    time: Duration,
    step: String,
    memory: usize,
    /// What was out of bounds.
    wrong: Vec<String>,
}

impl std::fmt::Display for Worst {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kilobytes = self.memory >> 10;
        write!(f, "{:?} ({}), most memory {kilobytes} KiB", self.time, self.step)
    }
}

fn all_steps(name: &str, raw: &[u8], worst: &mut Worst) {
    let mut step = |what: &str, run: &mut dyn FnMut()| {
        let mut measured = || {
            MEMORY.reset_peak_usage();
            let (before, start) = (MEMORY.current_usage(), processor_time());
            run();
            (processor_time().saturating_sub(start), MEMORY.peak_usage() - before)
        };
        let (mut time, memory) = measured();
        // A busy machine makes the same work take longer: the best of three counts.
        for _ in 0..2 {
            if time >= MOST_TIME * SLOWER {
                time = time.min(measured().0);
            }
        }
        if time > worst.time {
            (worst.time, worst.step) = (time, format!("{what} of {name}"));
        }
        worst.memory = worst.memory.max(memory);
        if time >= MOST_TIME * SLOWER {
            worst.wrong.push(format!("{name}: {what} took {time:?}"));
        }
        if memory >= MOST_MEMORY + MEMORY_FOR_A_BYTE * raw.len() {
            worst.wrong.push(format!("{name}: {what} took {memory} bytes for {}", raw.len()));
        }
    };
    let mut mail = None;
    step("read", &mut || mail = Some(read(raw)));
    let mail = mail.expect("read is total");
    step("fingerprint", &mut || assert_eq!(fingerprint(raw).len(), 32));
    step("names", &mut || drop(names(&mail)));
    step("written", &mut || check_written(&mail.text));
    step("mail.written", &mut || drop(mail.written()));
    let html = mail.html.clone().unwrap_or_else(|| String::from_utf8_lossy(raw).into_owned());
    step("written_html", &mut || drop(written_html(&html)));
    step("to_text", &mut || drop(to_text(&html)));
    let mut safe = None;
    step("safe_html", &mut || safe = Some(safe_html(&html, &Showing::default()).html));
    let safe = safe.expect("it ran");
    step("safe_html again", &mut || {
        assert_eq!(safe_html(&safe, &Showing::default()).html, safe, "{name}: not the same twice");
    });
    let lower = safe.to_lowercase();
    for forbidden in ["<script", "<style", "<iframe", "<form", "<svg", "<meta", "<base", "<object"]
    {
        assert!(!lower.contains(forbidden), "{name}: {forbidden}");
    }
    let outgoing = answer(mail, safe);
    let mut sent = None;
    step("compose", &mut || sent = Some(compose(&outgoing)));
    let back = read(&sent.expect("it ran"));
    assert!(back.readable, "{name}");
    assert_eq!(back.message_id.as_deref(), Some("a.b@firma.example"), "{name}");
    assert_eq!(back.to.len(), 1, "{name}: {:?}", back.to);
    assert!(back.text.starts_with("Guten Tag"), "{name}");
}

/// What is kept and what is cut make the whole.
fn check_written(text: &str) {
    let own = written(text);
    let mut end = 0;
    for cut in &own.cuts {
        assert!(cut.range.start >= end && text.get(cut.range.clone()).is_some());
        end = cut.range.end;
    }
    assert!(!own.text.trim().is_empty() || text.trim().is_empty());
}

fn answer(mail: gerne_mail::Mail, safe: String) -> Outgoing {
    Outgoing {
        message_id: "a.b@firma.example".to_owned(),
        date: Timestamp::UNIX_EPOCH,
        zone: TimeZone::UTC,
        language: Language::German,
        from: Mailbox { name: None, address: "care@firma.example".to_owned() },
        reply_to: None,
        to: vec![Mailbox {
            name: mail.from.first().and_then(|from| from.name.clone()),
            address: "eva@kunde.example".to_owned(),
        }],
        cc: Vec::new(),
        subject: mail.subject.unwrap_or_default(),
        text: "Guten Tag".to_owned(),
        html: None,
        parts: mail.parts,
        answers: Some(Answered {
            message_id: mail.message_id,
            references: mail.references,
            from: mail.from.into_iter().next(),
            date: mail.date,
            thread_topic: mail.thread_topic,
            thread_index: mail.thread_index,
            text: mail.text,
            html: Some(safe),
        }),
        automatic: false,
        names_itself: true,
    }
}

fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or_default())
}

/// Chance that can be had again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(bound.max(1)).expect("small")).expect("small")
    }
}

/// Pieces that mean something to somebody.
const PIECES: &[&str] = &[
    "\r\n",
    "\n\n",
    "\r\n\r\n",
    "--",
    "\r\n--b\r\n",
    "\r\n--b--\r\n",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<b a=1>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<style>",
    "</style>",
    "<script>",
    "<a href='x",
    "\"",
    "'",
    "&#0;",
    "&amp",
    "\0",
    "> ",
    ">>>> ",
    "Am 18.11.2026 um 10:22 schrieb ",
    "On Mon, 1 Jan 2026 at 10:00, ",
    " wrote:\n",
    "Von: a\nAn: b\n",
    "-- \n",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "=?utf-8?Q?=FF?=",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Type: text/html; charset=utf-7\r\n",
    "<blockquote>",
    "\u{202e}",
    "é",
    "References: <a@b>\r\n",
    "boundary=\"\"",
    "filename*=utf-8''%ff",
    "=\r\n",
    "=3D",
    "\u{1F600}",
    "\u{feff}",
    "5.1.1 ",
];

fn mutate(raw: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut raw = raw.to_vec();
    for _ in 0..=dice.below(12) {
        let (at, length) = (dice.below(raw.len() + 1), dice.below(200));
        let end = (at + length).min(raw.len());
        match dice.below(9) {
            0 => raw.insert(at, u8::try_from(dice.below(256)).expect("a byte")),
            1 => drop(raw.drain(at..end)),
            2 => raw.truncate(at),
            3 => {
                let copy = raw[at..end].to_vec();
                let to = dice.below(raw.len() + 1);
                raw.splice(to..to, copy);
            }
            4 | 5 => {
                let piece = PIECES[dice.below(PIECES.len())];
                raw.splice(at..at, piece.bytes());
            }
            6 => {
                let piece = PIECES[dice.below(PIECES.len())].repeat(1 + dice.below(400));
                raw.splice(at..at, piece.bytes());
            }
            7 => {
                let from = dice.below(other.len() + 1);
                let piece = &other[from..(from + length * 10).min(other.len())];
                raw.splice(at..end, piece.iter().copied());
            }
            _ => {
                if let Some(byte) = raw.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    raw.truncate(MOST_BYTES);
    raw
}

/// Our own cases, and recorded mails where they lie beside the project.
#[expect(clippy::print_stdout, reason = "what is skipped is to be seen")]
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let files = [
        ("text", "plain", include_str!("fixtures/german-text.txt")),
        ("html", "html", include_str!("fixtures/german-html.txt")),
    ];
    for (name, kind, file) in files {
        for (nth, case) in file.split("\n§ ").enumerate() {
            let body = case.split("\n§>").next().unwrap_or_default();
            let raw = format!(
                "From: =?utf-8?Q?J=C3=B6rg?= <a@kunde.example>\r\nTo: care@firma.example\r\nSubject: AW: x\r\n\
                 Message-ID: <{nth}@kunde.example>\r\nReferences: <1@x> <2@x>\r\nMIME-Version: 1.0\r\n\
                 Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/{kind}; \
                 charset=utf-8\r\n\r\n{body}\r\n--b\r\nContent-Type: image/png; name=\"a.png\"\r\n\
                 Content-Transfer-Encoding: base64\r\nContent-ID: <c@x>\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
            );
            all.push((format!("{name} {nth}"), raw.into_bytes()));
        }
    }
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/email");
    if !shared.is_dir() {
        println!("no recorded mails beside the project: own ones only");
    }
    let mut folders: Vec<PathBuf> = vec![shared];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "eml")
                && let Ok(raw) = fs::read(&path)
                && raw.len() <= MOST_BYTES
            {
                all.push((
                    path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                    raw,
                ));
            }
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// Built to be slow or large.
fn attacks() -> Vec<(String, Vec<u8>)> {
    let html = |body: String| {
        let mut raw = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n".to_vec();
        raw.extend(body.into_bytes());
        raw
    };
    let text = |body: String| {
        let mut raw = b"From: a@b.example\r\nContent-Type: text/plain\r\n\r\n".to_vec();
        raw.extend(body.into_bytes());
        raw
    };
    let counted =
        |n: usize, make: &dyn Fn(usize) -> String| (0..n).map(make).collect::<Vec<_>>().concat();
    let quadratic = 80_000;
    vec![
        ("deep divs".to_owned(), html("<div>".repeat(quadratic))),
        ("deep formatting".to_owned(), html(counted(20_000, &|n| format!("<b id={n}><p>x")))),
        (
            "formatting again and again".to_owned(),
            html(counted(200, &|n| format!("<i id={n}>")) + &"<p>x".repeat(quadratic)),
        ),
        (
            "stray content in a table".to_owned(),
            html("<table>".to_owned() + &"x<i></i>".repeat(40_000)),
        ),
        ("tables in tables".to_owned(), html("<table><tr><td>".repeat(20_000))),
        (
            "attributes".to_owned(),
            html(format!("<a {}>x", counted(40_000, &|n| format!("a{n}=1 ")))),
        ),
        ("quotes without end".to_owned(), html("<a b='".repeat(40_000))),
        ("tags without end".to_owned(), html("<a ".repeat(80_000))),
        ("comments without end".to_owned(), html("<!--".repeat(60_000))),
        ("styles without end".to_owned(), html("<style>".repeat(40_000))),
        ("ends without start".to_owned(), html("</div></b></p>".repeat(20_000))),
        ("links in links".to_owned(), html("<a href=http://x>".repeat(16_000))),
        ("lists in lists".to_owned(), html("<ul><li>x".repeat(25_000))),
        ("quotes in quotes".to_owned(), html("<blockquote>x<br>".repeat(15_000))),
        ("tiny tags".to_owned(), html("<b>x</b>".repeat(40_000))),
        ("a megabyte of tags".to_owned(), html("<p>x</p>\n".repeat(150_000))),
        ("entities".to_owned(), html("&amp;&#x26;&lt;".repeat(20_000))),
        ("angle brackets".to_owned(), html("<".repeat(250_000))),
        ("long line".to_owned(), text("Am 18.11.2026 um 10:22 schrieb ".repeat(8_000))),
        ("many attributions".to_owned(), text("Am 18.11.2026 um 10:22 schrieb\n".repeat(8_000))),
        ("many addresses".to_owned(), text("On 1.1.2026 a <a@b\n".repeat(12_000))),
        ("many quotes".to_owned(), text("> a\nb\n".repeat(40_000))),
        ("many fields".to_owned(), text("Von: a\nAn: b\n".repeat(16_000))),
        ("many dashes".to_owned(), text("--\n".repeat(80_000))),
        ("one long word".to_owned(), text("a".repeat(1 << 20))),
        ("empty lines".to_owned(), text("\n".repeat(250_000))),
        ("deep quotes".to_owned(), text(counted(400, &|n| format!("{} x\n", ">".repeat(n))))),
        (
            "parts".to_owned(),
            format!(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n{}",
                "--b\r\n\r\nx\r\n".repeat(20_000)
            )
            .into_bytes(),
        ),
        (
            "parts in parts".to_owned(),
            counted(2_000, &|n| {
                format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n")
            })
            .into_bytes(),
        ),
        (
            "mails in mails".to_owned(),
            "Content-Type: message/rfc822\r\n\r\n".repeat(2_000).into_bytes(),
        ),
        (
            "fields of a header".to_owned(),
            counted(20_000, &|n| format!("X-{n}: a\r\n")).into_bytes(),
        ),
        (
            "references".to_owned(),
            format!("References: {}\r\n\r\nx", counted(20_000, &|n| format!("<{n}@x> ")))
                .into_bytes(),
        ),
        (
            "recipients".to_owned(),
            format!("To: {}\r\n\r\nx", counted(20_000, &|n| format!("a{n}@x.example, ")))
                .into_bytes(),
        ),
        (
            "encoded words".to_owned(),
            format!("Subject: {}\r\n\r\nx", "=?utf-8?B?w7w=?= ".repeat(16_000)).into_bytes(),
        ),
        (
            "comments in addresses".to_owned(),
            format!("From: {}\r\n\r\nx", "(".repeat(200_000)).into_bytes(),
        ),
        ("failures".to_owned(), {
            let mut raw = b"Return-Path: <>\r\nFrom: mailer-daemon@x.example\r\nSubject: failure notice\r\n\r\n".to_vec();
            raw.extend(counted(20_000, &|n| format!("<a{n}@x.example>: 550 5.1.1\n")).into_bytes());
            raw
        }),
        ("a status for each".to_owned(), {
            let mut raw = b"Content-Type: message/delivery-status\r\n\r\n".to_vec();
            raw.extend(
                counted(8_000, &|n| format!("Final-Recipient: rfc822;a{n}@x\nAction: failed\n\n"))
                    .into_bytes(),
            );
            raw
        }),
        (
            "who left".to_owned(),
            text("ich bin nicht mehr bei ".repeat(10_000)).into_iter().chain(*b"\n").collect(),
        ),
        ("nothing".to_owned(), Vec::new()),
    ]
}
