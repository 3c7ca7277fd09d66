//! Lists of words and short rows of words, found by their first word: a text is read once however
//! long the list is. The lists lie in `lists/`, by comma or line; `*` stands for any beginning or end.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;

use crate::lex::Tok;

/// A list that is ready to be looked up.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Its bit in [`begins`]; none where only few texts look.
    bit: Option<u128>,
    first: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    open: Vec<Vec<&'static str>>,
}

impl Rows {
    fn new(list: &'static str, bit: u128) -> Self {
        let mut rows = Self { bit: Some(bit), ..Self::default() };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            rows.add(line);
        }
        rows
    }

    fn add(&mut self, line: &'static str) {
        for row in line.split(',').map(str::trim).filter(|row| !row.is_empty()) {
            let words: Vec<&'static str> = row.split(' ').collect();
            match words.first() {
                Some(first) if !first.contains('*') => {
                    self.first.entry(first).or_default().push(words);
                }
                _ => self.open.push(words),
            }
        }
    }

    /// The first place within where one of them stands; there the longest.
    pub(crate) fn find(&self, toks: &[Tok<'_>], within: &Range<usize>) -> Option<Range<usize>> {
        within.clone().find_map(|at| self.at(toks, at, within.end))
    }

    /// The longest that begins here.
    pub(crate) fn at(&self, toks: &[Tok<'_>], at: usize, end: usize) -> Option<Range<usize>> {
        let first = toks.get(at)?;
        let listed = if self.bit.is_none_or(|bit| first.begins & bit != 0) {
            self.first.get(first.plain.as_str())
        } else {
            None
        };
        let fitting = listed.into_iter().flatten().chain(&self.open).filter(|words| {
            at + words.len() <= end
                && words
                    .iter()
                    .enumerate()
                    .all(|(n, word)| toks.get(at + n).is_some_and(|tok| fits(word, &tok.plain)))
        });
        fitting.map(Vec::len).max().map(|len| at..at + len)
    }

    /// Whether this single word is in the list.
    pub(crate) fn is_word(&self, plain: &str) -> bool {
        self.first.get(plain).is_some_and(|rows| rows.iter().any(|words| words.len() == 1))
    }

    /// Whether one of them stands within.
    pub(crate) fn any(&self, toks: &[Tok<'_>], within: &Range<usize>) -> bool {
        self.find(toks, within).is_some()
    }
}

/// Whether a word of a list stands for this one.
pub(crate) fn fits(listed: &str, plain: &str) -> bool {
    match (listed.strip_suffix('*'), listed.strip_prefix('*')) {
        (Some(stem), _) => plain.starts_with(stem),
        (_, Some(end)) => plain.ends_with(end),
        _ => plain == listed,
    }
}

/// A list of lists: a line that ends in a colon names the rows behind it.
pub(crate) fn kinds(list: &'static str) -> Vec<(&'static str, Rows)> {
    let mut found: Vec<(&'static str, Rows)> = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_suffix(':') {
            found.push((name, Rows::default()));
        } else if let Some((_, rows)) = found.last_mut() {
            rows.add(line);
        }
    }
    found
}

/// In which lists a row begins with this word, a bit for each: looked up once for each word of a text,
/// however many lists ask.
pub(crate) fn begins(plain: &str) -> u128 {
    BEGINS.get(plain).copied().unwrap_or_default()
}

macro_rules! lists {
    ($($name:ident = $file:literal;)*) => {
        #[expect(clippy::upper_case_acronyms, non_camel_case_types, reason = "the lists' names")]
        enum Nth {
            $($name,)*
        }

        $(pub(crate) static $name: LazyLock<Rows> = LazyLock::new(|| {
            Rows::new(include_str!(concat!("lists/", $file)), 1 << Nth::$name as u32)
        });)*

        /// The lists of which a row stands here in whole, a bit for each.
        pub(crate) fn lists_at(toks: &[Tok<'_>], at: usize, end: usize) -> u128 {
            let begins = toks.get(at).map_or(0, |tok| tok.begins);
            let mut found = 0;
            $(if begins & (1 << Nth::$name as u32) != 0 && $name.at(toks, at, end).is_some() {
                found |= 1 << Nth::$name as u32;
            })*
            found
        }

        static BEGINS: LazyLock<FxHashMap<&'static str, u128>> = LazyLock::new(|| {
            let mut begins = FxHashMap::default();
            $(for first in $name.first.keys() {
                *begins.entry(*first).or_default() |= 1 << Nth::$name as u32;
            })*
            begins
        });
    };
}

