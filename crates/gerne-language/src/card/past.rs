//! What was done, told in English: by the form of its verb, since no list holds all verbs.

use std::ops::Range;

use crate::{
    clause::has,
    lex::{Kind, Tok},
    rows::TROUBLE,
};

/// Pasts that do not end in `-ed`; each is its own participle, or stands beside it.
const IRREGULAR: &[&str] = &[
    "put",
    "sent",
    "made",
    "took",
    "taken",
    "gave",
    "given",
    "got",
    "set",
    "ran",
    "run",
    "found",
    "spoke",
    "spoken",
    "wrote",
    "written",
    "rang",
    "rung",
    "brought",
    "built",
    "cut",
    "dealt",
    "did",
    "done",
    "drawn",
    "drove",
    "fed",
    "fit",
    "held",
    "kept",
    "laid",
    "left",
    "lent",
    "moved",
    "paid",
    "rebuilt",
    "redone",
    "redid",
    "resent",
    "reset",
    "rewrote",
    "shut",
    "split",
    "stuck",
    "swept",
    "told",
    "went",
    "withdrew",
    "withdrawn",
    "wound",
    "chose",
    "chosen",
    "went",
    "begun",
    "began",
    "hung",
    "undone",
    "undid",
    "bled",
    "wiped",
];
/// What is said, felt and lived through, which is no deed.
const SAID: &[&str] = &[
    "entitled",
    "covered",
    "insured",
    "backed",
    "damaged",
    "cracked",
    "scratched",
    "flagged",
    "included",
    "required",
    "limited",
    "scanned",
    "supposed",
    "confused",
    "satisfied",
    "relieved",
    "surprised",
    "dropped",
    "tripped",
    "leaked",
    "smelled",
    "declined",
    "refused",
    "received",
    "noticed",
    "promised",
    "agreed",
    "replied",
    "worried",
    "based",
    "attached",
    "advised",
    "informed",
    "mentioned",
    "explained",
    "apologised",
    "apologized",
    "wanted",
    "needed",
    "hoped",
    "answered",
    "listed",
    "expected",
    "indeed",
    "delayed",
    "stated",
    "wished",
    "tired",
    "interested",
    "told",
    "left",
    "missed",
    "failed",
    "disappointed",
    "concerned",
    "happened",
    "appeared",
    "seemed",
    "stopped",
    "waited",
    "started",
    "used",
    "tried",
    "supposed",
    "allowed",
    "annoyed",
    "sorted",
    "pleased",
    "charged",
    "believed",
    "liked",
    "loved",
    "feared",
    "assumed",
    "realised",
    "realized",
    "understood",
    "arrived",
    "turned",
    "ended",
    "lived",
    "stayed",
    "passed",
    "hundred",
    "feed",
    "speed",
    "exceed",
    "proceed",
    "succeed",
    "red",
    "bed",
    "shed",
    "seed",
    "weed",
];

/// What befalls a thing, and nobody of ours does.
const SUFFERED: &[&str] = &[
    "perished",
    "cracked",
    "damaged",
    "smashed",
    "scratched",
    "dented",
    "jammed",
    "corroded",
    "seized",
    "rejected",
    "declined",
    "expired",
    "tripped",
    "leaked",
    "soaked",
    "warped",
    "rusted",
    "collapsed",
    "crashed",
    "flooded",
    "burnt",
    "burned",
    "melted",
    "snapped",
    "bounced",
    "vanished",
    "disappeared",
    "located",
    "mortified",
    "ashamed",
    "embarrassed",
    "surprised",
    "shocked",
    "thrilled",
    "delighted",
    "satisfied",
    "confused",
    "frustrated",
    "relieved",
    "gutted",
    "booted",
    "dropped",
    "collected",
    "picked",
];

/// A word that tells what was done.
pub(super) fn is_deed(word: &str) -> bool {
    !SAID.contains(&word)
        && !SUFFERED.contains(&word)
        && (word.len() >= 5 && word.ends_with("ed") && !word.ends_with("eed")
            || IRREGULAR.contains(&word))
}

