//! Whole matters, written out, and what their cards should say.

use jiff::civil::DateTime;

use super::*;
use crate::when::MondayToFriday;

struct Matter {
    messages: &'static [(By, &'static str, &'static str)],
    /// A part, and words that a line of it holds.
    card: &'static [(Part, &'static str)],
}

const C: By = By::Customer;
const U: By = By::Us;
const L: By = By::Log;

const MATTERS: &[Matter] = &[
    Matter {
        messages: &[
            (
                C,
                "2026-11-16T09:10",
                "Hallo, unser Gasherd zündet seit Samstag nicht mehr. Batterie habe ich schon gewechselt und die Brenner gereinigt. Wir haben am Donnerstag Besuch, bis dahin muss er laufen. Wann kann jemand kommen?",
            ),
            (
                U,
                "2026-11-16T11:00",
                "Guten Tag Frau Mertens, das tut mir leid. Ich habe einen Monteur für Mittwoch eingeplant und die Zündeinheit bestellt. Ich melde mich morgen bis 12 Uhr mit der genauen Uhrzeit.",
            ),
            (
                L,
                "2026-11-18T15:30",
                "Monteur war vor Ort: Zündeinheit getauscht, Dichtung geprüft. Regler muss noch ersetzt werden, Teil fehlt.",
            ),
            (C, "2026-11-18T19:00", "Der Herd zündet immer noch nicht zuverlässig."),
        ],
        card: &[
            (Part::About, "Gasherd zündet"),
            (Part::Since, "Samstag"),
            (Part::TriedByThem, "Batterie"),
            (Part::TriedByThem, "Brenner"),
            (Part::TriedByUs, "Zündeinheit bestellt"),
            (Part::TriedByUs, "Zündeinheit getauscht"),
            (Part::NeededBy, "Donnerstag"),
            (Part::Open, "Regler"),
        ],
    },
    Matter {
        messages: &[
            (
                L,
                "2026-11-10T10:00",
                "Caller says the parcel was marked as delivered on Saturday but never arrived. Checked with both neighbours. Needs it before the 20th, it is a birthday present. I have opened a trace with the depot. Verified with postcode and date of birth.",
            ),
            (
                U,
                "2026-11-11T09:00",
                "Hi Tom, the depot searched the van and spoke to the driver. We've raised a claim for you.",
            ),
            (C, "2026-11-13T20:11", "Nobody has called me back. Please just send a replacement."),
        ],
        card: &[
            (Part::About, "never arrived"),
            (Part::Since, "Saturday"),
            (Part::TriedByThem, "neighbours"),
            (Part::TriedByUs, "trace"),
            (Part::TriedByUs, "searched the van"),
            (Part::TriedByUs, "claim"),
            (Part::NeededBy, "20th"),
            (Part::Demand, "replacement"),
        ],
    },
    Matter {
        messages: &[
            (
                C,
                "2026-11-03T08:00",
                "@bahnhilfe App zeigt seit dem Update mein Jahresabo nicht mehr an. Neu installiert, neu eingeloggt, nix.",
            ),
            (
                U,
                "2026-11-03T08:40",
                "Guten Morgen! Wir haben das Abo in Ihrem Konto neu verknüpft. Klappt es jetzt?",
            ),
            (
                C,
                "2026-11-03T12:15",
                "Nein, immer noch weg. Ich verlange eine Erstattung für die Einzelfahrscheine!",
            ),
        ],
        card: &[
            (Part::About, "Jahresabo"),
            (Part::Since, "Update"),
            (Part::TriedByThem, "installiert"),
            (Part::TriedByThem, "eingeloggt"),
            (Part::TriedByUs, "verknüpft"),
            (Part::Demand, "Erstattung"),
        ],
    },
    Matter {
        messages: &[
            (
                C,
                "2026-11-05T18:20",
                "My card was charged twice for the same stay on 2 November. I cleared the app and tried to cancel, no luck. Could you refund the second payment by Monday?",
            ),
            (
                U,
                "2026-11-06T09:30",
                "Thanks for flagging this, Priya. I've checked with our payments team and cancelled the duplicate booking. You should see the money within 5 working days.",
            ),
            (C, "2026-11-14T10:00", "Still no refund, it's been over a week."),
        ],
        card: &[
            (Part::About, "charged twice"),
            (Part::Since, "2 November"),
            (Part::TriedByThem, "cleared the app"),
            (Part::TriedByUs, "cancelled the duplicate"),
            (Part::NeededBy, "Monday"),
            (Part::Demand, "refund"),
        ],
    },
    Matter {
        messages: &[
            (
                C,
                "2026-11-02T07:45",
                "Guten Tag, die Heizung im ganzen Haus bleibt seit gestern Abend kalt. Wir haben zwei kleine Kinder. Sicherung ist drin, am Kessel habe ich auf Reset gedrückt.",
            ),
            (
                L,
                "2026-11-02T09:00",
                "Anruf: Kunde fragt, wann jemand kommt. Verifiziert über Kundennummer und Geburtsdatum. Notdienst beauftragt.",
            ),
            (
                L,
                "2026-11-02T13:00",
                "Techniker: Umwälzpumpe defekt, provisorisch überbrückt. Neue Pumpe bestellt.",
            ),
            (C, "2026-11-04T16:00", "Läuft wieder, vielen Dank!"),
        ],
        card: &[
            (Part::About, "Heizung"),
            (Part::Since, "gestern Abend"),
            (Part::TriedByThem, "Sicherung"),
            (Part::TriedByThem, "Reset"),
            (Part::TriedByUs, "beauftragt"),
            (Part::TriedByUs, "überbrückt"),
            (Part::TriedByUs, "Pumpe bestellt"),
        ],
    },
    Matter {
        messages: &[
            (
                C,
                "2026-11-09T21:00",
                "hi, broadband keeps dropping every evening for about two weeks now. rebooted the hub, swapped the cable, tried ethernet. I work from home and need it stable before my interview on Thursday",
            ),
            (
                U,
                "2026-11-10T08:30",
                "Hi Dan, sorry about this. I ran a line test and it shows noise, so I've booked an engineer for Wednesday morning.",
            ),
            (
                L,
                "2026-11-11T12:00",
                "Engineer visit: replaced the socket and re-terminated the drop wire. Line stable at 68 Mbps. Fault on the cabinet still needs to be fixed by the network team.",
            ),
        ],
        card: &[
            (Part::About, "dropping"),
            (Part::Since, "two weeks"),
            (Part::TriedByThem, "hub"),
            (Part::TriedByThem, "cable"),
            (Part::TriedByUs, "line test"),
            (Part::TriedByUs, "booked an engineer"),
            (Part::TriedByUs, "replaced the socket"),
            (Part::NeededBy, "Thursday"),
            (Part::Open, "cabinet"),
        ],
    },
];

