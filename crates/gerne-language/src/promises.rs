//! What an agent's text promises, by when, and how firmly; and what a customer says was promised.
//!
//! A part of a sentence promises where we, our staff or somebody for us will do something, or the
//! customer will get something from us. Requests, questions, the past, what is negated, what depends
//! on the customer, and how things are in general promise nothing.

use std::ops::Range;

use crate::{
    clause::{self, Piece, has, row},
    lex::{Kind as TokKind, Tok, lex},
    rows::{
        COMMIT, COMMIT_TIMED, DEPENDS, NEXT_WORD, OUTCOME_FOR, OUTCOME_VERBS, QUOTES, SOFT,
        STATIVE, UNBOUND, VISITOR, VISITS,
    },
    when::{self, Bound, Context, Due, Grain, Kind, When},
};

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromiseKind {
    /// Something will be done or come.
    Result,
    /// They will hear from us.
    NextWord,
    /// Somebody comes to them.
    Visit,
}

/// How firmly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Firmness {
    /// `wir rufen an`
    Firm,
    /// `sollte`, `voraussichtlich`
    Soft,
    /// No time can be read: `sobald wir mehr wissen`, `zeitnah`.
    Open,
}

/// A promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// What is promised.
    pub kind: PromiseKind,
    /// How firmly.
    pub firmness: Firmness,
    /// By when.
    pub due: Option<Due>,
    /// The bytes of the sentence's part.
    pub span: Range<usize>,
    /// The bytes of the words that say when.
    pub when: Option<Range<usize>>,
    /// The bytes of the words that bind.
    pub because: Range<usize>,
    /// The bytes of a time that is none: `zeitnah`.
    pub vague: Option<Range<usize>>,
}

/// All promises of an agent's text, in order.
pub fn find(text: &str, context: &Context<'_>) -> Vec<Promise> {
    let toks = lex(text);
    let whens = when::find_in(&toks, context);
    let mut found: Vec<Promise> = Vec::new();
    for sentence in clause::sentences(&toks) {
        if sentence.end == Some('?') || depends(&toks, &sentence.toks) {
            continue;
        }
        let mut open_time: Vec<&When> = Vec::new();
        let mut bound = Vec::new();
        for part in parts(&toks, &sentence) {
            let inside: Vec<&When> =
                whens.iter().filter(|when| part.contains(&when.toks.start)).collect();
            match binds(&toks, &part, &sentence, &inside) {
                Some(because) => bound.push((part, because, inside)),
                // A time beside the promise: „Termin: Freitag, 10 Uhr. …, der Kollege kommt“.
                None if !UNBOUND.any(&toks, &part) && !is_over(&toks, &part) => {
                    open_time.extend(inside);
                }
                None => {}
            }
        }
        for (part, because, inside) in bound {
            let due = due(&inside, context).or_else(|| due(&open_time, context));
            found.extend(promise(&toks, &part, &because, due));
        }
    }
    found
}

/// Nothing binds us before the customer does something.
fn depends(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    DEPENDS.any(toks, sentence)
}

/// Parts of a sentence; „und“ parts two that both bind or where only one does.
fn parts(toks: &[Tok<'_>], sentence: &Piece) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in glued(toks, clause::parts(toks, sentence)) {
        let mut start = piece.start;
        for at in piece.clone() {
            let joins = toks.get(at).is_some_and(|tok| tok.is_any(&["und", "and", "then", "&"]));
            let binding =
                |range: &Range<usize>| COMMIT.any(toks, range) || COMMIT_TIMED.any(toks, range);
            if joins
                && at > start
                && (binding(&(at + 1..piece.end)) && binds_or_breaks(toks, &(start..at)))
            {
                found.push(start..at);
                start = at + 1;
            }
        }
        found.push(start..piece.end);
    }
    found
}

fn binds_or_breaks(toks: &[Tok<'_>], range: &Range<usize>) -> bool {
    range.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)))
        || COMMIT.any(toks, range)
        || COMMIT_TIMED.any(toks, range)
        || UNBOUND.any(toks, range)
        || STATIVE.any(toks, range)
}

