//! SEARCH and UID SEARCH (RFC 3501, 6.4.4).

use jiff::civil::Date;

use super::args::{Args, Bad};
use super::session::{Outcome, Session};
use super::sets::Set;
use crate::mail::compose::zone;
use crate::mail::model::Filed;
use crate::mail::read::{fields, head_of, header};

/// What a mail must be like.
enum Key {
    All,
    Numbers(Set),
    Uids(Set),
    Flag(String, bool),
    Recent(bool),
    New,
    /// Received, or written, in this range of days: from, and before.
    Received(Option<Date>, Option<Date>),
    Written(Option<Date>, Option<Date>),
    Larger(u32),
    Smaller(u32),
    Header(String, String),
    /// Anywhere, or (false) below the head only.
    Text(String, bool),
    Not(Box<Self>),
    Or(Box<Self>, Box<Self>),
    And(Vec<Self>),
}

/// What a key is tried against.
struct Candidate<'a> {
    mail: &'a Filed,
    number: u32,
    count: u32,
    largest_uid: u32,
    recent: bool,
}

impl Session {
    pub(super) fn search(&mut self, args: &mut Args<'_>, by_uid: bool) -> Outcome {
        args.space()?;
        let mut ahead = args.clone();
        if ahead.atom().is_ok_and(|word| word.eq_ignore_ascii_case("CHARSET")) {
            *args = ahead;
            args.space()?;
            let charset = args.text()?.to_ascii_uppercase();
            if charset != "UTF-8" && charset != "US-ASCII" {
                return Ok("NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset.".to_owned());
            }
            args.space()?;
        }
        let mut keys = vec![key(args)?];
        while args.eat(b' ') {
            keys.push(key(args)?);
        }
        args.end()?;
        let wanted = Key::And(keys);
        let Some(selected) = &self.selected else { return Err(Bad::new("No mailbox selected.")) };
        let count = u32::try_from(selected.view.len()).unwrap_or(u32::MAX);
        let found = self.folder(&selected.name, |folder| {
            let mut found = Vec::new();
            for (number, (uid, _)) in (1_u32..).zip(&selected.view) {
                let Some(mail) = folder.mail(*uid) else { continue };
                let candidate = Candidate {
                    mail,
                    number,
                    count,
                    largest_uid: selected.largest_uid(),
                    recent: *uid >= selected.recent_from,
                };
                if wanted.holds(&candidate) {
                    found.push(format!(" {}", if by_uid { *uid } else { number }));
                }
            }
            found.concat()
        });
        self.untagged(&format!("SEARCH{}", found.unwrap_or_default()));
        Ok("OK Search completed.".to_owned())
    }
}

