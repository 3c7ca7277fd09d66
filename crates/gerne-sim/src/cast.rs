//! Believable people: the company and its customers.

use serde::Deserialize;

use crate::{FbPage, PersonSpec, XPerson};

/// The company: a telephone and internet provider named Nordlicht, its care team's account.
pub fn company() -> PersonSpec {
    PersonSpec {
        handle: "nordlicht_hilft".to_owned(),
        name: "Nordlicht hilft".to_owned(),
        language: "de".to_owned(),
        note: "Internet, Telefon und Fernsehen aus dem Norden. Hier hilft unser Team, \
               Mo–Sa 8–20 Uhr. Bitte keine Kundendaten öffentlich posten."
            .to_owned(),
        company: true,
        ..PersonSpec::default()
    }
}

/// The company's account on X, which also registered the application.
pub fn x_company() -> XPerson {
    let usual = company();
    XPerson {
        handle: "nordlicht".to_owned(),
        name: "Nordlicht".to_owned(),
        ..XPerson::from(&usual)
    }
}

/// The company's Page on Facebook, and who may do everything on it.
pub fn fb_page() -> FbPage {
    let usual = company();
    FbPage {
        handle: "nordlicht".to_owned(),
        name: "Nordlicht".to_owned(),
        category: "Telecommunication company".to_owned(),
        look: usual.look,
        admins: vec!["anna.albrecht".to_owned()],
    }
}

/// The name of somebody who may do everything on a Page, by handle: `anna.albrecht`.
pub(crate) fn fb_name(handle: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    handle.split('.').map(word).collect::<Vec<_>>().join(" ")
}

/// The two customers every test can count on: `clara` (German, this server) and
/// `ben@far.example` (English, another server).
pub fn two_customers() -> Vec<PersonSpec> {
    vec![
        PersonSpec::new("clara", "Clara Otto").lang("de"),
        PersonSpec::new("ben@far.example", "Ben Carter").lang("en"),
    ]
}

/// The customers of the demo and the square.
///
/// # Panics
/// Never: the embedded list is checked by a test.
pub fn people() -> Vec<PersonSpec> {
    #[derive(Deserialize)]
    struct Row(String, String, String, String, String);
    let rows: Vec<Row> =
        serde_json::from_str(include_str!("history/people.json")).expect("the list is valid JSON");
    let person = |Row(handle, name, language, note, look): Row| PersonSpec {
        handle,
        name,
        language,
        note,
        look,
        ..PersonSpec::default()
    };
    rows.into_iter().map(person).collect()
}