/// A part that only holds a time belongs to the one before it: „am Donnerstag, den 12. März, …“.
fn glued(toks: &[Tok<'_>], pieces: Vec<Piece>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let verbless =
            !piece.toks.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)));
        let short = piece.toks.len() <= 9
            && verbless
            && !COMMIT.any(toks, &piece.toks)
            && !COMMIT_TIMED.any(toks, &piece.toks);
        match found.last_mut() {
            Some(last) if short && last.end + 1 >= piece.toks.start => last.end = piece.toks.end,
            _ => found.push(piece.toks),
        }
    }
    // And one at the beginning belongs to the one behind it.
    if found.len() > 1
        && let Some(first) = found.first().cloned()
        && !first.clone().any(|at| toks.get(at).is_some_and(|tok| is_verb(&tok.plain)))
        && first.len() <= 8
        && !UNBOUND.any(toks, &first)
        && let Some(second) = found.get_mut(1)
    {
        second.start = first.start;
        found.remove(0);
    }
    found
}

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "ist"
            | "sind"
            | "wird"
            | "werden"
            | "hat"
            | "haben"
            | "habe"
            | "kann"
            | "koennen"
            | "muss"
            | "war"
            | "wurde"
            | "kommt"
            | "geht"
            | "melden"
            | "melde"
            | "soll"
            | "sollte"
            | "moechten"
            | "gilt"
            | "bitte"
            | "is"
            | "are"
            | "was"
            | "will"
            | "have"
            | "has"
            | "can"
            | "please"
            | "be"
            | "been"
            | "we'll"
            | "i'll"
            | "you'll"
            | "it's"
            | "i've"
            | "we've"
            | "were"
            | "did"
            | "need"
            | "tut"
            | "liegt"
            | "steht"
            | "erreichen"
            | "danke"
            | "thanks"
            | "sorry"
    )
}

