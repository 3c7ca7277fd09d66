//! `index.html`: for people; needs nothing from elsewhere and prints well.

use gerne_domain::{AttachmentKind, Direction, Timestamp, ToneClass, Visibility};
use jiff::tz::TimeZone;

use super::{Files, Machines, Part, Subject, archive::Archive};
use crate::EngineError;

/// In which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    German,
    English,
}

/// The words of the page.
struct Words {
    code: &'static str,
    title: &'static str,
    made: &'static str,
    what: &'static str,
    controller: &'static str,
    zone: &'static str,
    kept: &'static str,
    kept_days: &'static str,
    kept_then: &'static str,
    kept_until: &'static str,
    rights_title: &'static str,
    warning: &'static str,
    subject: &'static str,
    public: &'static str,
    followers: &'static str,
    private: &'static str,
    person: &'static str,
    name: &'static str,
    since: &'static str,
    noted: &'static str,
    labels: &'static str,
    blocked: &'static str,
    read: &'static str,
    by_machine: &'static str,
    points: &'static str,
    noticed_by: &'static str,
    verified: &'static str,
    matter: &'static str,
    elsewhere: &'static str,
    them: &'static str,
    us: &'static str,
    note: &'static str,
    contact: &'static str,
    promise: &'static str,
    due: &'static str,
    draft: &'static str,
    others: &'static str,
    before: &'static str,
    deleted: &'static str,
    missing: &'static str,
    rights: &'static str,
}

const GERMAN: Words = Words {
    code: "de",
    title: "Auskunft über gespeicherte Daten",
    made: "Erstellt am",
    what: "Auskunft nach Art. 15 DSGVO. Zweck der Verarbeitung: Beantwortung Ihrer Anliegen. \
           Herkunft der Daten: Ihre eigenen Nachrichten auf den unten genannten Plattformen und \
           was unsere Mitarbeitenden dazu geschrieben haben. Empfänger: unsere Kundenbetreuung; \
           Antworten stehen außerdem auf der Plattform, auf der Sie geschrieben haben. Es findet \
           keine automatisierte Entscheidung statt. Nachrichten anderer Personen sind nicht \
           enthalten. Dieselben Daten in maschinenlesbarer Form: data.json.",
    controller: "Verantwortlich",
    zone: "Zeitzone aller Angaben",
    kept: "Speicherdauer",
    kept_days: "Erledigte Vorgänge über",
    kept_then: "werden so viele Tage nach dem Erledigen gelöscht:",
    kept_until: "Solange sie zur Beantwortung Ihrer Anliegen gebraucht werden, längstens bis Sie \
                 die Löschung verlangen.",
    rights_title: "Ihre Rechte",
    warning: "Inhaltswarnung",
    subject: "Betreff",
    public: "öffentlich",
    followers: "nur für Follower",
    private: "privat",
    person: "Person",
    name: "Name",
    since: "Bekannt seit",
    noted: "Notiz zur Person",
    labels: "Labels der Person",
    blocked: "Blockiert seit",
    read: "Aus Nachrichten gelesen oder notiert",
    by_machine: "Automatisch eingeschätzt",
    points: "Punkte Dringlichkeit",
    noticed_by: "Aufgefallen durch die Regel",
    verified: "Identität geprüft",
    matter: "Vorgang",
    elsewhere: "Beiträge außerhalb eigener Vorgänge",
    them: "Sie",
    us: "Wir",
    note: "Interne Notiz",
    contact: "Gespräch außerhalb der Plattformen, notiert von",
    promise: "Zusage",
    due: "fällig",
    draft: "Nicht gesendeter Entwurf",
    others: "Beiträge anderer Personen sind nicht enthalten. Anzahl:",
    before: "Früherer Wortlaut, bis",
    deleted: "Auf der Plattform gelöscht am",
    missing: "Datei nicht mehr vorhanden",
    rights: "Sie haben das Recht auf Berichtigung, Löschung, Einschränkung der Verarbeitung, \
             Widerspruch und Datenübertragbarkeit sowie das Recht, sich bei einer \
             Aufsichtsbehörde zu beschweren.",
};