/// One of these names did it: a word for what was done stands close behind.
pub(super) fn by(toks: &[Tok<'_>], piece: &Range<usize>, who: &[&str]) -> bool {
    let ends = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            tok.is_any(&[
                "will", "can", "could", "would", "should", "if", "be", "am", "are", "to", "you",
                "that", "not",
            ]) || tok.plain.ends_with("n't")
        })
    };
    // "I'm mortified" tells how somebody feels.
    let is = |at: &usize| {
        toks.get(*at).is_some_and(|tok| tok.plain.ends_with("'m") || tok.plain.ends_with("'re"))
    };
    piece.clone().filter(|at| has(toks, &(*at..at + 1), who) && !is(at)).any(|at| {
        let person = has(toks, &(at..at + 1), &["i", "we", "i've", "we've"]);
        let between = |at: &usize| {
            !ends(*at)
                && (!person
                    || toks.get(*at).is_some_and(|tok| {
                        is_deed(&tok.plain)
                            || tok.plain.ends_with("ly")
                            || tok.is_sign('-')
                            || tok.is_any(&[
                                "re", "have", "had", "just", "now", "already", "also", "then",
                                "again", "since", "both",
                            ])
                    }))
        };
        (at + 1..piece.end.min(at + 5))
            .take_while(between)
            .any(|at| toks.get(at).is_some_and(|tok| tok.kind == Kind::Word && is_deed(&tok.plain)))
    })
}

/// What befell somebody: "locked out of her own rental".
pub(super) fn befallen(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const BEFELL: &[&str] = &[
        "locked out",
        "shut out",
        "cut off",
        "ripped off",
        "held up",
        "stranded",
        "trapped",
        "left without",
        "without heating",
        "without water",
        "charged twice",
        "billed twice",
        "charged for",
        "got charged",
        "got billed",
        "got locked",
    ];
    has(toks, piece, BEFELL)
}

/// Words that tell somebody to do it as well as that it was done: "Put the card back in".
const ALSO_BIDS: &[&str] =
    &["put", "set", "cut", "let", "read", "run", "shut", "split", "fit", "reset", "feed", "lent"];

/// Like [`bare`], where whoever reads it could be told to do it.
pub(super) fn told(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    let first = piece.clone().find(|at| toks.get(*at).is_some_and(|tok| tok.kind == Kind::Word));
    bare(toks, piece)
        && !first.is_some_and(|at| toks.get(at).is_some_and(|tok| tok.is_any(ALSO_BIDS)))
}

/// Nobody is named, and it begins with what was done: "Reset the boiler", "rang dispatch".
pub(super) fn bare(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const LEADS: &[&str] = &[
        "and", "then", "also", "already", "even", "just", "have", "has", "finally", "now", "so",
        "re",
    ];
    let first = piece.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| {
            tok.kind == Kind::Word
                && !tok.is_any(LEADS)
                && !(tok.plain.ends_with("ly") && tok.plain.len() > 4)
        })
    });
    first.is_some_and(|at| {
        let verb = toks.get(at).is_some_and(|tok| is_deed(&tok.plain));
        let what = toks.get(at + 1).filter(|_| at + 1 < piece.end);
        let spoke = toks.get(at).is_some_and(|tok| tok.is_any(&["spoke", "spoken", "talked"]));
        let turned = toks.get(at).is_some_and(|tok| tok.plain == "turned")
            && has(toks, &(at + 1..piece.end.min(at + 5)), &["on", "off", "up", "down"]);
        let verb = verb || turned;
        spoke || verb && what.is_none_or(|tok| !tok.is_any(&["by", "from", "since", "as", "when"]))
    })
}

/// Another of ours did it: "the manufacturer has accepted the claim".
pub(super) fn perfect(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const NOT_OURS: &[&str] = &[
        "you", "your", "he", "she", "it", "this", "that", "they", "who", "which", "if", "customer",
        "caller", "not", "nobody", "there", "once", "when", "never",
    ];
    let verb = piece.clone().skip(1).find(|at| {
        toks.get(*at).is_some_and(|tok| tok.is_any(&["has", "have"]))
            && (at + 1..piece.end.min(at + 3)).any(|at| {
                toks.get(at).is_some_and(|tok| tok.kind == Kind::Word && is_deed(&tok.plain))
            })
    });
    verb.is_some_and(|verb| !has(toks, &(piece.start..verb), NOT_OURS))
}

