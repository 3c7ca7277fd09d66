//! What an admin of the demo has set before the history begins: when somebody is there, by when an
//! answer is due, and on what ground figures of so few people are shown.

use anyhow::Result;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{AGENTS, Client, PASSWORD, World, choices::choose};

const HOUSE: &str = "00000000-0000-0000-0000-000000000000";
const HOUR: u32 = 3600;

/// Sets the hours of the house, two targets, and the ground of figures; the mailbox acknowledges.
pub async fn settle_in(world: &World) -> Result<()> {
    let admin = Client::sign_in(&world.url, AGENTS[0].login, PASSWORD).await?;
    let put = async |path: &str, body: Value| admin.call(Method::PUT, path, Some(body)).await;
    // The days before are replayed on any day of the week, and people are there on each: were it closed,
    // answers would have taken no time.
    let day = ["06:00-22:00"];
    let week = json!({
        "monday": day, "tuesday": day, "wednesday": day, "thursday": day, "friday": day,
        "saturday": day, "sunday": day,
    });
    let hours = json!({
        "zone": "Europe/Berlin", "week": week, "exceptions": {}, "covered_by": null,
        "holidays": {"regions": ["DE-NW"], "also": {}, "except": []},
    });
    put(&format!("/settings/hours/{HOUSE}"), hours).await?;
    let outages: Vec<_> = world.labels.iter().filter(|(key, _)| *key == "outage").collect();
    let outages: Vec<_> = outages.into_iter().map(|(_, id)| id.to_string()).collect();
    let target = |name: &str, labels: &[String], first: u32, next: u32, in_hours: bool| {
        json!({
            "name": name, "accounts": [], "teams": [], "priorities": [], "languages": [],
            "labels": labels, "first_response": first, "next_response": next,
            "resolution": null, "in_hours": in_hours,
        })
    };
    let targets = [
        target("Störungen", &outages, HOUR, HOUR, false),
        target("Alles andere", &[], 4 * HOUR, 8 * HOUR, true),
    ];
    put("/settings/targets", json!({"targets": targets})).await?;
    put("/settings/figures", json!({"ground": "Vorführung: erfundene Personen, erfundene Fälle."}))
        .await?;
    if let Some(mailbox) = world.mailbox {
        choose(world.engine(), mailbox, |settings| settings.acknowledgement.on = true).await?;
    }
    Ok(())
}