const ENGLISH: Words = Words {
    code: "en",
    title: "Information about stored data",
    made: "Made on",
    what: "Information under Art. 15 GDPR. Purpose of the processing: answering what you wrote to \
           us about. Source of the data: your own messages on the platforms named below, and what \
           our staff wrote about them. Recipients: our customer care; answers also stand on the \
           platform where you wrote. No decision is made automatically. Messages of other people \
           are not included. The same data for machines: data.json.",
    controller: "Controller",
    zone: "Time zone of all times",
    kept: "Kept for",
    kept_days: "Resolved matters through",
    kept_then: "are erased so many days after they were resolved:",
    kept_until: "As long as they are needed to answer what you wrote about, at the longest until \
                 you ask for erasure.",
    rights_title: "Your rights",
    warning: "Content warning",
    subject: "Subject",
    public: "public",
    followers: "for followers only",
    private: "private",
    person: "Person",
    name: "Name",
    since: "Known since",
    noted: "Noted about the person",
    labels: "Labels on the person",
    blocked: "Blocked since",
    read: "Read from messages, or noted",
    by_machine: "Judged automatically",
    points: "points of urgency",
    noticed_by: "Noticed by the rule",
    verified: "Identity checked",
    matter: "Matter",
    elsewhere: "Posts outside of own matters",
    them: "You",
    us: "We",
    note: "Internal note",
    contact: "Contact outside the platforms, written down by",
    promise: "Promise",
    due: "due",
    draft: "Draft that was not sent",
    others: "Posts of other people are not included. Number:",
    before: "Former wording, until",
    deleted: "Deleted on the platform on",
    missing: "File no longer there",
    rights: "You have the right to rectification, erasure, restriction of processing, objection \
             and data portability, and the right to lodge a complaint with a supervisory authority.",
};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;\
    padding:0 1rem;color:#1a1a1a}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem;\
    border-top:2px solid #ccc;padding-top:1rem}article{border-left:3px solid #bbb;margin:1rem 0;\
    padding:.2rem 0 .2rem .8rem;break-inside:avoid}article.us{border-color:#0369a1}\
    article.note,article.draft{border-color:#a16207;background:#fdf8ec}p{white-space:pre-wrap;\
    overflow-wrap:anywhere;margin:.3rem 0}.meta{color:#555;font-size:.85rem}\
    img{max-width:100%;max-height:24rem;display:block;margin:.4rem 0}th{text-align:left;\
    padding-right:1rem;vertical-align:top;font-weight:600}td{overflow-wrap:anywhere}\
    @media print{body{margin:0;max-width:none;font-size:11pt}a{color:inherit}}";

/// The page in the making.
pub(super) struct Page {
    words: &'static Words,
    times: Times,
    matters: usize,
}

impl Page {
    pub(super) fn begin(subject: &Subject, archive: &mut Archive) -> Result<Self, EngineError> {
        let words = match subject.language {
            Language::German => &GERMAN,
            Language::English => &ENGLISH,
        };
        let times = Times { zone: subject.disclosure.zone.clone(), language: subject.language };
        let w = words;
        let customer = &subject.customer;
        let mut out = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             img-src 'self' file:; style-src 'unsafe-inline'\">\
             <title>{}</title><style>{STYLE}</style><h1>{}</h1>",
            w.code, w.title, w.title,
        );
        let made = format!("{} {}", w.made, times.of(subject.made_at));
        push(&mut out, "<p class=\"meta\">", &made, "</p>");
        push(&mut out, "<p>", w.what, "</p><table>");
        if !subject.disclosure.controller.is_empty() {
            row(&mut out, w.controller, &subject.disclosure.controller);
        }
        row(&mut out, w.kept, &kept_for(subject, w));
        row(&mut out, w.zone, &subject.disclosure.zone_name());
        push(&mut out, "</table><h2>", w.person, "</h2><table>");
        row(&mut out, w.name, &customer.name);
        row(&mut out, w.since, &times.of(customer.created_at));
        if !customer.about.is_empty() {
            row(&mut out, w.noted, &customer.about);
        }
        if !subject.labels.is_empty() {
            row(&mut out, w.labels, &subject.labels.join(", "));
        }
        if let Some(at) = customer.blocked_at {
            row(&mut out, w.blocked, &times.of(at));
        }
        for identity in &subject.identities {
            let page = identity.profile_url.as_deref().unwrap_or_default();
            let handle = format!("@{}", identity.handle);
            let said = joined(&[&identity.name, &handle, page], " · ");
            row(&mut out, subject.platform(&identity.platform), &said);
        }
        for one in &subject.verified {
            row(&mut out, w.verified, &joined(&[&times.of(one.at), &one.how], " · "));
        }
        out.push_str("</table>");
        if !subject.facts.is_empty() {
            push(&mut out, "<h2>", w.read, "</h2><table>");
            for fact in &subject.facts {
                let said = joined(&[fact.says(), &times.of(fact.said_at)], " · ");
                row(&mut out, &fact.kind, &said);
            }
            out.push_str("</table>");
        }
        archive.put(out.as_bytes())?;
        Ok(Self { words, times, matters: 0 })
    }

    pub(super) fn part(
        &mut self,
        subject: &Subject,
        files: &Files,
        part: &Part,
        archive: &mut Archive,
    ) -> Result<(), EngineError> {
        let w = self.words;
        let mut out = String::new();
        match part {
            Part::Conversation(c) => {
                self.matters += 1;
                let (platform, account) = subject.account(c.account_id);
                let title = c.subject.as_deref().unwrap_or_default();
                let began = self.times.of(c.created_at);
                let where_ = joined(&[platform, account], " ");
                let about = joined(&[title, &where_, &began], " · ");
                let heading = format!("{} {}: {about}", w.matter, self.matters);
                push(&mut out, "<h2>", &heading, "</h2>");
            }
            Part::Elsewhere => push(&mut out, "<h2>", w.elsewhere, "</h2>"),
            Part::Message(m, revisions, made) => {
                let ours = m.direction == Direction::Out;
                let who = if ours { w.us } else { w.them };
                let by = m.agent_id.filter(|_| ours).map_or("", |id| subject.agent(id));
                let by = if by.is_empty() { who.to_owned() } else { format!("{who} ({by})") };
                let class = if ours { "us" } else { "them" };
                let open = match m.visibility {
                    Visibility::Public | Visibility::Unlisted => w.public,
                    Visibility::Followers => w.followers,
                    Visibility::Private => w.private,
                };
                let title = joined(&[&by, &self.times.of(m.published_at), open], " · ");
                head(&mut out, class, &title);
                if let Some(at) = m.deleted_at {
                    let text = format!("{} {}", w.deleted, self.times.of(at));
                    push(&mut out, "<p class=\"meta\">", &text, "</p>");
                }
                let before = [(w.subject, &m.subject), (w.warning, &m.content_warning)];
                for (what, text) in before {
                    if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
                        push(&mut out, "<p class=\"meta\">", &format!("{what}: {text}"), "</p>");
                    }
                }
                push(&mut out, "<p>", &m.text, "</p>");
                for attachment in &m.attachments {
                    let alt = attachment.alt.as_deref().unwrap_or_default();
                    match files.name(attachment.id) {
                        Some(name) if attachment.kind == AttachmentKind::Image => {
                            push(&mut out, &format!("<img src=\"{name}\" alt=\""), alt, "\">");
                        }
                        Some(name) => {
                            push(&mut out, &format!("<p><a href=\"{name}\">"), name, "</a></p>");
                        }
                        None => push(&mut out, "<p class=\"meta\">", w.missing, "</p>"),
                    }
                    push(&mut out, "<p class=\"meta\">", alt, "</p>");
                }
                if let Some(read) = read(made, w, subject.language) {
                    push(&mut out, "<p class=\"meta\">", &read, "</p>");
                }
                for revision in revisions {
                    let until = format!("{} {}:", w.before, self.times.of(revision.replaced_at));
                    push(&mut out, "<p class=\"meta\">", &until, "</p>");
                    push(&mut out, "<p>", &revision.text, "</p>");
                }
                out.push_str("</article>");
            }
            Part::Others(count) => {
                push(&mut out, "<p class=\"meta\">", &format!("{} {count}", w.others), "</p>");
            }
            Part::Note(note) => {
                let by = format!("{} ({})", w.note, subject.agent(note.agent_id));
                let title = joined(&[&by, &self.times.of(note.created_at)], " · ");
                head(&mut out, "note", &title);
                push(&mut out, "<p>", &note.text, "</p></article>");
            }
            Part::Contact(contact) => {
                let by = format!("{} {}", w.contact, subject.agent(contact.agent_id));
                let title = joined(&[&by, &self.times.of(contact.at)], " · ");
                head(&mut out, "note", &title);
                push(&mut out, "<p>", &contact.text, "</p></article>");
            }
            Part::Promise(promise) => {
                let due = promise.due.map(|due| format!("{} {}", w.due, self.times.of(due)));
                let due = due.unwrap_or_default();
                let title = joined(&[w.promise, &self.times.of(promise.made_at), &due], " · ");
                head(&mut out, "note", &title);
                push(&mut out, "<p>", &promise.text, "</p></article>");
            }
            Part::Draft(draft) => {
                let by = format!("{} ({})", w.draft, subject.agent(draft.agent_id));
                let title = joined(&[&by, &self.times.of(draft.saved_at)], " · ");
                head(&mut out, "draft", &title);
                let text = draft.body.get("text").and_then(|text| text.as_str());
                push(&mut out, "<p>", text.unwrap_or_default(), "</p></article>");
            }
        }
        archive.put(out.as_bytes())
    }

    pub(super) fn end(&self, archive: &mut Archive) -> Result<(), EngineError> {
        let mut out = String::new();
        push(&mut out, "<h2>", self.words.rights_title, "</h2>");
        push(&mut out, "<p>", self.words.rights, "</p></html>");
        archive.put(out.as_bytes())
    }
}

