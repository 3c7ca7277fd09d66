//! What was said on X in the demo's days.

use jiff::SignedDuration;

/// What is done on X, so long before the history's end.
pub(crate) struct Deed {
    pub(crate) before_end: SignedDuration,
    pub(super) what: What,
}

/// Posts are named by keys of the script.
pub(super) enum What {
    /// Somebody posts.
    Posts(Says),
    /// Somebody changes what they posted, which gives it another id.
    Edits { post: &'static str, text: &'static str },
    /// Somebody takes back what they posted.
    Deletes { post: &'static str },
    /// Somebody writes to the company in private.
    Writes { who: &'static str, key: &'static str, text: &'static str },
    /// An agent answers in the installation.
    Answers { agent: &'static str, to: &'static str, key: &'static str, text: &'static str },
}

/// A post to be made.
pub(super) struct Says {
    pub(super) who: &'static str,
    pub(super) key: &'static str,
    pub(super) text: &'static str,
    pub(super) to: Option<&'static str>,
    pub(super) quote: Option<&'static str>,
    pub(super) scene: Option<(&'static str, &'static str)>,
}

impl Says {
    fn new(who: &'static str, key: &'static str, text: &'static str) -> Self {
        Self { who, key, text, to: None, quote: None, scene: None }
    }

    fn to(self, key: &'static str) -> Self {
        Self { to: Some(key), ..self }
    }

    fn quoting(self, key: &'static str) -> Self {
        Self { quote: Some(key), ..self }
    }

    fn showing(self, scene: &'static str, alt: &'static str) -> Self {
        Self { scene: Some((scene, alt)), ..self }
    }
}

/// All of it, the earliest first. `@nordlicht` itself posts on X by hand.
pub(crate) fn deeds() -> Vec<Deed> {
    let answers = |agent, to, key, text| What::Answers { agent, to, key, text };
    let says = |says: Says| What::Posts(says);
    let script = [
        ((50, 20), says(Says::new("frida", "bild", TV))),
        ((50, 0), answers("jonas", "bild", "bild-2", TV_WHERE)),
        ((49, 40), says(Says::new("frida", "bild-3", TV_ONE).to("bild-2"))),
        ((49, 10), answers("jonas", "bild-3", "bild-4", TV_MENDED)),
        (
            (48, 50),
            says(Says::new("frida", "bild-5", "Läuft seit einer Stunde. Danke!").to("bild-4")),
        ),
        // Sent too early, with a number in it; gone a few minutes later.
        ((44, 0), says(Says::new("kevin_t", "nummer", NUMBER))),
        ((43, 54), What::Deletes { post: "nummer" }),
        ((43, 50), What::Writes { who: "kevin_t", key: "nummer-2", text: NUMBER_PRIVATE }),
        ((43, 20), answers("aylin", "nummer-2", "nummer-3", NUMBER_ANSWER)),
        ((26, 30), What::Writes { who: "ines", key: "adresse", text: ADDRESS }),
        ((26, 10), answers("aylin", "adresse", "adresse-2", ADDRESS_DONE)),
        // Nobody called us: who came across it named us below. It can be read, not answered.
        ((20, 0), says(Says::new("greta_l", "ohne", WITHOUT_US))),
        ((18, 30), says(Says::new("tobi_funkt", "ohne-2", LOOK).to("ohne"))),
        ((18, 5), answers("lena", "ohne-2", "ohne-3", LOOKING)),
        ((13, 0), says(Says::new("nordlicht", "wartung", MAINTENANCE))),
        ((12, 15), says(Says::new("tom_w", "frage", SOUTH).quoting("wartung"))),
        ((11, 50), answers("lena", "frage", "frage-2", SOUTH_NO)),
        ((9, 30), says(Says::new("selin_k", "tarif", TARIFF))),
        // Those with the blue tick may change what they wrote.
        ((9, 26), What::Edits { post: "tarif", text: TARIFF_CHANGED }),
        ((4, 5), says(Says::new("marten_f", "lampe", LAMP).showing("router", LAMP_ALT))),
        ((1, 40), says(Says::new("amelia_j", "speed", SPEED))),
    ];
    let deed = |((hours, minutes), what): ((i64, i64), What)| Deed {
        before_end: SignedDuration::from_hours(hours) + SignedDuration::from_mins(minutes),
        what,
    };
    script.into_iter().map(deed).collect()
}

const TV: &str = "@nordlicht seit dem Update gestern friert bei uns alle paar Minuten das \
                  Fernsehbild ein. Internet läuft. Was nun?";
const TV_WHERE: &str = "Hallo Frida, das klingt nach dem neuen Empfangsteil. Friert es an beiden \
                        Geräten ein oder nur an einem?";
const TV_ONE: &str = "Nur an dem im Wohnzimmer. Das im Schlafzimmer hat das Update noch nicht.";
const TV_MENDED: &str = "Dann nehmen wir das Update dort zurück. Bitte das Gerät in zehn Minuten \
                         einmal vom Strom trennen.";
const NUMBER: &str = "@nordlicht meine Nummer ist immer noch nicht umgezogen, 0228 555 0147. Vertrag \
                      läuft seit Montag.";
const NUMBER_PRIVATE: &str = "Hallo, die Nummer hätte ich nicht öffentlich schreiben sollen, hab es \
                              gelöscht. Es geht um 0228 555 0147, der Umzug sollte Montag sein.";
const NUMBER_ANSWER: &str = "Hallo Kevin, hier ist sie gut aufgehoben. Der alte Anbieter hat sie erst \
                             heute freigegeben, morgen um 9 Uhr schalten wir um.";
const ADDRESS: &str = "Guten Tag, meine Kundennummer ist 20-4711-88. Können Sie die neue Adresse \
                       eintragen? Bäckergasse 7.";
const ADDRESS_DONE: &str = "Guten Tag Inês, die Adresse steht jetzt so im Vertrag. Die nächste \
                            Rechnung geht schon dorthin.";
const WITHOUT_US: &str =
    "Drei Wochen. Drei Wochen warte ich bei Nordlicht auf einen Rückruf. Ich gebe auf.";
const LOOK: &str = "@nordlicht schaut ihr euch das mal an? Greta wartet wirklich lange.";
const LOOKING: &str = "Danke für den Hinweis, Tobias. Wir suchen den Fall heraus und melden uns \
                       heute noch bei ihr.";
const MAINTENANCE: &str = "Heute Nacht zwischen 2 und 4 Uhr arbeiten wir am Netz in Bonn. Kurze \
                           Aussetzer sind möglich.";
const SOUTH: &str = "Does this hit the Südstadt as well?";
const SOUTH_NO: &str = "Hi Tom, no, only Bonn-Nord and Castell. Yours stays up all night.";
const TARIFF: &str = "@nordlicht der Studententarif kostet laut App 24,99, auf der Rechnung stehen \
                      aber 29,99. Was gilt?";
const TARIFF_CHANGED: &str = "@nordlicht der Studententarif kostet laut App 24,99, auf der Rechnung \
                              stehen aber 34,99. Was gilt?";
const LAMP: &str =
    "@nordlicht so blinkt der Router seit heute Mittag. Neustart hilft nicht. #Router";
const LAMP_ALT: &str = "Ein Router auf einem Regal, eine seiner Lampen blinkt rot.";
const SPEED: &str = "@nordlicht 1000 Mbit on the bill, 140 on the cable. Same at 3 am. Any idea?";
