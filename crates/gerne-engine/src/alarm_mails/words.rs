//! What a mail about an alarm says: what it is about, since when, where to look. No word of a customer
//! and no name of anybody.

use gerne_domain::{Agent, TeamId, Timestamp};
use gerne_store::{Alarm, Reader};
use jiff::tz::TimeZone;

use super::told_at;
use crate::{Engine, EngineError, alarm};

/// A mail's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

impl Engine {
    pub(super) async fn alarm_words(
        &self,
        db: &mut Reader,
        alarm: &Alarm,
        agent: &Agent,
        phase: &str,
    ) -> Result<Words, EngineError> {
        let account = match alarm.account_id {
            Some(id) => db.account(id).await?.map(|account| account.handle),
            None => None,
        };
        let team = alarm.details.get("team").and_then(|team| team.parse().ok()).map(TeamId);
        let team = match team {
            Some(id) => db.team(id).await?.map(|team| team.name),
            None => None,
        };
        let zone = self.times(db).await?.zone();
        let page = self.inner.config.public_url.join("app/live");
        let page = page.map_or_else(|_| String::new(), |page| page.to_string());
        let whose = team.or(account).unwrap_or_default();
        let german = agent.language.starts_with("de");
        let when = instant(told_at(alarm, phase), &zone, german);
        Ok(words(alarm, &whose, phase == "over", german, &when, &page))
    }
}

fn words(alarm: &Alarm, whose: &str, over: bool, german: bool, when: &str, page: &str) -> Words {
    let what = what(alarm, german);
    let what = if whose.is_empty() { what } else { format!("{whose}: {what}") };
    let (subject, text) = match (german, over) {
        (true, false) => (
            format!("Alarm: {what}"),
            format!("{what}\n\nSeit: {when}\nNachsehen: {page}\n\n{}", FOOT[0]),
        ),
        (true, true) => (
            format!("Vorbei: {what}"),
            format!("Vorbei ist: {what}\n\nSeit: {when}\nNachsehen: {page}\n\n{}", FOOT[0]),
        ),
        (false, false) => (
            format!("Alarm: {what}"),
            format!("{what}\n\nSince: {when}\nHave a look: {page}\n\n{}", FOOT[1]),
        ),
        (false, true) => (
            format!("Over: {what}"),
            format!("This is over: {what}\n\nSince: {when}\nHave a look: {page}\n\n{}", FOOT[1]),
        ),
    };
    Words { subject, text }
}

const FOOT: [&str; 2] = [
    "Gerne schickt diese E-Mail von selbst, weil Alarme per E-Mail in Ihren Einstellungen an sind.",
    "Gerne sends this e-mail by itself because alarms by e-mail are on in your settings.",
];

/// What happened, in few words.
fn what(of: &Alarm, german: bool) -> String {
    let count = |name: &str| of.details.get(name).cloned().unwrap_or_default();
    let [de, en] = match of.kind.as_str() {
        alarm::ACCOUNT_DISCONNECTED => [
            "Der Kanal ist nicht mehr verbunden".into(),
            "The channel is no longer connected".into(),
        ],
        alarm::ACCOUNT_UNREACHABLE => {
            ["Die Plattform antwortet nicht".into(), "The platform does not answer".into()]
        }
        alarm::NOTICE => [
            "Es wird langsamer oder gar nicht gelesen, etwa wegen eines Budgets".into(),
            "Reading goes on slowly or not at all, for instance because of a budget".into(),
        ],
        alarm::DELETIONS_LATE => [
            "Löschungen könnten zu spät nachvollzogen werden".into(),
            "Deletions may be honoured too late".into(),
        ],
        alarm::TARGET_MISSED => {
            let count = count("count");
            if count == "1" {
                ["Jemand wartet zu lange".into(), "Somebody waits too long".into()]
            } else {
                [format!("{count} warten zu lange"), format!("{count} wait too long")]
            }
        }
        alarm::FLOOD => [
            "Es schreiben viel mehr Menschen, als beantwortet werden".into(),
            "Many more people write than are answered".into(),
        ],
        alarm::STORAGE_LOW => ["Der Speicherplatz wird knapp".into(), "The disk fills up".into()],
        other => [other.to_owned(), other.to_owned()],
    };
    if german { de } else { en }
}

fn instant(at: Timestamp, zone: &TimeZone, german: bool) -> String {
    let at = at.to_zoned(zone.clone());
    let (day, month, year) = (at.day(), at.month(), at.year());
    let (hour, minute) = (at.hour(), at.minute());
    if german {
        format!("{day}.{month}.{year}, {hour:02}:{minute:02} Uhr")
    } else {
        format!("{year}-{month:02}-{day:02}, {hour:02}:{minute:02}")
    }
}