fn key(args: &mut Args<'_>) -> Result<Key, Bad> {
    if args.peek() == Some(b'(') {
        return args.list(key).map(Key::And);
    }
    if args.peek().is_some_and(|byte| byte.is_ascii_digit() || byte == b'*') {
        return Ok(Key::Numbers(Set::read(&args.set()?)?));
    }
    // `*` is no part of an atom, so a set was taken above.
    let word = args.atom()?.to_ascii_uppercase();
    let flag = |name: &str, on: bool| Ok(Key::Flag(format!("\\{name}"), on));
    match word.as_str() {
        "ALL" => Ok(Key::All),
        "ANSWERED" => flag("Answered", true),
        "DELETED" => flag("Deleted", true),
        "DRAFT" => flag("Draft", true),
        "FLAGGED" => flag("Flagged", true),
        "SEEN" => flag("Seen", true),
        "UNANSWERED" => flag("Answered", false),
        "UNDELETED" => flag("Deleted", false),
        "UNDRAFT" => flag("Draft", false),
        "UNFLAGGED" => flag("Flagged", false),
        "UNSEEN" => flag("Seen", false),
        "RECENT" => Ok(Key::Recent(true)),
        "OLD" => Ok(Key::Recent(false)),
        "NEW" => Ok(Key::New),
        "UID" => {
            args.space()?;
            Ok(Key::Uids(Set::read(&args.set()?)?))
        }
        "KEYWORD" | "UNKEYWORD" => {
            args.space()?;
            Ok(Key::Flag(args.flag()?, word == "KEYWORD"))
        }
        "SINCE" | "BEFORE" | "ON" | "SENTSINCE" | "SENTBEFORE" | "SENTON" => {
            args.space()?;
            let day = date(&args.text()?)?;
            let next = day.tomorrow().map_err(|_| Bad::new("bad date"))?;
            let (from, before) = match word.trim_start_matches("SENT") {
                "SINCE" => (Some(day), None),
                "BEFORE" => (None, Some(day)),
                _ => (Some(day), Some(next)),
            };
            let sent = word.starts_with("SENT");
            Ok(if sent { Key::Written(from, before) } else { Key::Received(from, before) })
        }
        "LARGER" | "SMALLER" => {
            args.space()?;
            let size = args.number()?;
            Ok(if word == "LARGER" { Key::Larger(size) } else { Key::Smaller(size) })
        }
        "FROM" | "TO" | "CC" | "BCC" | "SUBJECT" => {
            args.space()?;
            Ok(Key::Header(word, lower(args)?))
        }
        "HEADER" => {
            args.space()?;
            let name = args.text()?;
            args.space()?;
            Ok(Key::Header(name, lower(args)?))
        }
        "TEXT" | "BODY" => {
            args.space()?;
            Ok(Key::Text(lower(args)?, word == "TEXT"))
        }
        "NOT" => {
            args.space()?;
            Ok(Key::Not(Box::new(key(args)?)))
        }
        "OR" => {
            args.space()?;
            let one = key(args)?;
            args.space()?;
            Ok(Key::Or(Box::new(one), Box::new(key(args)?)))
        }
        _ => Err(Bad(format!("unknown search key {word}"))),
    }
}

fn lower(args: &mut Args<'_>) -> Result<String, Bad> {
    Ok(args.text()?.to_lowercase())
}

/// `18-Nov-2026`
fn date(text: &str) -> Result<Date, Bad> {
    jiff::fmt::strtime::parse("%d-%b-%Y", text)
        .and_then(|read| read.to_date())
        .map_err(|_| Bad::new("bad date"))
}

impl Key {
    fn holds(&self, one: &Candidate<'_>) -> bool {
        let mail = one.mail;
        let within = |day: Option<Date>, from: &Option<Date>, before: &Option<Date>| {
            day.is_some_and(|day| {
                from.is_none_or(|from| day >= from) && before.is_none_or(|before| day < before)
            })
        };
        let size = u32::try_from(mail.raw.len()).unwrap_or(u32::MAX);
        match self {
            Self::All => true,
            Self::Numbers(set) => set.holds(one.number, one.count),
            Self::Uids(set) => set.holds(mail.uid, one.largest_uid),
            Self::Flag(flag, on) => mail.has(flag) == *on,
            Self::Recent(on) => one.recent == *on,
            Self::New => one.recent && !mail.has("\\Seen"),
            Self::Received(from, before) => {
                within(Some(mail.received.to_zoned(zone()).date()), from, before)
            }
            Self::Written(from, before) => {
                let written = header(&mail.raw, "Date");
                let day = written.and_then(|date| jiff::fmt::rfc2822::parse(&date).ok());
                within(day.map(|day| day.date()), from, before)
            }
            Self::Larger(bytes) => size > *bytes,
            Self::Smaller(bytes) => size < *bytes,
            Self::Header(name, words) => fields(&mail.raw).iter().any(|(known, value)| {
                known.eq_ignore_ascii_case(name) && value.to_lowercase().contains(words)
            }),
            Self::Text(words, head_too) => {
                let from = if *head_too { 0 } else { head_of(&mail.raw).len() };
                let text = mail.raw.get(from..).unwrap_or_default();
                String::from_utf8_lossy(text).to_lowercase().contains(words)
            }
            Self::Not(key) => !key.holds(one),
            Self::Or(left, right) => left.holds(one) || right.holds(one),
            Self::And(keys) => keys.iter().all(|key| key.holds(one)),
        }
    }
}