/// What machines made of a message, in words; none: nothing.
fn read(made: &Machines, w: &Words, language: Language) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if let Some(tone) = &made.tone {
        let class = match (tone.corrected.unwrap_or(tone.class), language) {
            (ToneClass::Complaint, Language::German) => "Beschwerde",
            (ToneClass::Request, Language::German) => "Anliegen",
            (ToneClass::Praise, Language::German) => "Lob",
            (ToneClass::Neutral, Language::German) => "nichts davon",
            (ToneClass::Complaint, Language::English) => "complaint",
            (ToneClass::Request, Language::English) => "request",
            (ToneClass::Praise, Language::English) => "praise",
            (ToneClass::Neutral, Language::English) => "none of these",
        };
        parts.push(format!("{}: {class}, {} {}", w.by_machine, tone.urgency, w.points));
    }
    if !made.noticed_by.is_empty() {
        parts.push(format!("{}: {}", w.noticed_by, made.noticed_by.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn head(out: &mut String, class: &str, title: &str) {
    push(out, &format!("<article class=\"{class}\"><p class=\"meta\">"), title, "</p>");
}

/// What is there, with something between.
fn joined(parts: &[&str], between: &str) -> String {
    let there: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    there.join(between)
}

/// For how long what was said through the accounts that they wrote to is kept.
fn kept_for(subject: &Subject, w: &Words) -> String {
    let mut said: Vec<String> = Vec::new();
    for conversation in &subject.conversations {
        let Some(account) = subject.accounts.get(&conversation.account_id) else { continue };
        let days = account.settings.forgetting.resolved_days;
        let line = if days > 0 {
            format!("{} {} {} {days}.", w.kept_days, account.handle, w.kept_then)
        } else {
            w.kept_until.to_owned()
        };
        if !said.contains(&line) {
            said.push(line);
        }
    }
    if said.is_empty() { w.kept_until.to_owned() } else { said.join(" ") }
}

fn row(out: &mut String, name: &str, value: &str) {
    push(out, "<tr><th>", name, "</th><td>");
    push(out, "", value, "</td></tr>");
}

/// Text between tags; none when there is no text.
fn push(out: &mut String, before: &str, text: &str, behind: &str) {
    if text.is_empty() && before.starts_with("<p") && !behind.contains("article") {
        return;
    }
    out.push_str(before);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out.push_str(behind);
}

/// Instants as people write them, where the company is.
struct Times {
    zone: TimeZone,
    language: Language,
}

impl Times {
    /// "2. November 2026, 10:00 Uhr", "2 November 2026, 10:00".
    fn of(&self, at: Timestamp) -> String {
        const GERMAN: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let at = at.to_zoned(self.zone.clone());
        let month = usize::try_from(at.month() - 1).unwrap_or_default();
        let (day, year, hour, minute) = (at.day(), at.year(), at.hour(), at.minute());
        match self.language {
            Language::German => {
                format!("{day}. {} {year}, {hour:02}:{minute:02} Uhr", GERMAN[month % 12])
            }
            Language::English => {
                format!("{day} {} {year}, {hour:02}:{minute:02}", ENGLISH[month % 12])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_customers_wrote_is_only_text() {
        let mut out = String::new();
        push(&mut out, "<p>", "<script>alert('1')</script> & \"so\"", "</p>");
        assert_eq!(
            out,
            "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;so&quot;</p>"
        );
    }

    #[test]
    fn times_are_written_as_people_write_them() {
        let at: Timestamp = "2026-11-02T09:00:12.5Z".parse().unwrap();
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let times = |language| Times { zone: zone.clone(), language };
        assert_eq!(times(Language::German).of(at), "2. November 2026, 10:00 Uhr");
        assert_eq!(times(Language::English).of(at), "2 November 2026, 10:00");
    }

    #[test]
    fn what_is_not_there_leaves_no_gap() {
        assert_eq!(joined(&["", "Mastodon", " ", "heute"], " · "), "Mastodon · heute");
    }
}
