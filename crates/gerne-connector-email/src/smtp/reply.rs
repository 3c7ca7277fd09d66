//! What a server answers, and what it means.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_domain::Refusal;

use crate::{imap::Hint, net::NetError};

/// An answer: three digits, and words that nobody relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) code: u16,
    pub(super) lines: Vec<String>,
}

impl Reply {
    pub(super) fn is_fine(&self) -> bool {
        self.code / 100 == 2
    }

    pub(super) fn is_final(&self) -> bool {
        self.code / 100 == 5
    }

    /// `5.1.1` (RFC 3463), where the server says it; else the code.
    pub(crate) fn status(&self) -> String {
        let first = self.lines.first().and_then(|line| line.split_whitespace().next());
        let word = first.unwrap_or_default().trim_end_matches(['#', ':', ',']);
        let parts: Vec<&str> = word.split('.').collect();
        let digits = |part: &&str| {
            !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
        };
        let enhanced =
            parts.len() == 3 && parts.iter().all(digits) && matches!(parts[0], "2" | "4" | "5");
        if enhanced { word.to_owned() } else { self.code.to_string() }
    }

    fn words(&self) -> String {
        self.lines.join(" ").to_ascii_lowercase()
    }
}

/// One line: code, whether it is the last one, words.
pub(super) fn line(bytes: &[u8]) -> Option<(u16, bool, String)> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_end_matches(['\r', '\n']);
    let (code, rest) = text.split_at_checked(3)?;
    let code: u16 = code.parse().ok().filter(|code| (200..600).contains(code))?;
    let last = match rest.chars().next() {
        None | Some(' ') => true,
        Some('-') => false,
        Some(_) => return None,
    };
    let words: String = rest.chars().skip(1).take(500).collect();
    Some((code, last, words))
}

/// What a server did not want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// That we write.
    Sender,
    /// That these people get it.
    Recipients(Vec<String>),
    /// The mail itself.
    Mail,
}

