//! What an agent's text asks the customer for: so that nobody asks twice.
//!
//! A sentence asks where it is a question or a request, and names something that can be known. Thanks,
//! statements, warnings, offers and questions that only prove who somebody is ask for nothing.

mod faults;
mod fit;
mod nouns;
mod tried;

use std::{ops::Range, sync::LazyLock};

use self::faults::{does, fails};
use self::fit::{fits, purpose, settle};
use self::nouns::{bare, begged, hands_over, in_list, listed, meant, named, span};
use self::tried::tried;
use crate::{
    clause::{self, Piece, has},
    facts::FactKind,
    lex::{Tok, lex},
    rows::{
        self, ASK_FOUND, ASK_NEED, ASK_OFFER, ASK_PROOF, ASK_QUESTION, ASK_SILENT, ASK_TELL,
        ASK_THANKS, ASK_WHERE, Rows,
    },
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Asked {
    /// A fact.
    Fact(FactKind),
    /// Where it was.
    Place,
    /// A picture, or a copy of something.
    Photo,
}

impl Asked {
    /// As it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact(kind) => kind.name(),
            Self::Place => "place",
            Self::Photo => "photo",
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "place" => Some(Self::Place),
            "photo" => Some(Self::Photo),
            _ => FactKind::ALL.into_iter().find(|kind| kind.name() == name).map(Self::Fact),
        }
    }
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What.
    pub kind: Asked,
    /// The bytes of the words that name it.
    pub span: Range<usize>,
    /// The bytes of the sentence.
    pub sentence: Range<usize>,
}

static NOUNS: LazyLock<Vec<(Asked, Rows)>> = LazyLock::new(|| {
    let list = include_str!("lists/asked.txt");
    rows::kinds(list)
        .into_iter()
        .filter_map(|(name, rows)| Some((Asked::named(name)?, rows)))
        .collect()
});

/// All that a text asks for, each kind once, in the order of their first places.
pub fn find(text: &str) -> Vec<Ask> {
    let toks = lex(text);
    let mut found: Vec<Ask> = Vec::new();
    let (mut proof, mut last) = (false, None::<Piece>);
    for sentence in clause::sentences(&toks) {
        // „I'll take you through security. What's your …?“: what follows only proves who they are.
        let proves = std::mem::replace(&mut proof, ASK_PROOF.any(&toks, &sentence.toks));
        if proves && sentence.end == Some('?') {
            proof = true;
            continue;
        }
        let Some(span) = span(&toks, &sentence.toks) else { continue };
        let before = last.replace(sentence.clone());
        let mut all = asked(&toks, &sentence);
        if all.is_empty()
            && let Some(before) = before.filter(|_| hands_over(&toks, &sentence))
        {
            all = meant(&toks, &before);
        }
        for (kind, range) in all {
            // „Geburtstag? Na dann alles Gute!“ congratulates.
            if kind == Asked::Fact(FactKind::BirthDate)
                && has(
                    &toks,
                    &(0..toks.len()),
                    &["alles gute", "glueckwunsch", "congratulations", "happy birthday"],
                )
            {
                continue;
            }
            if !found.iter().any(|ask| ask.kind == kind)
                && let Some(place) = self::span(&toks, &range)
            {
                found.push(Ask { kind, span: place, sentence: span.clone() });
            }
        }
    }
    found
}

