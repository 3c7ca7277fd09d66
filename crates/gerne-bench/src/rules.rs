//! Thousands of rules on every post, beside the plain evaluator on the same posts in the same run.
//! Posts and rules are made from one vocabulary with the frequencies of a language, so that rules
//! meet: deliberately hard.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use gerne_rules::{Matcher, Post, Prepared, Read, Room, Rule, parse};
use gerne_text::Lexicon;

use crate::report::{Report, Times};

const POSTS: usize = 20_000;
/// Words of a post, about as many as posts on the web have.
const WORDS: usize = 24;
/// Rules, and posts a second and core that they must keep up with.
const SIZES: [(usize, &str); 3] = [(1_000, "300,000"), (10_000, "100,000"), (50_000, "15,000")];

pub(crate) fn measure(report: &mut Report) -> Result<()> {
    let mut dice = Dice(0x5eed);
    let words = vocabulary();
    let texts: Vec<String> = (0..POSTS).map(|_| text(&words, &mut dice)).collect();
    let posts: Vec<Post<'_>> = texts
        .iter()
        .zip(0..)
        .map(|(text, key)| Post {
            text,
            lang: if key % 4 == 0 { "en" } else { "de" },
            author: "somebody",
            channel: "x",
            has: if key % 5 == 0 { &["media", "links"] } else { &["links"] },
            followers: Some(key * 37 % 20_000),
            key,
            ..Post::default()
        })
        .collect();
    for (count, aim) in SIZES {
        Report::step(&format!("{count} rules"));
        let rules: Vec<Rule> =
            (0..count).map(|_| rule(&words, &mut dice)).collect::<Result<_>>()?;
        sized(report, &rules, &posts, aim);
    }
    Ok(())
}

fn sized(report: &mut Report, rules: &[Rule], posts: &[Post<'_>], aim: &str) {
    let count = rules.len();
    let numbered = (0..).zip(rules.iter().cloned());
    let started = Instant::now();
    let matcher = Matcher::new(numbered, Lexicon::default());
    report.figure(&format!("rules {count}: index built"), "ms", ms(started.elapsed()), "");
    let mut room = Room::default();
    let mut pass = |times: &mut Vec<Duration>, matcher: &Matcher| {
        let mut hits = 0;
        for post in posts {
            let started = Instant::now();
            matcher.find(black_box(post), &mut room);
            times.push(started.elapsed());
            hits += room.hits().len();
        }
        matcher.learn(&mut room);
        hits
    };
    // The first round teaches the words; then rules are woken by rarer ones.
    let mut times = Vec::with_capacity(posts.len());
    pass(&mut times, &matcher);
    matcher.merge();
    times.clear();
    pass(&mut times, &matcher);
    let (mut best, mut hits) = (f64::MAX, 0);
    for _ in 0..3 {
        times.clear();
        let before = on_cpu();
        hits = pass(&mut times, &matcher);
        let wall = times.iter().sum::<Duration>();
        best = best.min(spent(before, wall).as_secs_f64());
    }
    let rate = per_second(posts.len(), best);
    let some = posts.get(..(400_000 / count).clamp(20, 400)).unwrap_or(posts);
    let lexicon = Lexicon::default();
    let ready: Vec<Prepared> = rules.iter().map(Prepared::new).collect();
    let (started, before) = (Instant::now(), on_cpu());
    let mut brute = 0;
    for post in some {
        let read = Read::new(post, &lexicon);
        brute += ready.iter().filter(|rule| read.prepared(rule)).count();
    }
    black_box(brute);
    let floor = per_second(some.len(), spent(before, started.elapsed()).as_secs_f64());
    report.rate(
        &format!("rules {count}: posts beside brute force"),
        rate,
        floor,
        &format!("{aim}/s"),
    );
    let times = Times::of(times);
    report.times(&format!("rules {count}: one post"), times);
    #[expect(clippy::cast_precision_loss, reason = "a mean for people")]
    let mean = hits as f64 / posts.len() as f64;
    report.figure(&format!("rules {count}: hits a post"), "", mean, "");
    let changes: Vec<Duration> = (0..200_u64)
        .zip(rules.iter().cycle())
        .map(|(id, rule)| {
            let started = Instant::now();
            matcher.put(id, rule.clone());
            matcher.find(posts.first().unwrap_or(&Post::default()), &mut room);
            started.elapsed()
        })
        .collect();
    let slowest = changes.iter().max().copied().unwrap_or_default();
    report.times(&format!("rules {count}: a changed rule is live"), Times::of(changes));
    report.figure(&format!("rules {count}: the slowest change"), "ms", ms(slowest), "<= 50 ms");
    let waited = while_merging(&matcher, posts, &mut room);
    report.figure(&format!("rules {count}: a post beside a merge"), "ms", ms(waited), "<= 50 ms");
}

/// The longest that a post took from when all rules are made one index until the first post that is matched
/// by it: whether matching pauses.
fn while_merging(matcher: &Matcher, posts: &[Post<'_>], room: &mut Room) -> Duration {
    let mut longest = Duration::ZERO;
    std::thread::scope(|scope| {
        let merging = scope.spawn(|| matcher.merge());
        let mut posts = posts.iter().cycle();
        let mut done = false;
        while !done {
            done = merging.is_finished();
            let Some(post) = posts.next() else { return };
            let started = Instant::now();
            matcher.find(black_box(post), room);
            longest = longest.max(started.elapsed());
        }
    });
    longest
}

/// Words of both languages with their inflections, the frequent ones first.
fn vocabulary() -> Vec<String> {
    let small =
        "ich die der das und ist nicht seit mit bei auf wir euch mein the and to my is for you";
    let starts = "Bahn Zug Netz Strom Paket Handy Router Konto Vertrag Tarif Kunden Rechnung Preis Wasser \
        Gas Bus Flug Karten Daten Post Bank Ticket Service Heizung Garten Schul Stadt Land Tages Nacht";
    let ends = "ausfall störung verspätung problem nummer dienst anschluss termin chaos streik \
        gebühr fahrer plan zeit stelle center support delay outage wechsel leitung meldung hotline";
    let plain = "kaputt langsam teuer endlich wieder immer nie warten kündigen liefern bezahlen anrufen \
        refund broken waiting cancelled driver order account never again terrible hilfe danke frech";
    let mut words: Vec<String> = small.split_whitespace().map(str::to_owned).collect();
    let (starts, ends) = (starts.split_whitespace(), ends.split_whitespace());
    words.extend(plain.split_whitespace().chain(ends.clone()).map(str::to_owned));
    for start in starts.clone() {
        words.push(start.to_owned());
    }
    for start in starts {
        for end in ends.clone() {
            words.push(format!("{start}{end}"));
            words.push(format!("{start}{end}en"));
            words.push(format!("{start}-{end}"));
        }
    }
    // Names, slips of the pen and everything else that is said once.
    words.extend(
        (0..18_000)
            .map(|nth| format!("{}{}{}", syllable(nth), syllable(nth / 26), syllable(nth / 676))),
    );
    words
}

fn syllable(nth: usize) -> &'static str {
    const SYLLABLES: [&str; 26] = [
        "ba", "ler", "mi", "ton", "sche", "ru", "gel", "ka", "pfen", "to", "zu", "wi", "dor", "fa",
        "hin", "ge", "ja", "quo", "ste", "um", "vo", "xa", "yen", "lo", "bri", "tz",
    ];
    SYLLABLES.get(nth % 26).copied().unwrap_or_default()
}

fn text(words: &[String], dice: &mut Dice) -> String {
    let mut text = String::new();
    for nth in 0..WORDS {
        if nth > 0 {
            text.push_str(if dice.below(9) == 0 { ", " } else { " " });
        }
        text.push_str(common(words, dice));
    }
    if dice.below(3) == 0 {
        text.push_str(" #BahnChaos 😡");
    }
    text
}

/// As rare as words are: half of all are among the first few.
fn common<'w>(words: &'w [String], dice: &mut Dice) -> &'w str {
    let mut limit = words.len();
    while limit > 40 && dice.below(3) != 0 {
        limit = limit * 2 / 5;
    }
    words.get(dice.below(limit)).map_or("", String::as_str)
}