lists! {
    TROUBLE = "trouble.txt";
    HARMLESS = "harmless.txt";
    STEPS = "steps.txt";
    THINGS = "things.txt";
    EDGE = "edge.txt";
    ASK_PROOF = "ask_proof.txt";
    ASK_SILENT = "ask_silent.txt";
    ASK_TELL = "ask_tell.txt";
    ASK_NEED = "ask_need.txt";
    ASK_QUESTION = "ask_question.txt";
    NEEDED = "needed.txt";
    TOLD = "told.txt";
    COMMIT = "commit.txt";
    COMMIT_TIMED = "commit_timed.txt";
    UNBOUND = "unbound.txt";
    STATIVE = "stative.txt";
    SOFT = "soft.txt";
    OUTCOME_VERBS = "outcome_verbs.txt";
    OUTCOME_FOR = "outcome_for.txt";
    DEPENDS = "depends.txt";
    VISITOR = "visitor.txt";
    VISITS = "visits.txt";
    NEXT_WORD = "next_word.txt";
    QUOTES = "quotes.txt";
    ASK_THANKS = "ask_thanks.txt";
    DEVICE_OTHER = "device_other.txt";
    DEVICE_PLACES = "device_places.txt";
    REGRET = "regret.txt";
    EXPLAINS = "explains.txt";
    BLAME = "blame.txt";
    ANSWER_YES = "answer_yes.txt";
    ANSWER_NO = "answer_no.txt";
    ANSWER_NO_NOT = "answer_no_not.txt";
    WANT = "want.txt";
    WANT_NOT = "want_not.txt";
    OUR_DEEDS = "our_deeds.txt";
    OUR_WORDS = "our_words.txt";
    WORKS = "works.txt";
    NAME_SURE = "name_sure.txt";
    NAME_MAYBE = "name_maybe.txt";
    NAME_LABELS = "name_labels.txt";
    NAME_CLOSINGS = "name_closings.txt";
    NO_NAME = "no_name.txt";
    ADDRESS_LABELS = "address_labels.txt";
    DEVICE_MAKES = "device_makes.txt";
    DEVICE_SERIES = "device_series.txt";
    DEVICE_TELLING = "device_telling.txt";
    DEVICE_NOUNS = "device_nouns.txt";
    DEVICE_LEADS = "device_leads.txt";
    LOYAL = "loyal.txt";
    STEP_OTHERS = "step_others.txt";
    STEP_WEAK = "step_weak.txt";
    STEP_CONTACT = "step_contact.txt";
    STEP_VERBS = "step_verbs.txt";
    STEP_NONE = "step_none.txt";
    STEP_FAILED = "step_failed.txt";
    TROUBLE_BARE = "trouble_bare.txt";
    TROUBLE_VERBS = "trouble_verbs.txt";
    TROUBLE_WISH = "trouble_wish.txt";
    NOT_NEEDED = "not_needed.txt";
    BOOKED = "booked.txt";
    WISHES = "wishes.txt";
    ASK_OFFER = "ask_offer.txt";
    ASK_WHERE = "ask_where.txt";
    ASK_FOUND = "ask_found.txt";
    ARRANGED = "arranged.txt";
    NO_ACT = "no_act.txt";
    VERBS = "verbs.txt";
    VAGUE = "vague.txt";
    OPEN_TIME = "open_time.txt";
    PHONE_LEADS = "phone_leads.txt";
    PHONE_OTHERS = "phone_others.txt";
    STREET_ENDS = "street_ends.txt";
    STREET_LEADS = "street_leads.txt";
    ROADS = "roads.txt";
    NUMBERED = "numbered.txt";
    EVENT_WORDS = "event_words.txt";
    EVENT_LEADS = "event_leads.txt";
    NEEDED_HARD = "needed_hard.txt";
    PRESSES = "presses.txt";
    OCCASIONS = "occasions.txt";
    TRAIN_LINES = "train_lines.txt";
    NUMBER_WORDS = "number_words.txt";
    NUMBER_BETWEEN = "number_between.txt";
    NUMBER_OTHERS = "number_others.txt";
    PROMISED_THINGS = "promised_things.txt";
    UNSAID_DOES = "unsaid_does.txt";
    UNSAID_WANTS = "unsaid_wants.txt";
    PRAISE = "praise.txt";
    UNSAID_NONE = "unsaid_none.txt";
    CUSTOMERS = "customers.txt";
    BIDS = "bids.txt";
    AWAITED = "awaited.txt";
    OWN_LIFE = "own_life.txt";
    BIDS_TO = "bids_to.txt";
    OPENERS = "openers.txt";
}
