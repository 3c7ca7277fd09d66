//! The letters of the demo's days: a dozen as a company gets them, from people with different
//! programs and from machines, and some answers.

use std::{collections::HashMap, fmt::Write as _};

use anyhow::{Context, Result};
use gerne_domain::Clock as _;
use gerne_sim::{Correspondent, Habit, MailClient, MailSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::{
    Client, World,
    stories::{self, Act},
    world::PATIENCE,
};

/// A picture of a router with one red light, as base64.
const ROUTER: &str = "iVBORw0KGgoAAAANSUhEUgAAAGAAAABACAIAAABqVuVZAAAAv0lEQVR42u3WsQmEQBBAUVsSjIxMLzOzXUuxAjms4ARB\
lg3UAeFWefDDAXceLlrN30UHVQgAASoWqGm7rTJ3u+V4gAABAgQIECBAgAABAgQIECBAgAABigLtT3pZgAABAgQIECBAgAD9H6gbh9DhovNT\
XYfmP/1QCtC6atoVmtD8SpN2hSYNUNlA2banO0fnM51To0zn2Mgb5Io9AshXzH8QIECAAAECBAgQIECAAAECBAgQIECAAAkQIECAAAEC9PJ+\
nVBCjmXrOBoAAAAASUVORK5CYII=";

/// What is done with letters, so long before the history's end.
pub(crate) struct Deed {
    pub(crate) before_end: SignedDuration,
    pub(crate) what: What,
}

/// What is done.
pub(crate) enum What {
    /// Somebody writes; `answers`: the newest that they received.
    Writes { who: &'static str, key: &'static str, answers: bool, spec: Box<MailSpec> },
    /// A mail with a formatted form and a picture inside, byte by byte.
    Picture { who: &'static str, address: &'static str, key: &'static str },
    /// An agent answers a letter; `who` gets it.
    Answers { agent: &'static str, key: &'static str, who: &'static str, text: &'static str },
    /// An agent does something else in the matter of a letter.
    Does { agent: &'static str, key: &'static str, act: Act },
}

/// Who writes letters and is not on the square.
pub(crate) fn people() -> [Correspondent; 9] {
    let new = |handle, name, address| Correspondent::new(handle, name, "de").at(address);
    let away = Habit::Away {
        subject: "Automatische Antwort: Ihr Angebot".to_owned(),
        text:
            "Guten Tag,\n\nich bin bis einschließlich Freitag nicht im Büro. In dringenden Fällen \
               wenden Sie sich bitte an empfang@praxis-am-hafen.example.\n\nMit freundlichen \
               Grüßen\nDr. Silke Ahrens"
                .to_owned(),
    };
    [
        stories::writer(),
        new("hauke.brandt", "Hauke Brandt", "h.brandt@tischlerei-brandt.example")
            .with(MailClient::Outlook),
        new("mira.sommer", "Mira Sommer", "mira.sommer@mailpost.example")
            .with(MailClient::AppleMail),
        new("okan.demir", "Okan Demir", "okan.demir@postkasten.example").with(MailClient::Gmail),
        new("frauke.jansen", "Frauke Jansen", "frauke.jansen@mailpost.example")
            .with(MailClient::Iphone),
        new("silke.ahrens", "Dr. Silke Ahrens", "ahrens@praxis-am-hafen.example")
            .with(MailClient::Outlook)
            .habit(away),
        new("uwe.petersen", "Uwe Petersen", "uwe.petersen@altewelt.example")
            .with(MailClient::Thunderbird)
            .habit(Habit::Closed),
        new("glasfaser.liste", "Glasfaser-Rundbrief", "rundbrief@breitband-verein.example")
            .with(MailClient::Thunderbird),
        new("paketdienst", "Paketdienst Nord", "versand@paketdienst-nord.example")
            .with(MailClient::WebDe),
    ]
}

/// All of it, the earliest first.
pub(crate) fn letters() -> Vec<Deed> {
    let mut deeds = Vec::new();
    let mut at = |hours: i64, minutes: i64, what: What| {
        let before_end = SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes);
        deeds.push(Deed { before_end, what });
    };
    let writes = |who, key, subject: &str, text: &str| What::Writes {
        who,
        key,
        answers: false,
        spec: Box::new(MailSpec::new(subject, text)),
    };
    let again = |who, key, text: &str| {
        let spec = MailSpec { text: text.to_owned(), ..MailSpec::default() };
        What::Writes { who, key, answers: true, spec: Box::new(spec) }
    };
    at(
        52,
        0,
        writes(
            "hauke.brandt",
            "werkstatt",
            "Anschluss Werkstatt fällt aus",
            "Guten Tag,\n\nin unserer Werkstatt (Hafenstraße 12) fällt der Anschluss seit Montag jeden \
         Nachmittag für etwa eine Stunde aus. Wir können dann keine Aufträge annehmen.\n\nBitte sehen \
         Sie sich das an.",
        ),
    );
    at(
        51,
        10,
        What::Answers {
            agent: "jonas",
            key: "werkstatt",
            who: "hauke.brandt",
            text: "Guten Tag Herr Brandt,\n\ndanke für die genauen Zeiten. Ich sehe in der Leitung jeden \
               Nachmittag einen Abbruch kurz nach drei. Schaltet in der Werkstatt um diese Zeit eine \
               große Maschine ein?",
        },
    );
    at(
        49,
        30,
        again(
            "hauke.brandt",
            "werkstatt-2",
            "Guten Tag Jonas,\n\nja, um drei läuft die Absaugung an. Daran habe ich nicht gedacht. Kann \
         das wirklich den Router stören?\n\nHauke Brandt",
        ),
    );
    at(
        47,
        0,
        writes(
            "mira.sommer",
            "umzug",
            "Umzug zum 1. Dezember",
            "Hallo,\n\nwir ziehen zum 1. Dezember in die Deichstraße 4. Können wir den Vertrag mitnehmen, \
         und ist dort schon Glasfaser?\n\nLiebe Grüße\nMira Sommer",
        ),
    );
    at(
        46,
        20,
        What::Answers {
            agent: "aylin",
            key: "umzug",
            who: "mira.sommer",
            text: "Hallo Frau Sommer,\n\nin der Deichstraße liegt Glasfaser bis ins Haus. Den Vertrag nehmen \
               Sie mit; ich brauche dafür nur den Tag der Schlüsselübergabe.",
        },
    );
    at(
        45,
        0,
        again(
            "mira.sommer",
            "umzug-2",
            "Prima! Die Schlüssel bekommen wir am 28. November.\n\nMüssen wir beim Techniker dabei sein?",
        ),
    );
    at(
        30,
        0,
        writes(
            "silke.ahrens",
            "angebot",
            "Angebot für zwei Anschlüsse",
            "Sehr geehrte Damen und Herren,\n\nfür unsere Praxis brauchen wir zwei Anschlüsse mit fester \
         IP-Adresse. Bitte senden Sie uns ein Angebot.\n\nMit freundlichen Grüßen\nDr. Silke Ahrens",
        ),
    );
    at(
        28,
        0,
        What::Answers {
            agent: "lena",
            key: "angebot",
            who: "silke.ahrens",
            text: "Guten Tag Frau Dr. Ahrens,\n\ngern. Wie viele Arbeitsplätze hat die Praxis, und soll der \
               zweite Anschluss auf einem eigenen Weg ins Haus kommen?",
        },
    );
    at(
        27,
        0,
        writes(
            "uwe.petersen",
            "alt",
            "Alte Adresse löschen",
            "Moin, ich lese diese Adresse bald nicht mehr. Geht die Rechnung künftig per Post?\n\nUwe Petersen",
        ),
    );
    at(
        25,
        0,
        What::Answers {
            agent: "aylin",
            key: "alt",
            who: "uwe.petersen",
            text: "Moin Herr Petersen,\n\nja, ab der nächsten Rechnung kommt sie per Post.",
        },
    );
    let invoice = MailSpec::new(
        "Rechnung November: doppelte Position",
        "Guten Tag,\n\nin der Rechnung vom 3. November steht die Miete für den Router zweimal. Die \
         Rechnung hängt an.\n\nBitte korrigieren Sie das.\n\nOkan Demir",
    );
    let invoice = invoice.attach("Rechnung-November.pdf", "application/pdf", pdf());
    at(
        7,
        40,
        What::Writes {
            who: "okan.demir",
            key: "rechnung",
            answers: false,
            spec: Box::new(invoice),
        },
    );
    let list = MailSpec::new(
        "Rundbrief 11: Ausbau an der Küste",
        "Liebe Mitglieder,\n\nin diesem Monat: der Ausbau an der Küste, Termine, eine Umfrage.\n\nWer den \
         Rundbrief nicht mehr möchte, meldet sich auf unserer Seite ab.",
    );
    let list = list
        .header("List-Id", "<rundbrief.breitband-verein.example>")
        .header("List-Unsubscribe", "<https://breitband-verein.example/ab>")
        .header("Precedence", "list");
    at(
        6,
        0,
        What::Writes { who: "glasfaser.liste", key: "liste", answers: false, spec: Box::new(list) },
    );
    let parcel = MailSpec::new(
        "Ihre Sendung ist unterwegs",
        "Guten Tag,\n\nIhre Sendung mit 12 Routern kommt morgen zwischen 9 und 12 Uhr.\n\nDiese Nachricht \
         wurde automatisch erstellt.",
    );
    let parcel = parcel.header("Auto-Submitted", "auto-generated");
    at(
        5,
        0,
        What::Writes { who: "paketdienst", key: "paket", answers: false, spec: Box::new(parcel) },
    );
    at(
        3,
        15,
        What::Picture {
            who: "frauke.jansen",
            address: "frauke.jansen@mailpost.example",
            key: "lampe",
        },
    );
    at(
        1,
        20,
        writes(
            "mira.sommer",
            "weiter",
            "WG: Ihre Bestellung bei Nordlicht",
            "Hallo, ist das echt oder Betrug? Ich habe nichts bestellt.\n\n\
         -----Ursprüngliche Nachricht-----\n\
         Von: Nordlicht Bestellservice <service@nordlicht-bestellung.example>\n\
         Gesendet: Mittwoch, 18. November 2026 08:12\n\
         An: mira.sommer@mailpost.example\n\
         Betreff: Ihre Bestellung bei Nordlicht\n\n\
         Bitte bestätigen Sie Ihre Bankverbindung innerhalb von 24 Stunden.",
        ),
    );
    deeds.extend(stories::deeds());
    // The earliest first; those of one time in the order in which they stand here.
    deeds.sort_by_key(|deed| std::cmp::Reverse(deed.before_end));
    deeds
}

/// What letters the replay has come to.
pub(crate) struct Mails {
    ahead: std::collections::VecDeque<Deed>,
    /// Keys to the names of letters.
    names: HashMap<&'static str, String>,
    answers: usize,
}

impl Mails {
    /// Makes the writers known; nothing where no mailbox is connected.
    pub(crate) fn begin(world: &World) -> Result<Self> {
        let mut ahead = std::collections::VecDeque::new();
        if world.mailbox.is_some() {
            for person in people() {
                world.sim.mail().add_person(person)?;
            }
            ahead = letters().into();
        }
        Ok(Self { ahead, names: HashMap::new(), answers: 0 })
    }

    /// How long before the end the next deed is.
    pub(crate) fn ahead(&self) -> Option<SignedDuration> {
        self.ahead.front().map(|deed| deed.before_end)
    }

    /// The next deed.
    pub(crate) fn next(&mut self) -> Option<Deed> {
        self.ahead.pop_front()
    }

    /// Does it, and waits until the installation and who it concerns know of it.
    pub(crate) async fn play(
        &mut self,
        world: &World,
        deed: Deed,
        client: impl AsyncFn(&str) -> Result<Client>,
    ) -> Result<()> {
        let mail = world.sim.mail();
        match deed.what {
            What::Writes { who, key, answers, mut spec } => {
                if answers {
                    let last = mail.mails_of(who).pop().context("they got an answer")?;
                    spec.in_reply_to = Some(last.id);
                }
                let id = mail.write(who, *spec)?;
                self.arrives(world, key, &id).await
            }
            What::Picture { who, address, key } => {
                let id =
                    mail.bring(address, &mail.company(), picture(world, address).as_bytes())?;
                tracing::debug!(who, "a letter with a picture");
                self.arrives(world, key, &id).await
            }
            What::Answers { agent, key, who, text } => {
                let client = client(agent).await?;
                let name = self.names.get(key).context("a letter that was written")?;
                let (message, conversation) = known(world, name).await?;
                self.answers += 1;
                let body = json!({
                    "in_reply_to": message, "text": text, "seen": client.head().await?,
                    "send_anyway": true,
                });
                let before = mail.submitted_by_product().len();
                client.reply(&conversation, &format!("letters-{}", self.answers), body).await?;
                let sent = mail.wait_until(move |mail| mail.submitted_by_product().len() > before);
                let sent = tokio::time::timeout(PATIENCE, sent).await;
                sent.with_context(|| format!("the answer to {who} never left"))??;
                Ok(())
            }
            What::Does { agent, key, act } => {
                let client = client(agent).await?;
                let name = self.names.get(key).context("a letter that was written")?;
                let (_, conversation) = known(world, name).await?;
                stories::play(&client, &conversation, act, world.clock.now()).await
            }
        }
    }

    async fn arrives(&mut self, world: &World, key: &'static str, id: &str) -> Result<()> {
        let mail = world.sim.mail();
        let written = mail.mail(&mail.company(), id)?;
        let name = written.message_id.context("it has a name")?;
        known(world, &name).await?;
        self.names.insert(key, name);
        Ok(())
    }
}

/// Waits until the installation has a letter; which message it is, and in which matter.
async fn known(world: &World, name: &str) -> Result<(String, String)> {
    let account = world.mailbox.context("a mailbox is connected")?;
    let (store, names) = (world.engine().store(), [name.to_owned()]);
    let log = store.log();
    let search = async {
        loop {
            let head = log.head();
            let found = store.read().await?.letters_named(account, &names).await?;
            let own = found.into_iter().find(|named| named.own).map(|named| named.message);
            if let Some(message) = own
                && let Some(conversation) = message.conversation_id
            {
                return Ok((message.id.to_string(), conversation.to_string()));
            }
            log.wait_beyond(head).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, search).await;
    waited.with_context(|| format!("the installation never got the letter {name}"))?
}

/// HTML with a picture inside, as programs write it (RFC 2387).
fn picture(world: &World, address: &str) -> String {
    let now = world.sim.mail().now().to_zoned(jiff::tz::TimeZone::UTC);
    let date = jiff::fmt::rfc2822::to_string(&now).unwrap_or_default();
    let to = world.sim.mail().company();
    let html = "<html><body><p>Hallo,</p><p>an meinem Router leuchtet seit heute fr&uuml;h die \
                <b>dritte Lampe rot</b>. Ausstecken hat nicht geholfen.</p><p><img \
                src=3D\"cid:lampe@mailpost.example\" alt=3D\"Router mit roter Lampe\" width=3D\"96\"></p>\
                <p>Viele Gr&uuml;&szlig;e<br>Frauke Jansen</p></body></html>";
    let html = html.replace("</p>", "</p>=\r\n");
    let text = "Hallo,\r\n\r\nan meinem Router leuchtet seit heute fr=C3=BCh die dritte Lampe rot.\r\n\
                Ausstecken hat nicht geholfen.\r\n\r\nViele Gr=C3=BC=C3=9Fe\r\nFrauke Jansen\r\n";
    let picture: Vec<String> = ROUTER
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect();
    format!(
        "From: Frauke Jansen <{address}>\r\nTo: {to}\r\nSubject: Rote Lampe am Router\r\nDate: {date}\r\n\
         Message-ID: <8F2C51D0-7A44-4E7B-9A0B-2D6F1B6C3E11@mailpost.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"Apple-Mail-A\"\r\n\r\n\
         --Apple-Mail-A\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{text}\r\n\
         --Apple-Mail-A\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"Apple-Mail-B\"\
         \r\n\r\n--Apple-Mail-B\r\nContent-Type: text/html; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\n{html}\r\n\
         --Apple-Mail-B\r\nContent-Type: image/png; name=\"lampe.png\"\r\n\
         Content-Disposition: inline; filename=\"lampe.png\"\r\nContent-ID: <lampe@mailpost.example>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--Apple-Mail-B--\r\n--Apple-Mail-A--\r\n",
        picture.join("\r\n")
    )
}

/// One page that says what is charged.
fn pdf() -> Vec<u8> {
    let page = "BT /F1 16 Tf 60 760 Td (Nordlicht, Rechnung November) Tj 0 -40 Td /F1 11 Tf \
                (Anschluss 39,90 EUR) Tj 0 -18 Td (Miete Router 4,90 EUR) Tj 0 -18 Td \
                (Miete Router 4,90 EUR) Tj 0 -26 Td (Summe 49,70 EUR) Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        writeln!(file, "{number} 0 obj{object}endobj").unwrap_or_default();
    }
    let start = file.len();
    file += "xref\n0 6\n0000000000 65535 f \n";
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap_or_default();
    }
    write!(file, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap_or_default();
    file.into_bytes()
}