/// Not among the words that everybody uses.
fn telling<'w>(words: &'w [String], dice: &mut Dice) -> &'w str {
    loop {
        let word = common(words.get(24..).unwrap_or(words), dice);
        if word.len() > 3 {
            return word;
        }
    }
}

/// Four in ten are groups, the others phrases, nearness of groups, beginnings; a third denies.
fn rule(words: &[String], dice: &mut Dice) -> Result<Rule> {
    let mut one = || telling(words, dice).replace('-', "");
    let (a, b, c, d, e, f) = (one(), one(), one(), one(), one(), one());
    let kind = dice.below(10);
    let mut text = match kind {
        0..=3 => format!("({a} OR {b} OR {c}) ({d} OR {e})"),
        4 | 5 => format!("\"{a} {b}\" OR ({c} {d})"),
        6 | 7 => format!("({a} OR {b} OR {c}) NEAR/5 ({d} OR {e} OR {f})"),
        8 => format!("{}* {b}", a.chars().take(6).collect::<String>()),
        _ => format!("{a} {b}"),
    };
    let further = dice.below(6);
    text = match further {
        0 | 1 => format!("({text}) -{f}"),
        2 => format!("({text}) lang:de"),
        3 => format!("({text}) followers:>5000"),
        4 => format!("({text}) has:media"),
        _ => text,
    };
    parse(&text).rule.with_context(|| format!("a rule of the bench does not parse: {text}"))
}

/// What this thread has had of a core: others on the machine do not count. Linux keeps it.
fn on_cpu() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// Time on a core since then; by the clock where nobody keeps it.
fn spent(before: Option<Duration>, wall: Duration) -> Duration {
    let since = before.zip(on_cpu()).map(|(before, now)| now.saturating_sub(before));
    since.filter(|time| !time.is_zero()).unwrap_or(wall)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "rates for people")]
fn per_second(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}

/// The same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % limit.max(1)
    }
}