/// What a report tells as done, without who did it and without a verb that helps: "Meter pinged
/// remotely", "refund sent by bank transfer".
pub(super) fn reported(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const OTHERS: &[&str] = &[
        "i", "we", "he", "she", "it", "they", "you", "who", "which", "that", "customer", "caller",
        "not", "no", "never", "to", "be", "is", "was", "are", "were", "has", "had", "have", "will",
        "if", "when", "wants", "asked", "says", "said",
    ];
    // These have another participle, or tell of the thing itself.
    const PASTS: &[&str] = &[
        "went", "took", "gave", "ran", "did", "drew", "drove", "spoke", "wrote", "rang", "chose",
        "withdrew", "redid", "undid", "rewrote", "began", "held", "run", "got",
    ];
    let deed = piece.clone().skip(1).find(|at| {
        toks.get(*at)
            .is_some_and(|tok| tok.kind == Kind::Word && is_deed(&tok.plain) && !tok.is_any(PASTS))
            || secures(toks, *at).is_some()
    });
    deed.is_some_and(|at| {
        !has(toks, &(piece.start..at), OTHERS)
            && !goes_wrong(toks, piece, secures(toks, at))
            && toks.get(at - 1).is_some_and(|tok| tok.kind == Kind::Word && tok.plain.len() > 2)
    })
}

/// What is shut by us so that no harm comes: "Card blocked", "supply isolated".
fn secures(toks: &[Tok<'_>], at: usize) -> Option<usize> {
    const SHUT: &[&str] = &[
        "blocked",
        "locked",
        "frozen",
        "suspended",
        "stopped",
        "paused",
        "closed",
        "isolated",
        "cancelled",
        "canceled",
        "disconnected",
        "disabled",
        "deactivated",
        "withheld",
        "barred",
    ];
    const WHAT: &[&str] = &[
        "card",
        "cards",
        "account",
        "accounts",
        "sim",
        "line",
        "number",
        "numbers",
        "payment",
        "payments",
        "order",
        "access",
        "debit",
        "supply",
        "gas",
        "water",
        "transfer",
        "login",
        "phone",
        "device",
        "transaction",
        "transactions",
        "collection",
        "dunning",
        "reminders",
        "membership",
        "subscription",
        "contract",
        "policy",
        "invoice",
        "fee",
        "fees",
    ];
    let shut = toks.get(at).is_some_and(|tok| tok.is_any(SHUT));
    let before = at.checked_sub(1).and_then(|at| toks.get(at));
    (shut && before.is_some_and(|tok| tok.is_any(WHAT))).then_some(at)
}

/// Whether trouble is told: how often something was done is none, nor what was shut at `but`.
pub(super) fn goes_wrong(toks: &[Tok<'_>], piece: &Range<usize>, but: Option<usize>) -> bool {
    let mut from = piece.start;
    while let Some(found) = TROUBLE.find(toks, &(from..piece.end)) {
        let often = toks.get(found.start).is_some_and(|tok| tok.plain == "twice");
        if found.len() > 1 || !often && but != Some(found.start) {
            return true;
        }
        from = found.end;
    }
    false
}

/// It was done to something: "your account is unlocked", "the refund's gone through".
pub(super) fn passive(toks: &[Tok<'_>], piece: &Range<usize>) -> bool {
    const BE: &[&str] = &["is", "are", "was", "were", "been", "'s"];
    let deed = |at: usize| {
        toks.get(at).is_some_and(|tok| {
            tok.kind == Kind::Word
                && (is_deed(&tok.plain) && tok.plain != "done" || tok.plain == "gone")
        })
    };
    let verb = piece.clone().find(|at| {
        toks.get(*at).is_some_and(|tok| tok.is_any(BE) || tok.plain.ends_with("'s"))
            && (at + 1..piece.end.min(at + 3)).any(deed)
    });
    verb.is_some_and(|verb| {
        !has(
            toks,
            &(piece.start..verb + 2),
            &["you", "if", "not", "will", "i'm", "i", "he", "she", "he's", "she's", "let's"],
        ) && !has(toks, piece, &["not", "to be"])
    })
}