/// The words by which this part binds us.
fn binds(
    toks: &[Tok<'_>],
    part: &Range<usize>,
    sentence: &Piece,
    inside: &[&When],
) -> Option<Range<usize>> {
    if let Some(word) = UNBOUND.find(toks, part) {
        // „Please be assured we will …“, „don't worry we'll …“, „das Paket von gestern liefern wir …“
        let mild = toks.get(word.start).is_some_and(|tok| {
            tok.is_any(&["please", "don't", "gestern", "yesterday", "bitte", "vorgestern"])
        });
        let after = word.end..part.end;
        let still = mild
            && UNBOUND.find(toks, &after).is_none()
            && COMMIT.find(toks, &after).is_some_and(|found| {
                has(toks, &found, &["we", "i", "we'll", "i'll", "wir", "ich", "you'll"])
            });
        if !still {
            return None;
        }
    }
    let first = toks.get(part.start)?;
    // Somebody is asked to do it.
    if first.is_any(&[
        "bitte", "please", "kindly", "wenn", "falls", "if", "ob", "whether", "dass", "that",
        "weil", "because",
    ]) || first.is_any(&["unless"])
    {
        return None;
    }
    let timed = inside.iter().any(|when| is_ahead(when))
        || sentence_time(toks, sentence)
        || when_vague(toks, &sentence.toks);
    let sure = COMMIT.find(toks, part);
    let found = sure
        .or_else(|| COMMIT_TIMED.find(toks, part).filter(|_| timed))
        .or_else(|| outcome(toks, part).filter(|_| inside.iter().any(|when| dated(when))))?;
    let ours = has(
        toks,
        &found,
        &[
            "wir", "ich", "we'll", "i'll", "we", "i", "ihnen", "dir", "mich", "uns", "you'll",
            "melde", "melden", "meld",
        ],
    );
    if !ours && STATIVE.any(toks, part)
        || ours
            && has(
                toks,
                part,
                &[
                    "geoeffnet",
                    "opening hours",
                    "fuer sie da",
                    "erreichbar",
                    "jederzeit",
                    "immer fuer",
                    "always here",
                    "here for you",
                ],
            )
    {
        return None;
    }
    // „wir“ behind another who acts, „der Vertrag wird“ …: the perfect is over.
    (!is_over(toks, part)).then_some(found)
}

/// The perfect: somebody did it already.
fn is_over(toks: &[Tok<'_>], part: &Range<usize>) -> bool {
    let planned = has(toks, part, &["wollen", "werden", "moechten", "will", "want", "hope", "aim"]);
    let perfect = !planned
        && has(toks, part, &["habe", "haben", "hab", "have", "i've", "we've", "has"])
        && row(
            toks,
            part,
            &[
                "haben sie",
                "sie haben",
                "hast du",
                "you have",
                "you'll have",
                "will have",
                "you should have",
                "have it",
                "have this",
                "have your",
                "have an",
                "have a",
                "have the",
                "werden wir haben",
                "have someone",
            ],
        )
        .is_none();
    perfect && part.clone().any(|at| toks.get(at).is_some_and(|tok| participle(tok)))
}

/// A time that lies ahead and can be met.
fn dated(when: &When) -> bool {
    !matches!(when.bound, Some(Bound::Since | Bound::After))
        && !matches!(when.kind, Kind::Duration | Kind::Now)
}

/// Something happens for the customer, or is well again: a promise where a time stands beside it.
fn outcome(toks: &[Tok<'_>], part: &Range<usize>) -> Option<Range<usize>> {
    if STATIVE.any(toks, part) {
        return None;
    }
    let happens = OUTCOME_VERBS.find(toks, part)?;
    OUTCOME_FOR.any(toks, part).then_some(happens)
}

fn participle(tok: &Tok<'_>) -> bool {
    let word = tok.plain.as_str();
    tok.kind == TokKind::Word
        && ((word.starts_with("ge") || word.contains("ge") && word.len() > 7)
            && (word.ends_with('t') || word.ends_with("en"))
            && word.len() > 5
            || word.ends_with("iert")
            || word.ends_with("ed") && word.len() > 4
            || matches!(
                word,
                "sent"
                    | "made"
                    | "done"
                    | "spoken"
                    | "taken"
                    | "found"
                    | "veranlasst"
                    | "erstattet"
                    | "ueberwiesen"
                    | "beauftragt"
                    | "verschickt"
                    | "versendet"
                    | "erledigt"
                    | "bestellt"
                    | "put"
                    | "got"
            ))
}

/// Some part of the sentence names a time ahead.
fn sentence_time(toks: &[Tok<'_>], sentence: &Piece) -> bool {
    has(
        toks,
        &sentence.toks,
        &[
            "heute",
            "morgen",
            "uebermorgen",
            "today",
            "tomorrow",
            "tonight",
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonnabend",
            "sonntag",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "spaetestens",
        ],
    )
}

fn when_vague(toks: &[Tok<'_>], sentence: &Range<usize>) -> bool {
    has(
        toks,
        sentence,
        &[
            "zeitnah",
            "schnellstmoeglich",
            "umgehend",
            "sobald",
            "so bald",
            "demnaechst",
            "in kuerze",
            "bald",
            "shortly",
            "soon",
            "asap",
            "as soon as",
            "in den naechsten",
            "unverzueglich",
            "schnellstens",
            "in due course",
            "over the next",
            "in the next",
            "promptly",
        ],
    )
}

fn is_ahead(when: &When) -> bool {
    !matches!(when.bound, Some(Bound::Since | Bound::After | Bound::From))
        && when.kind != Kind::Duration
}

/// The deadline of the times in one part: a day and a time of day that stand apart are one.
fn due(whens: &[&When], context: &Context<'_>) -> Option<(Due, Range<usize>)> {
    let now = context.now.datetime();
    let ahead = |when: &&&When| {
        is_ahead(when) && when.to >= now && when.kind != Kind::Now && !is_far(when, now)
    };
    let first = whens.iter().filter(ahead).enumerate().filter_map(|(n, when)| {
        // „heute oder spätestens morgen“: the later word counts.
        let last_word = n > 0
            && when.bound == Some(Bound::By)
            && when.time().is_none()
            && matches!(when.kind, Kind::Date | Kind::Part | Kind::Period);
        (n == 0 || last_word).then_some(when)
    });
    let Some(first) = first.last() else { return beginning(whens, context) };
    let mut due = first.due()?;
    let mut span = first.whole.clone();
    for other in whens.iter().filter(ahead).filter(|other| other.toks != first.toks) {
        let Some(second) = other.due() else { continue };
        let timed = |when: &When| {
            matches!(when.kind, Kind::Time)
                || when.kind == Kind::Interval && when.grain == Grain::Minute
        };
        match (due.time, second.time) {
            (None, Some(time)) if timed(other) && due.grain <= Grain::Day => {
                due = Due { date: due.date, time: Some(time), grain: Grain::Minute };
            }
            (Some(time), None) if timed(first) && second.grain <= Grain::Day => {
                due = Due { date: second.date, time: Some(time), grain: Grain::Minute };
            }
            _ => continue,
        }
        span = span.start.min(other.whole.start)..span.end.max(other.whole.end);
        break;
    }
    Some((due, span))
}

/// A date without a year that was meant as the last one: nobody promises for in ten months.
fn is_far(when: &When, now: jiff::civil::DateTime) -> bool {
    when.dated
        && when.from.date().year() > now.date().year()
        && when.kind == Kind::Date
        && now.date().until(when.from.date()).is_ok_and(|span| span.get_days() > 240)
}

/// „Ab morgen 8 Uhr läuft es wieder“: due when it begins.
fn beginning(whens: &[&When], context: &Context<'_>) -> Option<(Due, Range<usize>)> {
    let now = context.now.datetime();
    let when = whens.iter().find(|when| when.bound == Some(Bound::From) && when.from >= now)?;
    let time = when.time();
    let grain = if time.is_some() { Grain::Minute } else { Grain::Day };
    Some((Due { date: when.from.date(), time, grain }, when.whole.clone()))
}

fn promise(
    toks: &[Tok<'_>],
    part: &Range<usize>,
    because: &Range<usize>,
    due: Option<(Due, Range<usize>)>,
) -> Option<Promise> {
    let bytes = |range: &Range<usize>| {
        Some(toks.get(range.start)?.start..toks.get(range.end.checked_sub(1)?)?.end)
    };
    let soft = SOFT.any(toks, part);
    let (due, when) = due.map_or((None, None), |(due, span)| (Some(due), Some(span)));
    let firmness = match (due, soft) {
        (None, _) => Firmness::Open,
        (Some(_), true) => Firmness::Soft,
        (Some(_), false) => Firmness::Firm,
    };
    let vague = row(
        toks,
        part,
        &[
            "zeitnah",
            "zeitnahe",
            "schnellstmoeglich",
            "umgehend",
            "so bald wie moeglich",
            "so schnell wie moeglich",
            "in kuerze",
            "demnaechst",
            "bald",
            "shortly",
            "soon",
            "asap",
            "as soon as possible",
            "in den naechsten tagen",
            "in the next few days",
        ],
    );
    Some(Promise {
        kind: kind(toks, part),
        firmness,
        due,
        span: bytes(part)?,
        when,
        because: bytes(because)?,
        vague: vague.and_then(|range| bytes(&range)),
    })
}

fn kind(toks: &[Tok<'_>], part: &Range<usize>) -> PromiseKind {
    let visitor = VISITOR.any(toks, part);
    let comes = VISITS.any(toks, part);
    let word = NEXT_WORD.any(toks, part);
    match (visitor && comes, word) {
        (true, false) => PromiseKind::Visit,
        (_, true) => PromiseKind::NextWord,
        _ => PromiseKind::Result,
    }
}

/// What a customer says we promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The bytes of the sentence.
    pub span: Range<usize>,
    /// By when it should have been.
    pub due: Option<Due>,
    /// They say that it was not kept, or its time is over.
    pub broken: bool,
}

/// Promises of ours that a customer's text quotes.
pub fn quoted(text: &str, context: &Context<'_>) -> Vec<Quoted> {
    let toks = lex(text);
    let whens = when::find_in(&toks, context);
    let mut found = Vec::new();
    for sentence in clause::sentences(&toks) {
        let whole = &sentence.toks;
        let told = QUOTES.any(&toks, whole);
        if !told {
            continue;
        }
        let Some(span) = toks
            .get(whole.start)
            .and_then(|first| Some(first.start..toks.get(whole.end.checked_sub(1)?)?.end))
        else {
            continue;
        };
        let inside = whens.iter().filter(|when| {
            whole.contains(&when.toks.start) && !matches!(when.kind, Kind::Duration | Kind::Now)
        });
        let due = inside.clone().find_map(When::due);
        let denied = has(
            &toks,
            whole,
            &[
                "nicht",
                "nichts",
                "nie",
                "kein*",
                "niemand",
                "nobody",
                "nothing",
                "not",
                "never",
                "no one",
                "didn't",
                "hasn't",
                "haven't",
                "still",
                "immer noch",
                "vergeblich",
                "aber",
                "but",
                "wo bleibt",
            ],
        );
        let late = due.is_some_and(|due| {
            due.date < context.now.date()
                || due.date == context.now.date()
                    && due.time.is_some_and(|time| time < context.now.time())
        });
        found.push(Quoted { span, due, broken: denied || late });
    }
    found
}

#[cfg(test)]
mod tests;
