//! LIST, STATUS, SELECT, EXAMINE, CREATE, and what is new in the selected folder.

use super::args::{Args, Bad, shown};
use super::session::{Outcome, Session, ok};
use crate::mail::model::{Filed, Folder, same_folder};

/// The folder that a client has open, as that client knows it.
pub(super) struct Selected {
    pub(super) name: String,
    validity: u32,
    pub(super) writable: bool,
    /// UID and version of each mail that the client was told of; the place is its number.
    pub(super) view: Vec<(u32, u64)>,
    /// From this UID on mails are `\Recent` here.
    pub(super) recent_from: u32,
}

impl Selected {
    pub(super) fn largest_uid(&self) -> u32 {
        self.view.last().map_or(0, |(uid, _)| *uid)
    }
}

const FLAGS: &str = "\\Answered \\Flagged \\Deleted \\Seen \\Draft";

impl Session {
    pub(super) fn list(&mut self, args: &mut Args<'_>, name: &str) -> Outcome {
        args.space()?;
        let mut only_special = false;
        if args.peek() == Some(b'(') {
            let options = args.list(Args::atom)?;
            only_special = options.iter().any(|one| one.eq_ignore_ascii_case("SPECIAL-USE"));
            args.space()?;
        }
        let reference = args.text()?;
        args.space()?;
        let pattern = args.pattern()?;
        if args.eat(b' ') {
            // RETURN (SPECIAL-USE): given anyway.
            args.atom()?;
            args.space()?;
            args.list(Args::atom)?;
        }
        args.end()?;
        if pattern.is_empty() {
            self.untagged(&format!("{name} (\\Noselect) \"/\" \"\""));
            return Ok("OK List completed.".to_owned());
        }
        let wanted = format!("{reference}{pattern}");
        let special = self.has("SPECIAL-USE");
        let rows = self.postbox(|postbox| {
            let row = |folder: &Folder| {
                let mut flags = vec!["\\HasNoChildren"];
                flags.extend(folder.special.filter(|_| special));
                format!("{name} ({}) \"/\" {}", flags.join(" "), shown(&folder.name))
            };
            let folders = postbox.folders.iter();
            folders
                .filter(|one| {
                    matches(&wanted, &one.name) && (!only_special || one.special.is_some())
                })
                .map(row)
                .collect::<Vec<_>>()
        });
        for row in rows.unwrap_or_default() {
            self.untagged(&row);
        }
        Ok("OK List completed.".to_owned())
    }

    pub(super) fn status(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        let name = args.text()?;
        args.space()?;
        let items = args.list(Args::atom)?;
        args.end()?;
        let figures = self.folder(&name, |folder| {
            let figure = |item: &String| {
                let item = item.to_ascii_uppercase();
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let value = match item.as_str() {
                    "MESSAGES" => count(folder.mails.len()),
                    "RECENT" => recent(folder, folder.recent_from),
                    "UIDNEXT" => folder.uidnext,
                    "UIDVALIDITY" => folder.uidvalidity,
                    "UNSEEN" => count(folder.mails.iter().filter(|one| !one.has("\\Seen")).count()),
                    _ => return Err(Bad(format!("unknown status item {item}"))),
                };
                Ok(format!("{item} {value}"))
            };
            items.iter().map(figure).collect::<Result<Vec<_>, _>>()
        });
        let Some(figures) = figures else { return Ok(no_folder()) };
        self.untagged(&format!("STATUS {} ({})", shown(&name), figures?.join(" ")));
        Ok("OK Status completed.".to_owned())
    }

    pub(super) fn select(&mut self, args: &mut Args<'_>, writable: bool) -> Outcome {
        args.space()?;
        let name = args.text()?;
        args.end()?;
        // Whatever comes of it, the old one is closed.
        self.selected = None;
        let opened = self.change(|state, at| {
            let folder = state.boxes[at].folder_mut(&name)?;
            let recent_from = folder.recent_from;
            if writable {
                folder.recent_from = folder.uidnext;
            }
            let selected = Selected {
                name: folder.name.clone(),
                validity: folder.uidvalidity,
                writable,
                view: folder.mails.iter().map(|mail| (mail.uid, mail.version)).collect(),
                recent_from,
            };
            let unseen = folder.mails.iter().position(|mail| !mail.has("\\Seen"));
            Some((selected, recent(folder, recent_from), unseen, folder.uidnext))
        });
        let Some((selected, recent, unseen, uidnext)) = opened.flatten() else {
            return Ok(no_folder());
        };
        self.untagged(&format!("FLAGS ({FLAGS})"));
        let permanent = if writable { format!("{FLAGS} \\*") } else { String::new() };
        self.untagged(&format!("OK [PERMANENTFLAGS ({permanent})] Flags permitted."));
        self.untagged(&format!("{} EXISTS", selected.view.len()));
        self.untagged(&format!("{recent} RECENT"));
        if let Some(unseen) = unseen {
            self.untagged(&format!("OK [UNSEEN {}] First unseen.", unseen + 1));
        }
        self.untagged(&format!("OK [UIDVALIDITY {}] UIDs valid", selected.validity));
        self.untagged(&format!("OK [UIDNEXT {uidnext}] Predicted next UID"));
        self.selected = Some(selected);
        let (code, name) =
            if writable { ("READ-WRITE", "Select") } else { ("READ-ONLY", "Examine") };
        Ok(format!("OK [{code}] {name} completed."))
    }