/// What a sentence asks for, without its parts that only thank or warn.
fn asked(toks: &[Tok<'_>], sentence: &Piece) -> Vec<(Asked, Range<usize>)> {
    let question = sentence.end == Some('?');
    let where_ = question && ASK_WHERE.at(toks, sentence.toks.start, sentence.toks.end).is_some();
    if ASK_SILENT.any(toks, &sentence.toks) || !where_ && ASK_OFFER.any(toks, &sentence.toks) {
        return Vec::new();
    }
    let mut rest: Vec<Piece> = Vec::new();
    for part in clause::parts(toks, sentence) {
        if ASK_THANKS.any(toks, &part.toks) || !question && ASK_FOUND.any(toks, &part.toks) {
            rest.push(Piece { toks: part.toks.end..part.toks.end, end: None });
            continue;
        }
        match rest.last_mut().filter(|last| !last.toks.is_empty()) {
            Some(last) => last.toks.end = part.toks.end,
            None => rest.push(part),
        }
    }
    let rest = rest.into_iter().filter(|piece| !piece.toks.is_empty());
    rest.flat_map(|piece| asked_in(toks, &Piece { toks: piece.toks, end: sentence.end })).collect()
}

fn asked_in(toks: &[Tok<'_>], sentence: &Piece) -> Vec<(Asked, Range<usize>)> {
    let whole = &sentence.toks;
    let question = sentence.end == Some('?');
    let mut found = Vec::new();
    if let Some(range) = tried(toks, whole, question) {
        // „Which hub do you have, and have you restarted it?“: what is asked before that.
        let first = whole.start..range.start;
        let mut before = named(toks, whole, range.start);
        for (kind, rows) in NOUNS.iter().filter(|(kind, _)| *kind != Asked::Fact(FactKind::Problem))
        {
            if let Some(names) = rows.find(toks, &first)
                && fits(toks, *kind, &names, whole)
                && !before.iter().any(|(other, _)| other == kind)
            {
                before.push((*kind, names));
            }
        }
        before.retain(|(_, names)| has(toks, &(names.end..range.start), &["und", "and"]));
        settle(toks, &mut before, &first);
        before.push((Asked::Fact(FactKind::Tried), range));
        return before;
    }
    // „Ich prüfe das gern: Kundennummer und PLZ, bitte.“
    let tail = whole.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':')));
    if let Some(at) = tail.filter(|at| *at > whole.start + 1) {
        let rest = at + 1..whole.end;
        let pleaded = has(toks, &rest, &["bitte", "please", "pls"]) || question;
        if (1..=12).contains(&rest.len()) && pleaded && ASK_TELL.find(toks, whole).is_none() {
            return listed(toks, &rest);
        }
    }
    let told = ASK_TELL.find(toks, whole).filter(|range| is_request(toks, whole, range, question));
    let needs = ASK_NEED.find(toks, whole).filter(|range| {
        !has(
            toks,
            &(range.end..whole.end.min(range.end + 3)),
            &["kein", "keine", "keinen", "nicht", "not", "nichts", "no longer", "no more"],
        ) && !toks.get(range.end).is_some_and(|tok| tok.is_any(&["no"]))
    });
    let leads = ASK_QUESTION.find(toks, whole).filter(|range| {
        // „May I take your name, and I'll have somebody ring.“
        let polite = toks.get(range.start).is_some_and(|tok| {
            tok.is_any(&["may", "might", "could", "can", "duerfte", "darf", "koennte", "mind"])
        });
        question
            || range.start <= whole.start + 2 && sentence.end.is_none()
            || range.start <= whole.start + 1 && polite
    });
    let fragment = begged(toks, whole)
        || whole.len() <= 6 + 3 * usize::from(continues(toks, whole))
            && (question || has(toks, whole, &["bitte", "please"]))
            && !has(toks, whole, &["unsere", "our", "meine", "my", "danke", "thanks"]);
    // „Without your order number I can't see it.“
    let without = has(toks, whole, &["without", "ohne"])
        && has(
            toks,
            whole,
            &[
                "can't",
                "cannot",
                "can not",
                "kann ich",
                "koennen wir",
                "komme ich",
                "kommen wir",
                "finde ich",
                "sehe ich",
            ],
        );
    if told.is_none() && needs.is_none() && leads.is_none() && !fragment && !without {
        return found;
    }
    // Yes or no about something that was sent is no question for it.
    let received = question
        && told.is_none()
        && needs.is_none()
        && has(
            toks,
            whole,
            &[
                "erhalten",
                "bekommen",
                "received",
                "receive",
                "gekommen",
                "angekommen",
                "arrived",
                "aktuell",
                "geaendert",
                "changed",
                "korrekt",
                "correct",
                "richtig",
                "gesehen",
                "seen",
            ],
        )
        && !has(
            toks,
            whole,
            &["welche*", "which", "what", "wann", "when", "wo", "where", "wie lautet"],
        );
    let end = purpose(toks, whole);
    if received {
        // „Haben Sie schon eine Ticketnummer erhalten?“ asks for it.
        found.extend(named(toks, whole, end).into_iter().filter(|(_, range)| {
            range
                .start
                .checked_sub(1)
                .and_then(|at| toks.get(at))
                .is_some_and(|tok| tok.is_any(&["eine", "einen", "ein", "a", "an", "any"]))
        }));
        return found;
    }
    for (kind, rows) in NOUNS.iter() {
        let mut from = whole.start;
        while let Some(range) = rows.find(toks, &(from..end)) {
            from = range.end;
            if fits(toks, *kind, &range, whole) {
                found.push((*kind, range));
                break;
            }
        }
    }
    for (kind, range) in named(toks, whole, end) {
        if !found.iter().any(|(other, _)| *other == kind) && fits(toks, kind, &range, whole) {
            found.push((kind, range));
        }
    }
    if told.is_some() || needs.is_some() {
        in_list(toks, &mut found, &(whole.start..end));
    }
    // „Linie, Uhrzeit, Haltestelle?“
    let row = whole.clone().all(|at| {
        toks.get(at).is_some_and(|tok| {
            tok.is_capital()
                || matches!(tok.text, "," | "/")
                || tok.is_any(&["und", "and", "oder", "or"])
        })
    });
    if fragment
        && question
        && row
        && whole.clone().any(|at| toks.get(at).is_some_and(|tok| tok.is_sign(',')))
    {
        for (kind, range) in bare(toks, whole) {
            if !found.iter().any(|(other, _)| *other == kind) {
                found.push((kind, range));
            }
        }
    }
    let problem = Asked::Fact(FactKind::Problem);
    if !found.iter().any(|(kind, _)| *kind == problem)
        && let Some(range) = fails(toks, whole).or_else(|| does(toks, whole))
        && fits(toks, problem, &range, whole)
    {
        found.push((problem, range));
    }
    settle(toks, &mut found, whole);
    found.sort_by_key(|(_, range)| range.start);
    found
}

