//! What went wrong with a connection. Never repeats what a server said: that may hold mail.

use async_imap::error::Error as Raw;
use gerne_connector::ConnectorError;

use crate::net::NetError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImapError {
    /// There is no connection.
    #[error("there is no connection to the mail server")]
    Net(#[from] NetError),
    /// It broke.
    #[error("the connection to the mail server broke")]
    Lost,
    /// The server ended it; every hour, with some.
    #[error("the mail server ended the connection")]
    Bye,
    /// The server does not answer any more.
    #[error("the mail server fell silent")]
    TimedOut,
    /// What it says is not IMAP, or more than was asked for.
    #[error("the mail server's answer is not understood")]
    Garbled,
    /// It cannot do it now.
    #[error("the mail server asks to come back later")]
    Busy,
    /// It will not do it.
    #[error("the mail server refuses this")]
    No,
    /// It does not know what was asked for.
    #[error("the mail server does not know this command")]
    Bad,
    /// The folder is not there.
    #[error("the folder is not there")]
    NoFolder,
    /// It does not let us in.
    #[error("the mail server does not accept our credentials")]
    Rejected {
        /// It says so in the one way that cannot mean anything else (RFC 5530).
        certain: bool,
        /// What its words give away.
        hint: Hint,
    },
    /// There is nothing to sign in with, or it could not be renewed.
    #[error("there is nothing to sign in with")]
    Credentials(#[source] ConnectorError),
}

/// What a refusal's words give away; shown to people, never acted on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing.
    #[default]
    Nothing,
    /// A password made for one program is wanted.
    AppPassword,
    /// IMAP is switched off for this mailbox.
    SwitchedOff,
}

impl From<ConnectorError> for ImapError {
    fn from(error: ConnectorError) -> Self {
        Self::Credentials(error)
    }
}

impl ImapError {
    pub(crate) fn of(error: &Raw) -> Self {
        match error {
            Raw::No(text) => Self::refused(Some(text)),
            Raw::Bad(_) | Raw::Validate(_) => Self::Bad,
            // async-imap puts what it does not understand into this kind, with the bytes.
            Raw::Io(error) if error.kind() == std::io::ErrorKind::Other => Self::Garbled,
            Raw::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Self::Garbled,
            Raw::Parse(_) => Self::Garbled,
            _ => Self::Lost,
        }
    }

    /// A refusal of a command, by its code.
    pub(crate) fn refused(text: Option<&str>) -> Self {
        if is_passing(&text.unwrap_or_default().to_ascii_lowercase()) {
            Self::Busy
        } else {
            Self::No
        }
    }

    /// A refusal to let us in. RFC 5530 has codes for it, many servers have only words; of those
    /// that do not say that they are busy it is taken as one.
    pub(crate) fn rejected(text: Option<&str>) -> Self {
        let text = text.unwrap_or_default().to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let certain = has(&[
            "[authenticationfailed]",
            "[authorizationfailed]",
            "[expired]",
            "[privacyrequired]",
        ]);
        let busy = [
            "too many",
            "temporar",
            "try again",
            "later",
            "throttl",
            "maximum number",
            "server busy",
            "limit",
            "timed out",
            "timeout",
            "internal",
            "unavailable",
        ];
        if !certain && (is_passing(&text) || has(&busy)) {
            return Self::Busy;
        }
        let off = has(&["not enabled for imap", "imap is disabled", "imap access is disabled"])
            || (text.contains("imap")
                && has(&["disabled", "deaktiviert", "not enabled", "aktivier"]));
        let hint = if has(&["application-specific", "app password", "app-specific"]) {
            Hint::AppPassword
        } else if off {
            Hint::SwitchedOff
        } else {
            Hint::Nothing
        };
        Self::Rejected { certain, hint }
    }

    /// Another connection may fare better.
    pub(crate) fn is_about_the_line(&self) -> bool {
        matches!(self, Self::Lost | Self::Bye | Self::TimedOut | Self::Garbled)
    }

    /// What it means for who asked.
    pub(crate) fn read(self) -> ConnectorError {
        match self {
            Self::Credentials(error) => error,
            Self::Rejected { .. } => ConnectorError::reauthorize(self),
            _ => ConnectorError::retry(self),
        }
    }
}

/// Codes of RFC 5530 that say that it is not about us.
fn is_passing(text: &str) -> bool {
    let codes =
        ["[unavailable]", "[inuse]", "[limit]", "[serverbug]", "[overquota]", "[throttled]"];
    codes.iter().any(|code| text.contains(code))
}

#[cfg(test)]
mod tests {
    use super::{Hint, ImapError};

    #[test]
    fn refusals_are_told_apart() {
        let certain = |text| match ImapError::rejected(Some(text)) {
            ImapError::Rejected { certain, hint } => Some((certain, hint)),
            _ => None,
        };
        for (text, expected) in [
            ("[AUTHENTICATIONFAILED] Authentication failed.", Some((true, Hint::Nothing))),
            ("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", Some((true, Hint::Nothing))),
            ("LOGIN failed.", Some((false, Hint::Nothing))),
            (
                "[ALERT] Application-specific password required: https://x (Failure)",
                Some((false, Hint::AppPassword)),
            ),
            (
                "Your account is not enabled for IMAP use. (Failure)",
                Some((false, Hint::SwitchedOff)),
            ),
            ("[UNAVAILABLE] Temporary authentication failure.", None),
            ("[INUSE] in use", None),
            ("Too many simultaneous connections. (Failure)", None),
            ("Service temporarily unavailable", None),
        ] {
            assert_eq!(certain(text), expected, "{text}");
        }
    }
}