    pub(super) fn create(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        let name = args.text()?;
        let name = name.trim_end_matches('/');
        let made = self.change(|state, at| {
            let validity = state.fresh_validity();
            if state.boxes[at].folder(name).is_some() {
                return false;
            }
            state.boxes[at].add_folder(name, validity);
            true
        });
        if made == Some(true) {
            ok(args, "Create completed.")
        } else {
            Ok("NO [ALREADYEXISTS] Mailbox already exists".to_owned())
        }
    }

    /// Tells what changed in the selected folder since the client was last told.
    pub(super) fn news(&mut self, may_expunge: bool) {
        let Some(mut selected) = self.selected.take() else { return };
        let name = selected.name.clone();
        let lines = self.folder(&name, |folder| news(&mut selected, folder, may_expunge)).flatten();
        match lines {
            Some(lines) => {
                for line in lines {
                    self.untagged(&line);
                }
                self.selected = Some(selected);
            }
            None => self.bye("IMAP session state is inconsistent, please relogin."),
        }
    }
}

/// `None` when the folder is no longer the one that was opened.
fn news(selected: &mut Selected, folder: &Folder, may_expunge: bool) -> Option<Vec<String>> {
    if folder.uidvalidity != selected.validity {
        return None;
    }
    let mut lines = Vec::new();
    if may_expunge {
        for at in (0..selected.view.len()).rev() {
            if selected.view.get(at).is_some_and(|(uid, _)| folder.mail(*uid).is_none()) {
                selected.view.remove(at);
                lines.push(format!("{} EXPUNGE", at + 1));
            }
        }
    }
    let recent_from = selected.recent_from;
    for (at, (uid, version)) in selected.view.iter_mut().enumerate() {
        if let Some(mail) = folder.mail(*uid).filter(|mail| mail.version != *version) {
            *version = mail.version;
            let flags = flags_of(mail, recent_from);
            lines.push(format!("{} FETCH (UID {uid} FLAGS ({flags}))", at + 1));
        }
    }
    let last = selected.largest_uid();
    let new: Vec<(u32, u64)> = folder
        .mails
        .iter()
        .filter(|mail| mail.uid > last)
        .map(|mail| (mail.uid, mail.version))
        .collect();
    if !new.is_empty() {
        selected.view.extend(new);
        lines.push(format!("{} EXISTS", selected.view.len()));
        lines.push(format!("{} RECENT", recent(folder, recent_from)));
    }
    Some(lines)
}

pub(super) fn flags_of(mail: &Filed, recent_from: u32) -> String {
    let mut flags: Vec<&str> = mail.flags.iter().map(String::as_str).collect();
    if mail.uid >= recent_from {
        flags.push("\\Recent");
    }
    flags.join(" ")
}

fn recent(folder: &Folder, from: u32) -> u32 {
    let count = folder.mails.iter().filter(|mail| mail.uid >= from).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(super) fn no_folder() -> String {
    "NO [NONEXISTENT] Mailbox doesn't exist".to_owned()
}

/// `*` anything, `%` anything within one level.
fn matches(pattern: &str, name: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => name.is_empty(),
        Some(wild @ ('*' | '%')) => {
            let after = rest.as_str();
            let mut tail = name.chars();
            loop {
                if matches(after, tail.as_str()) {
                    return true;
                }
                match tail.next() {
                    None => return false,
                    Some('/') if wild == '%' => return false,
                    Some(_) => {}
                }
            }
        }
        Some(_) if same_folder("INBOX", pattern) && same_folder("INBOX", name) => true,
        Some(first) => {
            let mut tail = name.chars();
            tail.next() == Some(first) && matches(rest.as_str(), tail.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name, held) in [
            ("*", "a/b", true),
            ("%", "a/b", false),
            ("%", "Sent", true),
            ("S*", "Sent", true),
            ("S*", "Junk", false),
            ("inbox", "INBOX", true),
            ("a/%", "a/b", true),
        ] {
            assert_eq!(matches(pattern, name), held, "{pattern} on {name}");
        }
    }
}
