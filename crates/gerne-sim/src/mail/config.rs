//! What a test can configure about the provider.

use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::MailClient;

/// How the provider is set up.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// Where IMAP listens; 0 takes a free port.
    pub imap_port: u16,
    /// Where submission listens; 0 takes a free port.
    pub smtp_port: u16,
    /// The company's mailboxes. The first one is where customers write to.
    pub mailboxes: Vec<MailboxSpec>,
    /// People besides those of the square.
    pub correspondents: Vec<Correspondent>,
    /// Domain of people whose handle has none; its unknown recipients are refused with 550 while
    /// the client still talks. So are those of the company's domains.
    pub home: String,
    /// Domains that do not exist: everything to them comes back as a report. Unknown recipients of
    /// any other domain do, too.
    pub bounces: BounceStyle,
    /// Capabilities of IMAP that are not there: `IDLE`, `MOVE`, `UIDPLUS`, `SPECIAL-USE`, …
    pub without: Vec<String>,
    /// Files what is submitted in `Sent` by itself, as Google and Microsoft do.
    pub files_sent: bool,
    /// Refuses senders (`MAIL FROM`) that do not belong to who signed in.
    pub own_senders_only: bool,
    /// Bytes that a mail may have (`SIZE`, literals).
    pub max_size: usize,
    /// How often an idling client is told `* OK Still here` (real time).
    pub still_here: Duration,
    /// After which silence a client is sent away (real time).
    pub autologout: Duration,
    /// How long [`super::Mail::wait_for`] waits (real time).
    pub patience: Duration,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            imap_port: 0,
            smtp_port: 0,
            mailboxes: vec![MailboxSpec::new("hilfe@nordlicht.example", "Nordlicht Hilfe")],
            correspondents: two_absent(),
            home: "web.example".to_owned(),
            bounces: BounceStyle::Postfix,
            without: Vec::new(),
            files_sent: false,
            own_senders_only: true,
            max_size: 50 * 1024 * 1024,
            still_here: Duration::from_mins(2),
            autologout: Duration::from_mins(30),
            patience: Duration::from_secs(10),
        }
    }
}

/// A mailbox of the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailboxSpec {
    /// Where mails go; also the login.
    pub address: String,
    /// As customers' clients know it.
    pub name: String,
    /// Other addresses that end here.
    pub aliases: Vec<String>,
    /// For IMAP and submission.
    pub password: String,
}

impl MailboxSpec {
    /// A mailbox whose password is `geheim`.
    pub fn new(address: &str, name: &str) -> Self {
        Self {
            address: address.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            password: "geheim".to_owned(),
        }
    }

    /// With another address that ends here.
    #[must_use]
    pub fn alias(mut self, address: &str) -> Self {
        self.aliases.push(address.to_owned());
        self
    }
}

/// Somebody who writes mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondent {
    /// How tests and the square name them; a person of the square has the same one there.
    pub handle: String,
    /// As their mails are signed.
    pub name: String,
    /// Where mails reach them. Empty: made of the handle.
    #[serde(default)]
    pub address: String,
    /// `de` or `en`: the language of their client.
    #[serde(default = "german")]
    pub language: String,
    /// What they write with; `None`: one that stays the same for the handle.
    #[serde(default)]
    pub client: Option<MailClient>,
    /// What becomes of mails to them.
    #[serde(default)]
    pub habit: Habit,
}

/// What becomes of a mail to somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "habit", rename_all = "snake_case")]
pub enum Habit {
    /// It lies in their inbox.
    #[default]
    Reads,
    /// It lies there, and the mailbox answers by itself, once a week to each sender (RFC 3834).
    Away {
        /// Of the answer.
        subject: String,
        /// Of the answer.
        text: String,
    },
    /// Their mailbox is full: it comes back as a report (4.2.2 delayed, then 5.2.2).
    Full,
    /// The address is no longer there: it comes back as a report.
    Closed,
}

impl Correspondent {
    /// Somebody who reads their mails.
    pub fn new(handle: &str, name: &str, language: &str) -> Self {
        Self {
            handle: handle.to_owned(),
            name: name.to_owned(),
            address: String::new(),
            language: language.to_owned(),
            client: None,
            habit: Habit::Reads,
        }
    }

    /// With this address.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        address.clone_into(&mut self.address);
        self
    }

    /// With this client.
    #[must_use]
    pub fn with(mut self, client: MailClient) -> Self {
        self.client = Some(client);
        self
    }

    /// With this habit.
    #[must_use]
    pub fn habit(mut self, habit: Habit) -> Self {
        self.habit = habit;
        self
    }
}

/// Whose reports of what could not be delivered look how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BounceStyle {
    /// The returned mail is attached; nothing in the head tells which one it was.
    #[default]
    Postfix,
    /// `References` and `X-Failed-Recipients` in the head, and `Status: 5.0.0`.
    Exim,
    /// Only words, no part for machines, no head of the returned mail but its subject.
    Words,
}

/// How long a mailbox that answers by itself keeps still to the same sender.
pub(super) const QUIET: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Two at a shipyard whose mailboxes answer by themselves.
fn two_absent() -> Vec<Correspondent> {
    let away = |subject: &str, text: &str| Habit::Away {
        subject: subject.to_owned(),
        text: text.to_owned(),
    };
    vec![
        Correspondent::new("vera_s", "Vera Sommer", "de")
            .at("vera.sommer@werft.example")
            .with(MailClient::Outlook)
            .habit(away(
                "Automatische Antwort: Abwesend bis 7. Dezember",
                "Guten Tag,\n\nich bin bis einschließlich 7. Dezember nicht im Büro und lese \
                 keine Mails. In dringenden Fällen hilft Ihnen die Zentrale unter \
                 0431 555 0.\n\nMit freundlichen Grüßen\nVera Sommer\n",
            )),
        Correspondent::new("hauke_l", "Hauke Lorenz", "de")
            .at("hauke.lorenz@werft.example")
            .with(MailClient::Outlook)
            .habit(away(
                "Automatische Antwort: Ihre Nachricht",
                "Guten Tag,\n\nHauke Lorenz ist nicht mehr für unser Unternehmen tätig. Ihre \
                 Mail wird nicht weitergeleitet. Bitte wenden Sie sich künftig an Vera Sommer, \
                 vera.sommer@werft.example.\n\nWerft Ostufer GmbH\n",
            )),
    ]
}

fn german() -> String {
    "de".to_owned()
}
