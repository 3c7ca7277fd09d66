//! STORE, COPY, MOVE, EXPUNGE, APPEND.

use jiff::Timestamp;

use super::args::{Args, Bad};
use super::folders::{flags_of, no_folder};
use super::session::{Outcome, Session};
use super::sets::Set;
use crate::journal::{Effect, Via};

impl Session {
    pub(super) fn store(&mut self, args: &mut Args<'_>, by_uid: bool) -> Outcome {
        args.space()?;
        let set = Set::read(&args.set()?)?;
        args.space()?;
        let word = args.while_(|byte| byte.is_ascii_alphabetic() || b"+-.".contains(&byte));
        let word = String::from_utf8_lossy(word).to_ascii_uppercase();
        let (word, silent) =
            word.strip_suffix(".SILENT").map_or((word.as_str(), false), |w| (w, true));
        if !["FLAGS", "+FLAGS", "-FLAGS"].contains(&word) {
            return Err(Bad::new("expected FLAGS"));
        }
        args.space()?;
        let flags =
            if args.peek() == Some(b'(') { args.list(Args::flag)? } else { vec![args.flag()?] };
        args.end()?;
        let Some((name, writable, recent_from)) =
            self.selected.as_ref().map(|one| (one.name.clone(), one.writable, one.recent_from))
        else {
            return Err(Bad::new("No mailbox selected."));
        };
        if !writable {
            return Ok("NO [READ-ONLY] Mailbox is read-only.".to_owned());
        }
        for (number, uid) in self.mails_in(&set, by_uid)? {
            let stored = self.change(|state, at| {
                let mail = state.boxes[at].folder_mut(&name)?.mail_mut(uid)?;
                if word == "FLAGS" {
                    for old in mail.flags.clone() {
                        if !flags.iter().any(|new| new.eq_ignore_ascii_case(&old)) {
                            mail.flag(&old, false);
                        }
                    }
                }
                for flag in &flags {
                    mail.flag(flag, word != "-FLAGS");
                }
                Some((flags_of(mail, recent_from), mail.version))
            });
            let Some((shown, version)) = stored.flatten() else { continue };
            self.told(uid, version);
            if !silent {
                let uid = if by_uid { format!("UID {uid} ") } else { String::new() };
                self.untagged(&format!("{number} FETCH ({uid}FLAGS ({shown}))"));
            }
        }
        Ok("OK Store completed.".to_owned())
    }

    pub(super) fn copy(&mut self, args: &mut Args<'_>, by_uid: bool, moves: bool) -> Outcome {
        args.space()?;
        let set = Set::read(&args.set()?)?;
        args.space()?;
        let to = args.text()?;
        args.end()?;
        let uids: Vec<u32> = self.mails_in(&set, by_uid)?.into_iter().map(|(_, uid)| uid).collect();
        let Some((from, writable)) =
            self.selected.as_ref().map(|one| (one.name.clone(), one.writable))
        else {
            return Err(Bad::new("No mailbox selected."));
        };
        if moves && !writable {
            return Ok("NO [READ-ONLY] Mailbox is read-only.".to_owned());
        }
        let done = self.change(|state, at| {
            let validity = state.boxes[at].folder(&to)?.uidvalidity;
            let mut pairs = Vec::new();
            for uid in &uids {
                let Some(mail) =
                    state.boxes[at].folder(&from).and_then(|one| one.mail(*uid)).cloned()
                else {
                    continue;
                };
                let flags: Vec<String> = mail.flags.into_iter().collect();
                let folder = state.boxes[at].folder_mut(&to)?;
                let new = folder.put(&mail.id, mail.raw, mail.received, &flags);
                pairs.push((*uid, new));
            }
            if moves {
                let folder = state.boxes[at].folder_mut(&from)?;
                folder.mails.retain(|mail| !uids.contains(&mail.uid));
            }
            Some((validity, pairs))
        });
        let Some((validity, pairs)) = done.flatten() else {
            return Ok("NO [TRYCREATE] Mailbox doesn't exist".to_owned());
        };
        let word = if moves { "Move" } else { "Copy" };
        if pairs.is_empty() || !self.has("UIDPLUS") {
            return Ok(format!("OK {word} completed."));
        }
        let list = |which: fn(&(u32, u32)) -> u32| {
            pairs.iter().map(|pair| which(pair).to_string()).collect::<Vec<_>>().join(",")
        };
        let code = format!("[COPYUID {validity} {} {}]", list(|pair| pair.0), list(|pair| pair.1));
        if moves {
            // RFC 6851 4.3: told before the mails vanish.
            self.untagged(&format!("OK {code} Moved UIDs."));
            return Ok("OK Move completed.".to_owned());
        }
        Ok(format!("OK {code} Copy completed."))
    }

    pub(super) fn uid_expunge(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        let set = Set::read(&args.set()?)?;
        args.end()?;
        let uids: Vec<u32> = self.mails_in(&set, true)?.into_iter().map(|(_, uid)| uid).collect();
        self.expunge(Some(&uids), true);
        Ok("OK Expunge completed.".to_owned())
    }

    /// Removes what is `\Deleted` (of these, if named) and tells it, if wanted.
    pub(super) fn expunge(&mut self, only: Option<&[u32]>, tell: bool) {
        let Some((name, true)) = self.selected.as_ref().map(|one| (one.name.clone(), one.writable))
        else {
            return;
        };
        self.change(|state, at| {
            if let Some(folder) = state.boxes[at].folder_mut(&name) {
                let named = |uid: u32| only.is_none_or(|only| only.contains(&uid));
                folder.mails.retain(|mail| !(mail.has("\\Deleted") && named(mail.uid)));
            }
        });
        if tell {
            self.news(true);
        }
    }

    pub(super) fn append(&mut self, args: &mut Args<'_>) -> Outcome {
        args.space()?;
        let name = args.text()?;
        args.space()?;
        let mut flags = Vec::new();
        if args.peek() == Some(b'(') {
            flags = args.list(Args::flag)?;
            args.space()?;
        }
        let mut at_date = None;
        if args.peek() == Some(b'"') {
            let text = args.text()?;
            let read = jiff::fmt::strtime::parse("%d-%b-%Y %H:%M:%S %z", text.trim());
            let date: Result<Timestamp, _> = read.and_then(|read| read.to_timestamp());
            at_date = Some(date.map_err(|_| Bad::new("bad date"))?);
            args.space()?;
        }
        if args.peek() != Some(b'{') {
            return Err(Bad::new("expected a literal"));
        }
        let raw = args.literal()?;
        args.end()?;
        let filed = self.change(|state, at| {
            let received = at_date.unwrap_or_else(|| state.now());
            let id = state.fresh_id();
            let postbox = &mut state.boxes[at];
            let (mailbox, folder) = (postbox.address.clone(), postbox.folder_mut(&name)?);
            let uid = folder.put(&id, raw.into(), received, &flags);
            let (folder, validity) = (folder.name.clone(), folder.uidvalidity);
            let by = mailbox.clone();
            let effect = Effect::MailFiled { id, mailbox, folder, uid };
            state.record(Via::Api, Some(&by), effect);
            Some((validity, uid))
        });
        match filed.flatten() {
            None => Ok(no_folder().replace("NONEXISTENT", "TRYCREATE")),
            Some((validity, uid)) if self.has("UIDPLUS") => {
                Ok(format!("OK [APPENDUID {validity} {uid}] Append completed."))
            }
            Some(_) => Ok("OK Append completed.".to_owned()),
        }
    }
}