/// „And the account number you paid from?“ goes on with what was asked before.
fn continues(toks: &[Tok<'_>], whole: &Range<usize>) -> bool {
    toks.get(whole.start).is_some_and(|tok| tok.is_any(&["and", "und", "plus", "sowie", "also"]))
}

/// The verb asks somebody to tell, and does not tell that somebody told.
fn is_request(toks: &[Tok<'_>], whole: &Range<usize>, verb: &Range<usize>, question: bool) -> bool {
    let lead = whole.start..verb.start;
    let polite = has(
        toks,
        whole,
        &[
            "bitte",
            "please",
            "pls",
            "kindly",
            "gerne",
            "gern",
            "einfach",
            "plz",
            "koennten sie",
            "koennen sie",
            "koenntest du",
            "kannst du",
            "wuerden sie",
            "wuerdest du",
            "magst du",
            "moegen sie",
            "could you",
            "can you",
            "would you",
            "if you could",
            "if you can",
            "wenn sie",
            "wenn du",
            "sobald sie",
            "sobald du",
            "are you able",
            "be able to",
            "you could",
            "sie koennten",
            "du koenntest",
            "you can",
            "once you",
            "as soon as you",
            "just",
            "if you",
            "koennt ihr",
            "koenntet ihr",
            "wuerdet ihr",
            "uns",
            "us",
            "mir",
            "me",
        ],
    );
    // We send, I share: said of ourselves.
    let own = has(
        toks,
        &lead,
        &[
            "wir", "ich", "i", "we", "i'll", "we'll", "i've", "we've", "i'm", "we're", "team",
            "kollege", "kollegin", "kollegen", "they",
        ],
    ) && !has(
        toks,
        &lead,
        &[
            "bitte",
            "please",
            "could you",
            "can you",
            "koennten sie",
            "koennen sie",
            "kannst du",
            "koenntest du",
            "damit",
            "so",
            "if you",
            "wenn",
            "sobald",
            "uns",
            "wir uns",
            "dass sie",
            "would you",
            "before",
        ],
    );
    let past = has(
        toks,
        whole,
        &[
            "haben sie uns",
            "hast du uns",
            "sie haben",
            "du hast",
            "you have sent",
            "you've sent",
            "you sent",
            "you've given",
            "you gave",
            "you provided",
            "you've shared",
            "you shared",
            "mitgeteilt",
            "geschickt",
            "gesendet",
            "angegeben",
            "genannt haben",
        ],
    ) && !has(toks, whole, &["bitte", "please", "koennten", "could"]);
    let first = verb.start <= whole.start + 2;
    (polite || question || first) && !own && !past
}

#[cfg(test)]
mod tests;
