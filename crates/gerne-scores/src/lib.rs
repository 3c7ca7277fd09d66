//! Scores over recorded data that is not part of the project: `score NAME VALUE N`, one line each.
//!
//! A score is a function from the data folder to [`Found`]; new ones are one more line in
//! [`SCORES`]. A folder that is not there is a notice, not a failure.

mod clusters;
mod compare;
mod email;
mod facebook;
mod identity;
mod language;
mod mastodon;
mod rules;
mod tone;
mod twitter_text;

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use self::Bound::{AtLeast, AtMost};

pub use compare::difference;
pub use language::{card_parts, kinds as fact_kinds};

/// A figure, and over how many cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// From 0 to 1.
    pub value: f64,
    /// Cases.
    pub n: u64,
    /// What was wrong, one line each.
    pub wrong: Vec<String>,
}

impl Score {
    /// The share of cases that are right.
    pub fn of(outcomes: impl IntoIterator<Item = Result<(), String>>) -> Self {
        let (mut n, mut wrong) = (0_u32, Vec::new());
        for outcome in outcomes {
            n += 1;
            wrong.extend(outcome.err());
        }
        let bad = u32::try_from(wrong.len()).unwrap_or(u32::MAX);
        let value = if n == 0 { 0.0 } else { f64::from(n - bad) / f64::from(n) };
        Self { value, n: n.into(), wrong }
    }
}

/// What a score came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The figure.
    Score(Score),
    /// There is no such data here.
    Absent,
    /// The data cannot be read.
    Unreadable(String),
}

/// A named score.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// `mastodon.entities.read`
    pub name: &'static str,
    /// Below the data folder, or a path of its own.
    pub folder: &'static str,
    /// Reads the folder.
    pub run: fn(&Path) -> anyhow::Result<Score>,
    /// What it must come to.
    pub bound: Bound,
}

/// What a figure must come to, where its data is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// This, or more.
    AtLeast(f64),
    /// This, or less: for what is counted.
    AtMost(f64),
}

