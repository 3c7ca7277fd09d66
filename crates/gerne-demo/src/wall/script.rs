//! What was said on Facebook in the demo's days.

use jiff::SignedDuration;

/// What is done on Facebook, so long before the history's end.
pub(crate) struct Deed {
    pub(crate) before_end: SignedDuration,
    pub(super) what: What,
}

/// Posts, comments and messages are named by keys of the script.
pub(super) enum What {
    /// Somebody writes on the Page; `page` itself by hand.
    Posts { who: &'static str, key: &'static str, text: &'static str, scene: Option<&'static str> },
    /// Somebody comments; without words it is a sticker.
    Comments {
        who: &'static str,
        key: &'static str,
        on: &'static str,
        text: &'static str,
        scene: Option<&'static str>,
    },
    /// Somebody recommends the Page, or does not.
    Reviews { who: &'static str, key: &'static str, positive: bool, text: &'static str },
    /// Somebody writes in Messenger.
    Writes { who: &'static str, key: &'static str, text: &'static str },
    /// Somebody changes what they wrote.
    Edits { post: &'static str, text: &'static str },
    /// An agent answers in the installation; what was asked in public, in private.
    Answers {
        agent: &'static str,
        to: &'static str,
        key: &'static str,
        text: &'static str,
        in_private: bool,
    },
    /// An agent hides a comment.
    Hides { agent: &'static str, post: &'static str, reason: &'static str },
}

/// All of it, the earliest first.
pub(crate) fn deeds() -> Vec<Deed> {
    let posts = |who, key, text, scene| What::Posts { who, key, text, scene };
    let says = |who, key, on, text| What::Comments { who, key, on, text, scene: None };
    let writes = |who, key, text| What::Writes { who, key, text };
    let answers = |agent, to, key, text| What::Answers { agent, to, key, text, in_private: false };
    let private = |agent, to, key, text| What::Answers { agent, to, key, text, in_private: true };
    let script = [
        ((52, 0), posts("page", "ausbau", BUILDING, None)),
        // A comment, a private reply, Messenger, and thanks before everyone: one matter.
        ((51, 30), says("hanna_p", "termin", "ausbau", APPOINTMENT)),
        ((51, 5), answers("jonas", "termin", "termin-2", APPOINTMENT_PUBLIC)),
        ((51, 2), private("jonas", "termin", "termin-3", APPOINTMENT_PRIVATE)),
        ((50, 40), writes("hanna_p", "termin-4", APPOINTMENT_NUMBER)),
        ((50, 25), private("jonas", "termin-4", "termin-5", APPOINTMENT_DONE)),
        (
            (45, 10),
            says("hanna_p", "termin-6", "termin", "Techniker war da, alles läuft. Danke, Jonas!"),
        ),
        ((49, 0), says("dirk_m", "hass", "ausbau", HATEFUL)),
        ((48, 50), What::Hides { agent: "lena", post: "hass", reason: "hateful" }),
        ((30, 15), What::Reviews { who: "ursula_h", key: "urteil", positive: false, text: REVIEW }),
        ((29, 40), answers("aylin", "urteil", "urteil-2", REVIEW_ANSWER)),
        ((22, 0), posts("olga_s", "kasten", BOX, Some("router"))),
        ((21, 35), answers("jonas", "kasten", "kasten-2", BOX_ANSWER)),
        ((14, 0), posts("page", "tarife", TARIFFS, None)),
        ((13, 20), says("mila", "tarife-1", "tarife", "Gilt das auch für Bestandskunden?")),
        ((13, 18), What::Edits { post: "tarife-1", text: TARIFFS_EDITED }),
        ((13, 0), answers("aylin", "tarife-1", "tarife-2", TARIFFS_ANSWER)),
        (
            (12, 30),
            What::Comments {
                who: "nele_v",
                key: "sticker",
                on: "tarife",
                text: "",
                scene: Some("film"),
            },
        ),
        ((3, 20), says("rafael", "offen", "tarife", "Und wann sieht man das auf der Rechnung?")),
        ((2, 10), writes("priya", "offen-2", SIM)),
    ];
    let deed = |((hours, minutes), what): ((i64, i64), What)| Deed {
        before_end: SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes),
        what,
    };
    let mut deeds: Vec<Deed> = script.into_iter().map(deed).collect();
    // What belongs together stands together above.
    deeds.sort_by_key(|deed| std::cmp::Reverse(deed.before_end));
    deeds
}

const BUILDING: &str = "Glasfaser für Poppelsdorf: Ab Montag graben wir in der Sternenburgstraße. \
                        Fragen? Einfach hier in die Kommentare.";
const APPOINTMENT: &str = "Bei uns sollte schon am Dienstag jemand kommen. Es kam niemand und es \
                           ruft auch keiner an. Was ist da los?";
const APPOINTMENT_PUBLIC: &str = "Hallo Hanna, das tut uns leid. Den Termin suche ich jetzt heraus, \
                                  die Daten dazu klären wir in einer privaten Nachricht.";
const APPOINTMENT_PRIVATE: &str = "Hallo Hanna, hier geht es privat weiter. Unter welcher Adresse \
                                   sollte der Techniker kommen?";
const APPOINTMENT_NUMBER: &str = "Danke fürs Melden. Clemens-August-Str. 14, dritter Stock. Am \
                                  liebsten nachmittags.";
const APPOINTMENT_DONE: &str = "Gefunden, der Auftrag war ohne Hausnummer. Morgen um 15 Uhr kommt \
                                Herr Yilmaz, er klingelt bei Petry.";
const HATEFUL: &str = "Bei denen arbeiten doch nur noch solche aus dem Ausland, raus mit dem Pack.";
const REVIEW: &str = "Vier Wochen auf den Router gewartet, drei Hotlines, keiner wusste etwas.";
const REVIEW_ANSWER: &str = "Guten Tag Frau Hofer, vier Wochen sind viel zu lang. Wir haben den \
                             Versand geprüft: Ihr Router lag im Lager. Die Grundgebühr für diese \
                             Zeit schreiben wir gut.";
const BOX: &str = "So sieht der Kasten im Keller aus. Ist das der Übergabepunkt, an den Sie \
                   heranmüssen?";
const BOX_ANSWER: &str = "Hallo Olga, genau der. Bitte einen halben Meter davor frei lassen, mehr \
                          brauchen wir nicht.";
const TARIFFS: &str = "Ab sofort: 250 Mbit/s zum Preis von 100. Ein Klick im Kundenkonto genügt.";
const TARIFFS_EDITED: &str = "Gilt das auch für Bestandskunden? Ich bin seit 2019 dabei.";
const TARIFFS_ANSWER: &str = "Hallo Mila, ja, für alle. Im Kundenkonto unter Tarif, es schaltet über \
                              Nacht um.";
const SIM: &str = "Hi, my new SIM says \"no service\" since this morning. Is it me or the network?";