/// What went wrong. Never repeats what the server said.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SmtpError {
    /// There is no connection.
    #[error("there is no connection to the mail server")]
    Net(#[from] NetError),
    /// It broke, before anything was sent.
    #[error("the connection to the mail server broke")]
    Lost,
    /// The server does not answer.
    #[error("the mail server fell silent")]
    TimedOut,
    /// What it says is not SMTP.
    #[error("the mail server's answer is not understood")]
    Garbled,
    /// It cannot do it now.
    #[error("the mail server asks to come back later ({0})")]
    Busy(u16),
    /// It does not let us in.
    #[error("the mail server does not accept our credentials ({status})")]
    Rejected {
        /// What it said, in numbers.
        status: String,
        /// What its words give away.
        hint: Hint,
    },
    /// It wants to be signed in to in a way that we do not know.
    #[error("the mail server offers no way to sign in that fits")]
    NoWayIn,
    /// There is nothing to sign in with, or it could not be renewed.
    #[error("there is nothing to sign in with")]
    Credentials(#[source] ConnectorError),
    /// It said no to this.
    #[error("the mail server refuses this ({})", .1.code)]
    Said(Refused, Reply),
    /// It cannot write to addresses that are not ASCII.
    #[error("the mail server knows only ASCII addresses")]
    Foreign(String),
    /// It has the mail, or has it not.
    #[error("the mail server's verdict was lost")]
    Unknown(#[source] Box<SmtpError>),
}

impl SmtpError {
    /// Not let in before anything was said.
    pub(super) fn greeted(reply: Reply) -> Self {
        if reply.is_final() { Self::Said(Refused::Sender, reply) } else { Self::Busy(reply.code) }
    }

    pub(super) fn rejected(reply: &Reply) -> Self {
        if !reply.is_final() {
            return Self::Busy(reply.code);
        }
        let words = reply.words();
        let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
        let hint =
            if has(&["smtpclientauthentication is disabled", "basic authentication is disabled"]) {
                Hint::SwitchedOff
            } else if has(&["application-specific", "app password", "app-specific"]) {
                Hint::AppPassword
            } else {
                Hint::Nothing
            };
        Self::Rejected { status: reply.status(), hint }
    }

    /// What to make of recipients that were not taken; `None` when all were. Nobody has got
    /// anything then, so that trying again for some is trying again for all.
    pub(super) fn recipients(refused: Vec<(String, Reply)>) -> Option<Self> {
        let (last, rest): (Vec<_>, Vec<_>) =
            refused.into_iter().partition(|(_, reply)| reply.is_final());
        let reply = last.first().or(rest.first()).map(|(_, reply)| reply.clone())?;
        let all = if last.is_empty() { rest } else { last };
        let names = all.into_iter().map(|(name, _)| name).collect();
        Some(Self::Said(Refused::Recipients(names), reply))
    }

    /// What it means for a mail. `largest`: what the server said it takes.
    pub(crate) fn into_connector(self, from: &str, largest: Option<u64>) -> ConnectorError {
        match self {
            Self::Unknown(_) => ConnectorError::unknown(self),
            Self::Credentials(error) => error,
            Self::Rejected { .. } | Self::NoWayIn => ConnectorError::reauthorize(self),
            Self::Foreign(address) => ConnectorError::refused(
                Refusal::of("refused.address_foreign").with("address", address),
            ),
            Self::Said(what, reply) => said(what, reply, from, largest),
            Self::Net(_) | Self::Lost | Self::TimedOut | Self::Garbled | Self::Busy(_) => {
                ConnectorError::retry(self)
            }
        }
    }
}

/// Sending too much a day is said with 5xx by some, and passes all the same.
const QUOTAS: &[&str] = &["5.4.5", "5.1.90", "5.2.252", "5.7.708"];
const TOMORROW: Duration = Duration::from_hours(1);

fn said(what: Refused, reply: Reply, from: &str, largest: Option<u64>) -> ConnectorError {
    let status = reply.status();
    if QUOTAS.contains(&status.as_str()) {
        return ConnectorError::retry_after(TOMORROW, SmtpError::Said(what, reply));
    }
    if !reply.is_final() {
        return ConnectorError::retry(SmtpError::Said(what, reply));
    }
    let too_big = matches!(status.as_str(), "5.3.4" | "5.2.3" | "552");
    let refusal = match what {
        _ if too_big => {
            let refusal = Refusal::of("refused.mail_too_big");
            largest.map_or(refusal.clone(), |most| refusal.with("limit", most / (1024 * 1024)))
        }
        Refused::Sender => Refusal::of("refused.sender").with("address", from),
        Refused::Recipients(names) => {
            let unknown = status.starts_with("5.1.");
            let key = if unknown { "refused.recipient_unknown" } else { "refused.recipient" };
            Refusal::of(key).with("address", names.join(", "))
        }
        Refused::Mail if status.starts_with("5.7.") => Refusal::of("refused.as_spam"),
        Refused::Mail => Refusal::of("refused.mail"),
    };
    ConnectorError::refused(refusal.with("status", status))
}

#[cfg(test)]
mod tests {
    use gerne_connector::ConnectorError;

    use super::{Refused, Reply, SmtpError, line};

    fn reply(code: u16, text: &str) -> Reply {
        Reply { code, lines: vec![text.to_owned()] }
    }

    #[test]
    fn lines_are_read() {
        assert_eq!(line(b"250-SIZE 1\r\n"), Some((250, false, "SIZE 1".to_owned())));
        assert_eq!(line(b"250 ok\n"), Some((250, true, "ok".to_owned())));
        assert_eq!(line(b"354\r\n"), Some((354, true, String::new())));
        for garbage in [
            &b"HTTP/1.1 200 OK\r\n"[..],
            b"25\r\n",
            b"2500 x\r\n",
            b"999 x\r\n",
            b"\xff\xff\xff\r\n",
        ] {
            assert_eq!(line(garbage), None);
        }
    }

    #[test]
    fn refusals_become_words() {
        let key = |what, code, text: &str| match SmtpError::Said(what, reply(code, text))
            .into_connector("us@example.com", None)
        {
            ConnectorError::Refused { reason } => reason.key,
            ConnectorError::Retry { after, .. } => format!("retry {}", after.is_some()),
            other => format!("{other:?}"),
        };
        let to = || Refused::Recipients(vec!["a@b".to_owned()]);
        assert_eq!(key(to(), 550, "5.1.1 no such user"), "refused.recipient_unknown");
        assert_eq!(key(to(), 550, "relaying denied"), "refused.recipient");
        assert_eq!(key(to(), 450, "4.7.1 greylisted"), "retry false");
        assert_eq!(key(Refused::Sender, 553, "5.7.1 not yours"), "refused.sender");
        assert_eq!(key(Refused::Mail, 552, "5.3.4 too big"), "refused.mail_too_big");
        assert_eq!(key(Refused::Mail, 554, "5.7.1 spam"), "refused.as_spam");
        assert_eq!(key(Refused::Mail, 554, "no"), "refused.mail");
        assert_eq!(key(Refused::Mail, 550, "5.4.5 Daily limit"), "retry true");
        assert_eq!(key(Refused::Mail, 421, "4.3.2 closing"), "retry false");
    }
}