impl Bound {
    /// Whether a figure keeps it.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

/// Where no folder is read, but something is made: it is always there.
const GENERATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// All scores.
pub const SCORES: &[Scored] = &[
    Scored {
        name: "x.twitter_text.extract",
        folder: "x/twitter-text/extract.yml",
        run: twitter_text::extract,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "x.twitter_text.validate",
        folder: "x/twitter-text/validate.yml",
        run: twitter_text::validate,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "x.twitter_text.tlds",
        folder: "x/twitter-text/tlds.yml",
        run: twitter_text::tlds,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "x.twitter_text.tld_lib",
        folder: "x/twitter-text/tld_lib.yml",
        run: twitter_text::tld_lib,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "mastodon.entities.read",
        folder: "mastodon/mastodonpy-entities",
        run: mastodon::entities_read,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "facebook.webhooks.accepted",
        folder: "facebook/restfb-webhooks",
        run: facebook::webhooks_accepted,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "email.quote.text",
        folder: "email/quote",
        run: email::text,
        bound: AtLeast(0.80),
    },
    Scored {
        name: "email.quote.de",
        folder: "email/quote",
        run: email::german,
        bound: AtLeast(0.88),
    },
    Scored {
        name: "email.quote.html",
        folder: "email/quote",
        run: email::html,
        bound: AtLeast(0.90),
    },
    Scored {
        name: "email.quote.lost",
        folder: "email/quote",
        run: email::lost,
        bound: AtMost(0.0),
    },
    Scored {
        name: "email.bounce.recognised",
        folder: "email/bounce",
        run: email::recognised,
        bound: AtLeast(0.97),
    },
    Scored {
        name: "email.bounce.verdict",
        folder: "email/bounce",
        run: email::verdict,
        bound: AtLeast(0.85),
    },
    Scored {
        name: "email.mime.agreed",
        folder: "email/mime",
        run: email::agreed,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "email.html_attack",
        folder: "email/html-attack",
        run: email::attacks,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "email.threading.must",
        folder: "email/threading",
        run: email::must,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "email.threading.should",
        folder: "email/threading",
        run: email::should,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "language.facts.checkable",
        folder: "rules/gold/facts.jsonl",
        run: language::facts_checkable,
        bound: AtLeast(0.97),
    },
    Scored {
        name: "language.facts.checkable.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/facts.jsonl"),
        run: language::facts_checkable,
        bound: AtLeast(0.96),
    },
    Scored {
        name: "language.facts.overall",
        folder: "rules/gold/facts.jsonl",
        run: language::facts_overall,
        bound: AtLeast(0.90),
    },
    Scored {
        name: "language.facts.overall.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/facts.jsonl"),
        run: language::facts_overall,
        bound: AtLeast(0.92),
    },
    Scored {
        name: "language.facts.not_phones",
        folder: "rules/gold/facts.jsonl",
        run: language::phones_wrong,
        bound: AtMost(0.01),
    },
    Scored {
        name: "language.facts.not_phones.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/facts.jsonl"),
        run: language::phones_wrong,
        bound: AtMost(0.01),
    },
    Scored {
        name: "language.asks.precision",
        folder: "rules/gold/asks.jsonl",
        run: language::asks_precision,
        bound: AtLeast(0.97),
    },
    Scored {
        name: "language.asks.precision.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/asks.jsonl"),
        run: language::asks_precision,
        bound: AtLeast(0.97),
    },
    Scored {
        name: "language.asks.recall",
        folder: "rules/gold/asks.jsonl",
        run: language::asks_recall,
        bound: AtLeast(0.85),
    },
    Scored {
        name: "language.asks.recall.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/asks.jsonl"),
        run: language::asks_recall,
        bound: AtLeast(0.88),
    },
    Scored {
        name: "language.promises.f1",
        folder: "rules/gold/promises.jsonl",
        run: language::promises_f1,
        bound: AtLeast(0.94),
    },
    Scored {
        name: "language.promises.f1.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/promises.jsonl"),
        run: language::promises_f1,
        bound: AtLeast(0.94),
    },
    Scored {
        name: "language.promises.due",
        folder: "rules/gold/promises.jsonl",
        run: language::promises_due,
        bound: AtLeast(0.92),
    },
    Scored {
        name: "language.promises.due.own",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/promises.jsonl"),
        run: language::promises_due,
        bound: AtLeast(0.95),
    },
    Scored {
        name: "language.cards.right",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_right,
        bound: AtLeast(0.74),
    },
    Scored {
        name: "language.cards.wrong",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_wrong,
        bound: AtMost(0.20),
    },
    Scored {
        name: "language.cards.agreed.right",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_agreed_right,
        bound: AtLeast(0.76),
    },
    Scored {
        name: "language.cards.agreed.wrong",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_agreed_wrong,
        bound: AtMost(0.15),
    },
    Scored {
        name: "language.cards.reader.right",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_reader_right,
        bound: AtLeast(0.9),
    },
    Scored {
        name: "language.cards.reader.wrong",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/language/cards.jsonl"),
        run: language::cards_reader_wrong,
        bound: AtMost(0.15),
    },
    Scored {
        name: "language.dates.recognizers_de",
        folder: "rules/recognizers/DateTime/German",
        run: language::recognizers_de,
        bound: AtLeast(0.0),
    },
    Scored {
        name: "language.dates.recognizers_en",
        folder: "rules/recognizers/DateTime/English",
        run: language::recognizers_en,
        bound: AtLeast(0.0),
    },
    Scored {
        name: "language.dates.duckling_de",
        folder: "rules/duckling/Time_DE.jsonl",
        run: language::duckling_de,
        bound: AtLeast(0.0),
    },
    Scored {
        name: "language.dates.duckling_en",
        folder: "rules/duckling/Time_EN.jsonl",
        run: language::duckling_en,
        bound: AtLeast(0.0),
    },
    Scored {
        name: "rules.german_words.recall",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/rules/words.jsonl"),
        run: rules::recall,
        bound: AtLeast(0.92),
    },
    Scored {
        name: "rules.german_words.precision",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/rules/words.jsonl"),
        run: rules::precision,
        bound: AtLeast(0.97),
    },
    Scored {
        name: "rules.queries.meaning",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/rules/queries.jsonl"),
        run: rules::queries,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "rules.broken.place",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/rules/broken.jsonl"),
        run: rules::places,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "rules.broken.fix",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/rules/broken.jsonl"),
        run: rules::fixes,
        bound: AtLeast(1.0),
    },
    Scored {
        name: "clusters.news.nmi",
        folder: "rules/stream_clusters/news_titles_152clusters.jsonl",
        run: clusters::nmi,
        bound: AtLeast(0.85),
    },
    Scored {
        name: "clusters.tweets.nmi",
        folder: "rules/stream_clusters/tweet2472_89clusters.jsonl",
        run: clusters::nmi,
        bound: AtLeast(0.82),
    },
    Scored {
        name: "identity.precision",
        folder: GENERATED,
        run: identity::precision,
        bound: AtLeast(0.995),
    },
    Scored {
        name: "identity.recall",
        folder: GENERATED,
        run: identity::recall,
        bound: AtLeast(0.81),
    },
    Scored {
        name: "identity.impersonators",
        folder: GENERATED,
        run: identity::impersonators,
        bound: AtMost(0.0),
    },
    Scored {
        name: "tone.complaints_en.macro_f1",
        folder: "rules/complaints2019",
        run: tone::complaints_en,
        bound: AtLeast(0.80),
    },
    Scored {
        name: "tone.germeval.relevance",
        folder: "rules/germeval2017",
        run: tone::relevance,
        bound: AtLeast(0.85),
    },
    Scored {
        name: "tone.germeval.sentiment",
        folder: "rules/germeval2017",
        run: tone::railway_sentiment,
        bound: AtLeast(0.73),
    },
    Scored {
        name: "tone.potts.macro_f1",
        folder: "rules/potts",
        run: tone::potts,
        bound: AtLeast(0.58),
    },
    Scored {
        name: "language_id.accuracy",
        folder: "rules/langid",
        run: tone::languages,
        bound: AtLeast(0.85),
    },
    Scored {
        name: "tone.own.complaint_f1",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/tone/posts.jsonl"),
        run: tone::own_complaints,
        bound: AtLeast(0.88),
    },
    Scored {
        name: "tone.own.urgent_f1",
        folder: concat!(env!("CARGO_MANIFEST_DIR"), "/own/tone/posts.jsonl"),
        run: tone::own_urgent,
        bound: AtLeast(0.68),
    },
];

/// Of our own texts those that were developed against.
const READ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/own/read");
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/own");
static READS: AtomicBool = AtomicBool::new(false);

/// From now on, of our own texts those are scored that were developed against, where there are such.
pub fn score_what_was_read() {
    READS.store(true, Ordering::Relaxed);
}

/// Whether nobody is to see what is wrong there: our own texts that nobody developed against.
fn is_unread(file: &Path) -> bool {
    file.starts_with(OWN) && !file.starts_with(READ)
}

impl Scored {
    /// Runs it where its data is.
    pub fn find(&self, data: &Path) -> Found {
        let read = Path::new(self.folder).strip_prefix(OWN).map(|own| Path::new(READ).join(own));
        let read = read.ok().filter(|read| READS.load(Ordering::Relaxed) && read.exists());
        let folder = read.unwrap_or_else(|| data.join(self.folder));
        if !folder.exists() {
            return Found::Absent;
        }
        match (self.run)(&folder) {
            Ok(score) => Found::Score(score),
            Err(error) => Found::Unreadable(format!("{error:#}")),
        }
    }
}

impl fmt::Display for Scored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// Where the data is when nobody says otherwise: beside the project.
pub fn default_data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data")
}

#[cfg(test)]
mod tests;