fn drafted(matter: &Matter) -> Vec<(Part, String)> {
    let mut read_all = Vec::new();
    for (said, (by, at, text)) in matter.messages.iter().enumerate() {
        let at: DateTime = at.parse().unwrap();
        let now = at.in_tz("Europe/Berlin").unwrap();
        let context = Context::reporting(now, &MondayToFriday);
        let place = Place { by: *by, opens: said == 0 };
        let found = read(text, place, &context, &Known::default());
        read_all.extend(found.into_iter().map(|one| (said, *by, one)));
    }
    let ours = matter.messages.iter().enumerate().filter(|(_, (by, ..))| *by == U);
    let replies: Vec<usize> = ours.map(|(said, _)| said).collect();
    let items: Vec<Item<'_>> = read_all
        .iter()
        .map(|(said, by, one)| Item {
            said: *said,
            by: *by,
            kind: one.kind,
            text: &one.raw,
            norm: &one.norm,
            sure: false,
        })
        .collect();
    lines(&items, &replies)
        .into_iter()
        .map(|line| (line.part, items[line.item].text.to_owned()))
        .collect()
}

/// Nine in ten lines are there, and hardly any says what nobody said.
#[test]
fn cards_of_whole_matters_say_what_they_should() {
    let (mut expected, mut missing, mut wrong) = (0, Vec::new(), Vec::new());
    let mut drafts = 0;
    for matter in MATTERS {
        let drafted = drafted(matter);
        drafts += drafted.len();
        for (part, words) in matter.card {
            expected += 1;
            if !drafted.iter().any(|(there, text)| there == part && text.contains(words)) {
                missing.push(format!("{}: {words} in {drafted:?}", part.name()));
            }
        }
        for (part, text) in &drafted {
            if !matter.card.iter().any(|(there, words)| there == part && text.contains(words)) {
                wrong.push(format!("{}: {text}", part.name()));
            }
        }
    }
    assert!(
        missing.len() * 10 <= expected && wrong.len() * 10 <= drafts,
        "missing {} of {expected}: {missing:#?}\nwrong {} of {drafts}: {wrong:#?}",
        missing.len(),
        wrong.len()
    );
}
