//! Rules with a past, posts that nobody addressed to the company, and an outage that grows while one
//! watches.

use std::time::Duration;

use anyhow::{Context as _, Result};
use gerne_sim::{PersonSpec, PostSpec};
use serde_json::json;

use crate::{AGENTS, Client, PASSWORD, World};

/// Rules by name: their words, and whether they look on the platform.
const RULES: [(&str, &str, bool); 3] = [
    ("Störungen", "(ausfall OR störung OR \"kein Internet\" OR tot) -danke", false),
    ("Ohne uns zu nennen", "#nordlicht (tot OR weg OR ausfall OR störung OR teuer)", true),
    ("Kündigung droht", "kündig* OR wechsel* NEAR/5 anbieter OR cancel*", false),
];

/// What strangers say of the company among themselves: handle, name, profile, words.
const STRANGERS: [(&str, &str, &str, &str); 4] = [
    (
        "fenja",
        "Fenja Boysen",
        "",
        "Seit gestern Abend ist bei #nordlicht alles tot. Homeoffice adé.",
    ),
    (
        "ole",
        "Ole Carstens",
        "Segelt, wenn es geht.",
        "#nordlicht ist wieder weg. Zum dritten Mal im November.",
    ),
    (
        "swantje",
        "Swantje Iwersen",
        "Nur Lesen. #nobot",
        "Ausfall bei #nordlicht, wie immer am Wochenende.",
    ),
    (
        "piet",
        "Piet Lorenzen",
        "",
        "Tolles #nordlicht heute Nacht über Sylt, die Wolken waren endlich weg!",
    ),
];

/// Who reports the outage, one after the other.
const OUTAGE: [(&str, &str, &str); 9] = [
    ("antje", "Antje Wulf", "Seit eben kein Internet in Husum, DSL ist ausgefallen."),
    ("broder", "Broder Nissen", "DSL in Husum tot, kein Internet. Wisst ihr was?"),
    ("gesche", "Gesche Thomsen", "Internet in Husum ausgefallen, der DSL-Router blinkt nur noch."),
    (
        "hauke",
        "Hauke Jessen",
        "Kein Internet in Husum! DSL komplett ausgefallen, mitten in der Konferenz.",
    ),
    ("inken", "Inken Paulsen", "In Husum ist DSL ausgefallen, Internet geht nicht mehr."),
    ("jelle", "Jelle Matthiesen", "DSL-Ausfall in Husum, seit einer halben Stunde kein Internet."),
    (
        "karla",
        "Karla Feddersen",
        "Auch bei mir in Husum: DSL ausgefallen, kein Internet, sehr ärgerlich.",
    ),
    ("lorenz", "Lorenz Asmussen", "Internet in Husum weg, DSL ausgefallen. Was ist da los?"),
    ("momme", "Momme Hansen", "Husum ohne Internet, DSL tot. Bitte meldet euch mal dazu!"),
];

/// Between two reports.
const BETWEEN: Duration = Duration::from_secs(20);

/// Writes the rules, before the days are replayed: they have a past when one looks at them.
///
/// # Errors
/// When the installation does not take them.
pub async fn write_rules(world: &World) -> Result<()> {
    let lead = AGENTS.iter().find(|agent| agent.key == "anna").context("Anna is there")?;
    let client = Client::sign_in(&world.url, lead.login, PASSWORD).await?;
    for (name, text, looks) in RULES {
        let watches: Vec<_> = world.account.iter().filter(|_| looks).map(|id| id.0).collect();
        let rule = json!({"name": name, "text": text, "watches": watches});
        client.post("/rules", rule).await?;
    }
    Ok(())
}

/// Strangers speak of the company.
///
/// # Errors
/// When the stand-in does not take it.
pub fn speak_among_themselves(world: &World) -> Result<()> {
    let square = world.sim.mastodon();
    for (handle, name, note, text) in STRANGERS {
        let person =
            PersonSpec { note: note.to_owned(), ..PersonSpec::new(handle, name).lang("de") };
        square.add_person(person)?;
        square.post(handle, PostSpec::public(text))?;
    }
    Ok(())
}

/// An outage that grows while one watches; ends when everybody said it.
///
/// # Errors
/// When the stand-in does not take it.
#[expect(clippy::disallowed_methods, reason = "people write in their own time")]
pub async fn outage(world: &World) -> Result<()> {
    let square = world.sim.mastodon();
    let company = world.sim.company().to_owned();
    for (handle, name, text) in OUTAGE {
        tokio::time::sleep(BETWEEN).await;
        square.add_person(PersonSpec::new(handle, name).lang("de"))?;
        square.post(handle, PostSpec::public(&format!("@{company} {text}")))?;
    }
    Ok(())
}
