//! What works and what does not, for `gerne account check` and the console.

use gerne_connector::{Check, ConnectorError};
use gerne_domain::{Refusal, time::between};

use crate::{
    account::{Connection, Watched},
    imap::{Hint, Imap, ImapError},
    net::NetError,
    smtp::SmtpError,
};

/// A clock may be this wrong before it is told.
const SKEW: std::time::Duration = std::time::Duration::from_mins(2);

impl Connection {
    pub(crate) async fn examine(&self) -> Vec<Check> {
        let mut checks = Vec::new();
        match self.open_raw().await {
            Ok(mut imap) => {
                checks.push(check("imap", None));
                self.look_around(&mut imap, &mut checks).await;
                imap.close().await;
            }
            Err(error) => checks.push(check("imap", Some(self.imap_words(&error)))),
        }
        checks.push(check("smtp", self.can_send().await));
        checks.extend(self.check_tags());
        checks
    }

    async fn look_around(&self, imap: &mut Imap, checks: &mut Vec<Check>) {
        let found = self.find_folders(imap).await;
        let mut missing: Option<Refusal> = found.err().map(|error| self.imap_words(&error));
        for watched in self.watched() {
            let opened = match self.folder(watched) {
                Some(folder) => imap.examine(&folder).await,
                None => Err(ImapError::NoFolder),
            };
            if opened.is_err() && missing.is_none() {
                missing = Some(Refusal::of("check.folder").with("folder", watched.name()));
            }
        }
        checks.push(check("folders", missing));
        checks.push(check("idle", (!imap.idles).then(|| Refusal::of("check.idle"))));
        let filed = self.facts().files_itself || self.folder(Watched::Sent).is_some();
        checks.push(check("sent", (!filed).then(|| Refusal::of("check.sent"))));
        checks.push(check("clock", self.skew(imap).await));
    }

    /// IMAP does not tell the time, but when the newest mail came: that is never in the future.
    async fn skew(&self, imap: &mut Imap) -> Option<Refusal> {
        imap.examine("INBOX").await.ok().filter(|opened| opened.exists > 0)?;
        let heads = imap.heads("FETCH *").await.ok()?;
        let newest = heads.iter().filter_map(|head| head.came).max()?;
        let off = between(self.clock.now(), newest);
        (off > SKEW).then(|| Refusal::of("check.clock_skew").with("seconds", off.as_secs()))
    }

    async fn can_send(&self) -> Option<Refusal> {
        match self.open_smtp().await {
            Ok(smtp) => {
                smtp.close().await;
                None
            }
            Err(error) => Some(smtp_words(&error, &self.facts().smtp.to_string())),
        }
    }

    fn imap_words(&self, error: &ImapError) -> Refusal {
        imap_words(error, &self.facts().imap.to_string())
    }
}

fn check(what: &str, problem: Option<Refusal>) -> Check {
    Check { what: what.to_owned(), problem }
}

/// In words; `host` is where it was tried.
pub(crate) fn imap_words(error: &ImapError, host: &str) -> Refusal {
    let key = match error {
        ImapError::Net(error) => return net_words(error, host),
        ImapError::Rejected { hint: Hint::AppPassword, .. } => "connect.app_password",
        ImapError::Rejected { hint: Hint::SwitchedOff, .. } => "connect.imap_off",
        ImapError::Rejected { .. } | ImapError::Credentials(ConnectorError::Reauthorize { .. }) => {
            "connect.imap_login"
        }
        ImapError::Busy | ImapError::Bye => "connect.mail_busy",
        ImapError::TimedOut | ImapError::Lost | ImapError::Credentials(_) => "connect.mail_silent",
        ImapError::No | ImapError::NoFolder => "connect.mail_refused",
        ImapError::Bad | ImapError::Garbled => "connect.not_mail",
    };
    Refusal::of(key).with("host", host)
}

/// In words; `host` is where it was tried.
pub(crate) fn smtp_words(error: &SmtpError, host: &str) -> Refusal {
    let key = match error {
        SmtpError::Net(error) => return net_words(error, host),
        SmtpError::Rejected { hint: Hint::AppPassword, .. } => "connect.app_password",
        SmtpError::Rejected { hint: Hint::SwitchedOff, .. } => "connect.smtp_off",
        SmtpError::Rejected { .. }
        | SmtpError::NoWayIn
        | SmtpError::Credentials(ConnectorError::Reauthorize { .. }) => "connect.smtp_login",
        SmtpError::Busy(_) => "connect.mail_busy",
        SmtpError::TimedOut | SmtpError::Lost | SmtpError::Credentials(_) => "connect.mail_silent",
        SmtpError::Said(..) | SmtpError::Foreign(_) | SmtpError::Unknown(_) => {
            "connect.mail_refused"
        }
        SmtpError::Garbled => "connect.not_mail",
    };
    Refusal::of(key).with("host", host)
}

fn net_words(error: &NetError, host: &str) -> Refusal {
    let key = match error {
        NetError::NotFound => "connect.host_not_found",
        NetError::Forbidden(_) => "connect.address_forbidden",
        NetError::Unreachable(_) => "connect.host_unreachable",
        NetError::TimedOut => "connect.mail_silent",
        NetError::Certificate(_) => "connect.certificate",
        NetError::NotEncrypted | NetError::Clear => "connect.not_encrypted",
    };
    Refusal::of(key).with("host", host)
}
