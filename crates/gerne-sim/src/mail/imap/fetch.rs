//! FETCH and UID FETCH.

use jiff::Timestamp;

use super::args::{Args, Bad};
use super::folders::flags_of;
use super::section::Section;
use super::session::{Outcome, Session};
use super::sets::Set;
use crate::mail::compose::zone;
use crate::mail::model::Filed;

/// What is asked of each mail.
enum Item {
    Uid,
    Flags,
    Date,
    Size,
    Body {
        section: Section,
        /// As the answer names it.
        name: String,
        peek: bool,
        /// First byte and how many.
        part: Option<(usize, usize)>,
    },
}

impl Session {
    pub(super) fn fetch(&mut self, args: &mut Args<'_>, by_uid: bool) -> Outcome {
        args.space()?;
        let set = Set::read(&args.set()?)?;
        args.space()?;
        let mut items = items(args)?;
        args.end()?;
        if by_uid && !items.iter().any(|item| matches!(item, Item::Uid)) {
            items.insert(0, Item::Uid);
        }
        let mails = self.mails_in(&set, by_uid)?;
        let reads = items.iter().any(|item| matches!(item, Item::Body { peek: false, .. }));
        for (number, uid) in mails {
            self.fetch_one(number, uid, &items, reads);
        }
        Ok("OK Fetch completed.".to_owned())
    }

    /// Client's number and UID of each mail in a set. Numbers that the client cannot know are `BAD`.
    pub(super) fn mails_in(&self, set: &Set, by_uid: bool) -> Result<Vec<(usize, u32)>, Bad> {
        let Some(selected) = &self.selected else { return Ok(Vec::new()) };
        let count = u32::try_from(selected.view.len()).unwrap_or(u32::MAX);
        if !by_uid && set.named_end().is_some_and(|end| end > count) {
            return Err(Bad::new("Invalid messageset"));
        }
        let largest = if by_uid { selected.largest_uid() } else { count };
        let numbered = (1_u32..).zip(&selected.view);
        let held = numbered
            .filter(|(number, (uid, _))| set.holds(if by_uid { *uid } else { *number }, largest));
        Ok(held.map(|(number, (uid, _))| (usize::try_from(number).unwrap_or(0), *uid)).collect())
    }

    fn fetch_one(&mut self, number: usize, uid: u32, items: &[Item], reads: bool) {
        let Some((name, writable, recent_from)) =
            self.selected.as_ref().map(|one| (one.name.clone(), one.writable, one.recent_from))
        else {
            return;
        };
        let seen_now = reads && writable && self.set_flag(&name, uid, "\\Seen");
        let Some(mail) = self.folder(&name, |folder| folder.mail(uid).cloned()).flatten() else {
            // Expunged meanwhile: the client hears of that by itself.
            return;
        };
        let mut out = format!("* {number} FETCH (").into_bytes();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            show(item, &mail, recent_from, &mut out);
        }
        if seen_now && !items.iter().any(|item| matches!(item, Item::Flags)) {
            out.extend_from_slice(format!(" FLAGS ({})", flags_of(&mail, recent_from)).as_bytes());
        }
        out.extend_from_slice(b")\r\n");
        self.out.extend_from_slice(&out);
        self.told(uid, mail.version);
    }

    fn set_flag(&self, folder: &str, uid: u32, flag: &str) -> bool {
        let changed = self.change(|state, at| {
            let mail = state.boxes[at].folder_mut(folder)?.mail_mut(uid)?;
            Some(mail.flag(flag, true))
        });
        changed.flatten() == Some(true)
    }

    /// The client knows this version of a mail now.
    pub(super) fn told(&mut self, uid: u32, version: u64) {
        let Some(selected) = &mut self.selected else { return };
        if let Some((_, known)) = selected.view.iter_mut().find(|(known, _)| *known == uid) {
            *known = version;
        }
    }
}

fn items(args: &mut Args<'_>) -> Result<Vec<Item>, Bad> {
    if args.peek() == Some(b'(') {
        let items = args.list(item)?;
        return if items.is_empty() { Err(Bad::new("nothing to fetch")) } else { Ok(items) };
    }
    let mut ahead = args.clone();
    let word = ahead.while_(|byte| byte.is_ascii_alphanumeric()).to_ascii_uppercase();
    if word == b"FAST" {
        *args = ahead;
        return Ok(vec![Item::Flags, Item::Date, Item::Size]);
    }
    Ok(vec![item(args)?])
}

fn item(args: &mut Args<'_>) -> Result<Item, Bad> {
    let word = args.while_(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    let word = String::from_utf8_lossy(word).to_ascii_uppercase();
    let whole = |section, peek| Item::Body { section, name: word.clone(), peek, part: None };
    Ok(match word.as_str() {
        "UID" => Item::Uid,
        "FLAGS" => Item::Flags,
        "INTERNALDATE" => Item::Date,
        "RFC822.SIZE" => Item::Size,
        "RFC822" => whole(Section::All, false),
        "RFC822.HEADER" => whole(Section::Header, true),
        "RFC822.TEXT" => whole(Section::Text, false),
        "BODY" | "BODY.PEEK" if args.peek() == Some(b'[') => {
            let section = Section::read(args)?;
            let part = if args.eat(b'<') {
                let from = args.number()?;
                args.expect(b'.')?;
                let count = args.number()?;
                args.expect(b'>')?;
                let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
                Some((size(from), size(count)))
            } else {
                None
            };
            let from = part.map_or_else(String::new, |(from, _)| format!("<{from}>"));
            let name = format!("{}{from}", section.name());
            Item::Body { section, name, peek: word == "BODY.PEEK", part }
        }
        _ => return Err(Bad(format!("unknown fetch item {word}"))),
    })
}

fn show(item: &Item, mail: &Filed, recent_from: u32, out: &mut Vec<u8>) {
    let text = match item {
        Item::Uid => format!("UID {}", mail.uid),
        Item::Flags => format!("FLAGS ({})", flags_of(mail, recent_from)),
        Item::Date => format!("INTERNALDATE \"{}\"", internal_date(mail.received)),
        Item::Size => format!("RFC822.SIZE {}", mail.raw.len()),
        Item::Body { section, name, part, .. } => {
            let mut bytes = section.of(&mail.raw);
            if let Some((from, count)) = part {
                bytes = bytes.into_iter().skip(*from).take(*count).collect();
            }
            out.extend_from_slice(format!("{name} {{{}}}\r\n", bytes.len()).as_bytes());
            out.extend_from_slice(&bytes);
            return;
        }
    };
    out.extend_from_slice(text.as_bytes());
}

/// `18-Nov-2026 15:23:04 +0100`, the day padded with a space.
fn internal_date(at: Timestamp) -> String {
    at.to_zoned(zone()).strftime("%e-%b-%Y %H:%M:%S %z").to_string()
}
