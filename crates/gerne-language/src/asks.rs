//! What an agent's text asks the customer for: so that nobody asks twice.
//!
//! A sentence asks where it is a question or a request, and names something that can be known. Thanks,
//! statements, warnings, offers and questions that only prove who somebody is ask for nothing.

mod fit;

use std::{ops::Range, sync::LazyLock};

use self::fit::{fits, purpose, settle};

use crate::{
    clause::{self, Piece, has, row},
    facts::{self, FactKind},
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

/// „Könnten Sie mir die durchgeben?“, "Can you send it over?": what it is was said before.
fn hands_over(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    let whole = &sentence.toks;
    let question = sentence.end == Some('?');
    let meant = has(
        toks,
        whole,
        &[
            "mir die",
            "uns die",
            "mir diese",
            "uns diese",
            "sie mir",
            "sie uns",
            "die mir",
            "die uns",
            "mir den",
            "uns den",
            "mir das",
            "uns das",
            "diese mir",
            "diese uns",
            "diesen mir",
            "me that",
            "us that",
            "me those",
            "us those",
            "it",
            "that",
            "them",
            "those",
            "it's",
        ],
    );
    whole.len() <= 14
        && meant
        && !ASK_SILENT.any(toks, whole)
        && !has(
            toks,
            whole,
            &["ob", "if", "whether", "how", "wie", "when", "wann", "why", "warum", "what"],
        )
        && ASK_TELL.find(toks, whole).is_some_and(|verb| {
            is_request(toks, whole, &verb, question)
                && (question || has(toks, whole, &["bitte", "please", "pls"]))
        })
        && has(
            toks,
            whole,
            &[
                "mir", "uns", "me", "us", "over", "through", "along", "here", "hier", "across",
                "pass", "share", "dm", "pn",
            ],
        )
}

/// The numbers that a sentence speaks of, without one of ours or one that is known.
fn meant(toks: &[Tok<'_>], sentence: &Piece) -> Vec<(Asked, Range<usize>)> {
    let whole = &sentence.toks;
    if ASK_SILENT.any(toks, whole) || ASK_THANKS.any(toks, whole) || sentence.end == Some('?') {
        return Vec::new();
    }
    let mut found = named(toks, whole, whole.end);
    for (kind, rows) in NOUNS.iter() {
        if matches!(kind, Asked::Fact(FactKind::Imei | FactKind::ErrorCode | FactKind::Iban))
            && let Some(range) = rows.find(toks, whole)
        {
            found.push((*kind, range));
        }
    }
    found.retain(|(kind, range)| fits(toks, *kind, range, whole));
    found
}

fn span(toks: &[Tok<'_>], range: &Range<usize>) -> Option<Range<usize>> {
    Some(toks.get(range.start)?.start..toks.get(range.end.checked_sub(1)?)?.end)
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
        let before = named(toks, whole, range.start)
            .into_iter()
            .filter(|(_, names)| has(toks, &(names.end..range.start), &["und", "and"]));
        return before.chain([(Asked::Fact(FactKind::Tried), range.clone())]).collect();
    }
    // „Ich prüfe das gern: Kundennummer und PLZ, bitte.“
    let tail = whole.clone().rev().find(|at| toks.get(*at).is_some_and(|tok| tok.is_sign(':')));
    if let Some(at) = tail.filter(|at| *at > whole.start + 1) {
        let rest = at + 1..whole.end;
        let begged = has(toks, &rest, &["bitte", "please", "pls"]) || question;
        if (1..=12).contains(&rest.len()) && begged && ASK_TELL.find(toks, whole).is_none() {
            return listed(toks, &rest);
        }
    }
    let told = ASK_TELL.find(toks, whole).filter(|range| is_request(toks, whole, range, question));
    let needs = ASK_NEED.find(toks, whole).filter(|range| {
        !has(
            toks,
            &(range.start..whole.end.min(range.end + 3)),
            &["kein", "keine", "keinen", "nicht", "not", "nichts", "no longer", "no more"],
        ) && !toks.get(range.end).is_some_and(|tok| tok.is_any(&["no"]))
    });
    let leads = ASK_QUESTION
        .find(toks, whole)
        .filter(|range| question || range.start <= whole.start + 2 && sentence.end.is_none());
    // „Name and date of the booking, please“
    let last = whole.end.checked_sub(1).and_then(|at| toks.get(at));
    let nouns = whole.len() <= 11
        && last.is_some_and(|tok| tok.is_any(&["bitte", "please", "pls"]))
        && !has(
            toks,
            whole,
            &[
                "we", "wir", "i", "ich", "you", "sie", "du", "ihr", "our", "unser*", "not",
                "nicht", "don't", "use", "call",
            ],
        );
    let begged = begged(toks, whole);
    let fragment = nouns
        || begged
        || whole.len() <= 6
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

/// „was beim Einloggen schiefgeht“, "what exactly keeps going wrong": a few words stand between.
fn fails(toks: &[Tok<'_>], whole: &Range<usize>) -> Option<Range<usize>> {
    let what = row(toks, whole, &["was", "what", "wo", "woran", "where", "wann's", "wie"])?;
    let near = what.end..whole.end.min(what.end + 8);
    let wrong = row(
        toks,
        &near,
        &[
            "schiefgeht",
            "schiefging",
            "schieflaeuft",
            "schieflief",
            "schiefgelaufen",
            "schiefgegangen",
            "schief geht",
            "schief ging",
            "schief laeuft",
            "schief lief",
            "schief gelaufen",
            "schief gegangen",
            "nicht klappt",
            "nicht geht",
            "nicht funktioniert",
            "nicht laeuft",
            "nicht ging",
            "nicht klappte",
            "nicht stimmt",
            "nicht passt",
            "hakt",
            "klemmt",
            "spinnt",
            "streikt",
            "kaputt ist",
            "defekt ist",
            "beschaedigt ist",
            "fehlerhaft ist",
            "vorgefallen",
            "genau passiert",
            "going wrong",
            "goes wrong",
            "went wrong",
            "gone wrong",
            "not working",
            "isn't working",
            "doesn't work",
            "does not work",
            "didn't work",
            "won't work",
            "is broken",
            "is damaged",
            "is faulty",
            "gets stuck",
            "you're stuck",
            "you get stuck",
            "is failing",
            "fails",
        ],
    )?;
    Some(what.start..wrong.end)
}

/// "What does the machine do when …", „Was tut der Ofen, wenn …“
fn does(toks: &[Tok<'_>], whole: &Range<usize>) -> Option<Range<usize>> {
    let lead = row(
        toks,
        whole,
        &[
            "what does the",
            "what does your",
            "what does it",
            "what do the",
            "what do your",
            "what is the",
            "what is your",
            "what's the",
            "what's your",
            "what are the",
            "what did the",
            "what did your",
            "what did it",
            "was tut der",
            "was tut die",
            "was tut das",
            "was tut ihr*",
            "was tut dein*",
            "was tut er",
            "was tut sie",
            "was tut es",
            "was macht ihr*",
            "was macht dein*",
            "was macht die",
        ],
    )?;
    if toks.get(lead.start).is_some_and(|tok| tok.plain == "was") {
        return Some(lead);
    }
    let near = lead.end..whole.end.min(lead.end + 4);
    let verb = row(toks, &near, &["do", "doing", "not do", "not doing"])?;
    Some(lead.start..verb.end)
}

/// „Kundennummer und PLZ bitte, dann …“, „Bitte noch die IMEI vom Handy“: no verb, but please.
fn begged(toks: &[Tok<'_>], whole: &Range<usize>) -> bool {
    const PLEASE: &[&str] = &["bitte", "please", "pls", "plz", "pl", "bidde"];
    let Some(please) =
        whole.clone().take(14).find(|at| toks.get(*at).is_some_and(|tok| tok.is_any(PLEASE)))
    else {
        return false;
    };
    let led = please <= whole.start + 1;
    let phrase = if led { please + 1..whole.end.min(please + 6) } else { whole.start..please };
    let verb = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            tok.is_any(&[
                "we", "wir", "i", "ich", "you", "sie", "du", "ihr", "it", "es", "our", "not",
                "nicht", "don't", "use", "call", "is", "are", "was", "were", "ist", "sind", "war",
                "kein", "keine", "no", "check", "see", "pruefen", "beachten", "make", "keep",
                "have", "haben", "via", "per", "contact", "unter", "visit", "try", "wait", "quote",
                "zur", "im", "in",
            ]) || tok.plain.starts_with("unser")
        })
    };
    let noun = |at: usize| {
        facts::named_number(toks, at)
            .is_some_and(|(_, names, strong)| strong || elided(toks, names.end))
            || NOUNS.iter().any(|(kind, rows)| {
                !matches!(kind, Asked::Fact(FactKind::Problem))
                    && rows.at(toks, at, whole.end).is_some()
            })
    };
    // What is asked for stands first, but for an article or „nur noch“.
    let first = phrase.clone().take(if led { 4 } else { 5 }).find(|at| noun(*at));
    first.is_some_and(|first| {
        !(phrase.start..first).any(verb)
            && (led
                || !phrase.clone().any(|at| {
                    // „… and the email you used, please“
                    verb(at) && !toks.get(at).is_some_and(|tok| tok.is_any(&["you", "sie", "du"]))
                }))
    })
}

/// What a row of nouns asks for: „Linie, Uhrzeit, Haltestelle?“
fn listed(toks: &[Tok<'_>], whole: &Range<usize>) -> Vec<(Asked, Range<usize>)> {
    let mut found = named(toks, whole, whole.end);
    for (kind, rows) in NOUNS.iter() {
        if let Some(range) = rows.find(toks, whole)
            && fits(toks, *kind, &range, whole)
            && !found.iter().any(|(other, _)| other == kind)
        {
            found.push((*kind, range));
        }
    }
    found.extend(bare(toks, whole).into_iter().filter(|(kind, _)| {
        !matches!(kind, Asked::Place) || !has(toks, whole, &["adresse", "anschrift", "address"])
    }));
    settle(toks, &mut found, whole);
    let mut once: Vec<(Asked, Range<usize>)> = Vec::new();
    for one in found {
        if !once.iter().any(|(kind, _)| *kind == one.0) {
            once.push(one);
        }
    }
    once.sort_by_key(|(_, range)| range.start);
    once
}

/// Nouns that ask only where nothing but nouns stands.
fn bare(toks: &[Tok<'_>], whole: &Range<usize>) -> Vec<(Asked, Range<usize>)> {
    let kind = |tok: &Tok<'_>| {
        if tok.is_any(&[
            "linie",
            "zug",
            "zugnummer",
            "line",
            "route",
            "flug",
            "flight",
            "train",
            "bus",
        ]) {
            Some(Asked::Fact(FactKind::Train))
        } else if tok.is_any(&[
            "haltestelle",
            "bahnhof",
            "filiale",
            "ort",
            "stop",
            "station",
            "branch",
            "town",
            "stadt",
            "strecke",
            "location",
        ]) {
            Some(Asked::Place)
        } else {
            None
        }
    };
    whole
        .clone()
        .filter_map(|at| toks.get(at).and_then(kind).map(|kind| (kind, at..at + 1)))
        .collect()
}

/// Names of numbers, and what „welche …“ asks to be told apart.
fn named(toks: &[Tok<'_>], whole: &Range<usize>, end: usize) -> Vec<(Asked, Range<usize>)> {
    let mut found = Vec::new();
    for at in whole.start..end {
        let which = at
            .checked_sub(1)
            .filter(|at| *at >= whole.start)
            .and_then(|at| toks.get(at))
            .is_some_and(|tok| tok.plain.starts_with("welche") || tok.is_any(&["which", "what"]));
        if let Some((kind, names, strong)) = facts::named_number(toks, at)
            && (strong || elided(toks, names.end) || which && !facts::is_journey(toks, at))
        {
            found.push((Asked::Fact(kind), names));
        } else if which && facts::is_device(toks, at) {
            found.push((Asked::Fact(FactKind::Device), at..at + 1));
        }
    }
    found
}

/// „Bestell- und Kundennummer“, „order or invoice number“: the word for number stands with the second.
fn elided(toks: &[Tok<'_>], end: usize) -> bool {
    let mut at = end;
    let mut skip = |words: &[&str]| {
        let stands = toks.get(at).is_some_and(|tok| tok.is_any(words));
        at += usize::from(stands);
        stands
    };
    let dashed = skip(&["-", "–", "‑"]);
    let joined = skip(&["und", "oder", "bzw", "sowie", "and", "or", "&", "/", ","]);
    skip(&["."]);
    let article = skip(&["die", "der", "ihre", "deine", "eure", "auch"]);
    joined
        && (dashed || !article)
        && facts::named_number(toks, at).is_some_and(|(_, _, strong)| strong)
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

/// A question for a step taken.
fn tried(toks: &[Tok<'_>], whole: &Range<usize>, question: bool) -> Option<Range<usize>> {
    let starts = row(
        toks,
        whole,
        &[
            "haben sie",
            "hast du",
            "habt ihr",
            "have you",
            "did you",
            "have u",
            "did u",
            "wurde",
            "wurden",
            "ist der",
            "ist das",
            "sind sie",
            "has the",
            "has it",
            "schon mal",
            "schon einmal",
            "bereits",
            "already",
            "was haben",
            "was hast",
            "what have you",
            "what did you",
            "welche schritte",
            "which steps",
            "what steps",
            "any troubleshooting",
            "konnten sie",
            "konntest du",
            "has that",
            "is the",
            "are the",
            "are all",
            "sind die",
            "sind alle",
            "war der",
            "was the",
            "haettest du",
            "hatten sie",
            "hattest du",
            "did it",
            "does it",
            "have u",
            "were you able",
            "darf ich fragen , ob",
            "darf ich fragen ob",
            "may i ask if",
            "may i ask whether",
            "can i ask if",
            "can i check you",
            "is that still",
            "is it still",
            "does that still",
            "besteht das auch",
            "ist das auch",
            "ist es auch",
            "ist das nach",
            "ist es nach",
            "bleibt es nach",
            "bleibt das nach",
            "passiert das auch",
        ],
    )
    .or_else(|| {
        // Schon neu gestartet? Hilft ein Neustart? Does it happen in another browser?
        let first = toks.get(whole.start)?;
        first
            .is_any(&[
                "schon",
                "bereits",
                "tried",
                "already",
                "hilft",
                "half",
                "tritt",
                "does",
                "did",
                "hat",
                "passiert",
                "happens",
                "same",
                "klappt",
                "geht",
                "funktioniert",
                "laeuft",
                "bleibt",
                "works",
                "working",
                "besteht",
            ])
            .then_some(whole.start..whole.start + 1)
    })?;
    let tell = has(
        toks,
        whole,
        &[
            "ob sie",
            "ob du",
            "whether you",
            "if you've",
            "if you have",
            "was sie",
            "what you've",
            "what you have",
            "welche schritte",
            "which steps",
            "what steps",
        ],
    ) && has(
        toks,
        whole,
        &[
            "let us know",
            "let me know",
            "sagen",
            "sag",
            "tell",
            "mitteilen",
            "teilen",
            "schreiben",
            "verraten",
            "confirm",
        ],
    );
    if !question && !tell {
        return None;
    }
    if has(
        toks,
        whole,
        &[
            "unsere app",
            "our app",
            "unsere neue*",
            "our new",
            "unser neue*",
            "unseren neue*",
            "our chat",
        ],
    ) {
        return None;
    }
    let range = starts.start..whole.end;
    let open = has(
        toks,
        &range,
        &[
            "was haben sie * versucht",
            "was haben sie bisher",
            "was hast du bisher",
            "what have you tried",
            "what steps",
            "which steps",
            "welche schritte",
            "troubleshooting",
            "bereits unternommen",
            "schon unternommen",
            "schon versucht",
            "schon probiert",
            "bereits versucht",
            "already tried",
            "tried so far",
            "ausprobiert",
            "schon einmal versucht",
            "done so far",
            "done already",
            "already done",
            "what have you done",
            "what did you do",
            "tried up to now",
            "tried until now",
            "tried already",
            "bis jetzt gemacht",
            "schon gemacht",
            "schon alles gemacht",
            "bisher gemacht",
            "bereits gemacht",
            "bislang gemacht",
            "schon getan",
            "bisher getan",
            "was haben sie gemacht",
            "was hast du gemacht",
            "was haben sie bis",
            "was hast du bis",
        ],
    );
    let step = rows::STEPS.find(toks, &range).or_else(|| {
        row(
            toks,
            &range,
            &[
                "restart",
                "reboot",
                "reset",
                "restarting",
                "turning it off",
                "turn it off",
                "turned it",
                "unplug",
                "switch it off",
                "switched",
                "clear your",
                "clear the",
                "reinstall",
                "swap",
                "different browser",
                "try a",
                "try another",
                "check the",
                "check your",
                "checked",
                "update the",
                "log out",
                "log in again",
                "power cycle",
                "tried",
                "neustart",
                "installieren",
                "starten",
                "zuruecksetzen",
                "ziehen",
                "tauschen",
                "wechseln",
                "leeren",
                "pruefen",
                "testen",
                "ausprobieren",
                "loeschen",
                "trennen",
                "resetten",
                "entkalken",
                "reinigen",
                "hard reset",
                "turning",
                "moved",
                "plugged",
                "cleaned",
                "descaled",
                "replaced",
                "a reset",
                "spamordner",
                "neu gestartet",
                "gestartet",
                "gezogen",
                "geprueft",
                "gecheckt",
                "geleert",
                "getestet",
                "gewechselt",
                "getauscht",
                "versucht",
                "probiert",
                "nachgesehen",
                "nachgeschaut",
                "geschaut",
                "eingesteckt",
                "angeschlossen",
                "plugged in",
                "connected properly",
                "switched on",
                "reinstalled",
                "logging out",
                "another device",
                "different device",
                "anderen geraet",
                "anderes geraet",
                "off and on",
                "aus - und eingeschaltet",
                "up to date",
                "auf dem neuesten stand",
                "aktualisiert",
                "zurueckgesetzt",
                "entlueftet",
                "kontrolliert",
                "gereinigt",
                "looked in",
                "spam",
            ],
        )
    });
    let step = step.filter(|_| {
        !has(
            toks,
            whole,
            &[
                "anrufen",
                "erreichen",
                "kontaktiert",
                "angerufen",
                "contacted",
                "call us",
                "called us",
                "reach us",
                "rung us",
                "unsere app",
                "unsere neue*",
                "our app",
                "our new",
                "unser neue*",
                "unseren neue*",
                "our website",
                "unsere webseite",
                "unser portal",
                "unseren chat",
            ],
        )
    });
    if open { Some(range) } else { step }
}

#[cfg(test)]
mod tests;
