//! Figures as a table: one line for each part and each way to count the time.

use crate::wire::report::{Figure, Figures, Metric, Spread};

/// In which language the table speaks. In English it says what the interface calls everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaks {
    German,
    English,
}

impl Speaks {
    pub(super) fn of(language: &str) -> Self {
        if language.starts_with("de") { Self::German } else { Self::English }
    }

    /// What stands for a word of the interface.
    fn say(self, word: &str) -> &str {
        let found = WORDS.iter().find(|(key, _)| *key == word);
        match (self, found) {
            (Self::German, Some((_, german))) => german,
            _ => word,
        }
    }
}

/// Heads in their order, and what a cell says in one word.
const HEADS: [&str; 24] = [
    "metric",
    "from",
    "until",
    "part",
    "name",
    "range",
    "clock",
    "n",
    "median",
    "p90",
    "p99",
    "mean",
    "within_target",
    "with_target",
    "still_waiting",
    "answered_in_public",
    "asked_in_public",
    "left_out",
    "lag_median",
    "lag_p90",
    "outcomes",
    "asked_again",
    "reopened",
    "resolved",
];
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("metric", "Was"),
    ("from", "Von"),
    ("until", "Bis vor"),
    ("part", "Teil"),
    ("name", "Name"),
    ("range", "Zeitraum"),
    ("clock", "Uhr"),
    ("n", "Fälle"),
    ("median", "Median (Sekunden)"),
    ("p90", "9 von 10 bis (Sekunden)"),
    ("p99", "99 von 100 bis (Sekunden)"),
    ("mean", "Mittel (Sekunden)"),
    ("within_target", "Im Ziel"),
    ("with_target", "Mit Ziel"),
    ("still_waiting", "Wartet noch und ist zu spät"),
    ("answered_in_public", "Öffentlich beantwortet"),
    ("asked_in_public", "Öffentlich gefragt"),
    ("left_out", "Nicht gezählt"),
    ("lag_median", "Verzug der Plattform, Median (Sekunden)"),
    ("lag_p90", "Verzug der Plattform, 9 von 10 bis (Sekunden)"),
    ("outcomes", "Was daraus wurde"),
    ("asked_again", "Zweimal gefragt"),
    ("reopened", "Wieder geöffnet"),
    ("resolved", "Gelöst"),
    ("now", "dieser"),
    ("before", "davor"),
    ("elapsed_written", "Rund um die Uhr, ab dem Schreiben"),
    ("elapsed_received", "Rund um die Uhr, ab dem Eingang"),
    ("open_written", "In Öffnungszeiten, ab dem Schreiben"),
    ("open_received", "In Öffnungszeiten, ab dem Eingang"),
    ("first_response", "Erste Antwort"),
    ("next_response", "Weitere Antworten"),
    ("waiting", "Wartezeit insgesamt"),
    ("first_resolution", "Erste Lösung"),
    ("full_resolution", "Endgültige Lösung"),
    ("no_answer", "Keine Antwort nötig"),
    ("promises_made", "Zusagen gegeben"),
    ("promises", "Was aus Zusagen wurde"),
    ("approaches", "Ungefragt angesprochen"),
];
/// Before what has umlauts in it: without it spreadsheets take the text for an older one.
const MARK: char = '\u{feff}';

/// The whole table. All days and hours in it are those of one zone, which stands in the head.
pub(super) fn write(figures: &Figures, speaks: Speaks) -> String {
    let mut out = String::new();
    if speaks == Speaks::German {
        out.push(MARK);
    }
    head(&mut out, &figures.zone, speaks);
    let (now, before) = (speaks.say("now"), speaks.say("before"));
    let mut add = |named, range, figure| lines(&mut out, figures, speaks, named, range, figure);
    add(("", ""), now, figures.all.as_ref());
    add(("", ""), before, figures.before.as_ref());
    for part in &figures.parts {
        let named = (part.key.as_str(), part.name.as_deref().unwrap_or_default());
        add(named, now, Some(&part.figure));
        add(named, before, part.before.as_ref());
    }
    out
}

fn head(out: &mut String, zone: &str, speaks: Speaks) {
    let said = HEADS.iter().map(|head| match *head {
        "from" | "until" => quoted(&format!("{} ({zone})", speaks.say(head))),
        head => quoted(speaks.say(head)),
    });
    out.push_str(&said.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
}

/// What a metric is called in the interface.
pub(super) fn word(metric: Metric) -> &'static str {
    match metric {
        Metric::FirstResponse => "first_response",
        Metric::NextResponse => "next_response",
        Metric::Waiting => "waiting",
        Metric::FirstResolution => "first_resolution",
        Metric::FullResolution => "full_resolution",
        Metric::Reopened => "reopened",
        Metric::NoAnswer => "no_answer",
        Metric::PromisesMade => "promises_made",
        Metric::Promises => "promises",
        Metric::AskedAgain => "asked_again",
        Metric::Approaches => "approaches",
    }
}

fn lines(
    out: &mut String,
    of: &Figures,
    speaks: Speaks,
    (part, name): (&str, &str),
    range: &str,
    figure: Option<&Figure>,
) {
    let Some(figure) = figure else { return };
    let clocks: [(&str, &Spread); 4] = [
        ("elapsed_written", &figure.elapsed_written),
        ("elapsed_received", &figure.elapsed_received),
        ("open_written", &figure.open_written),
        ("open_received", &figure.open_received),
    ];
    let counts = |all: &std::collections::BTreeMap<String, usize>| {
        let all: Vec<String> = all.iter().map(|(word, n)| format!("{word}={n}")).collect();
        all.join(" ")
    };
    for (clock, spread) in clocks {
        let cells = [
            speaks.say(word(of.metric)).to_owned(),
            of.from.clone(),
            of.until.clone(),
            part.to_owned(),
            name.to_owned(),
            range.to_owned(),
            speaks.say(clock).to_owned(),
            figure.n.to_string(),
            spread.median.to_string(),
            spread.p90.to_string(),
            spread.p99.to_string(),
            spread.mean.to_string(),
            figure.within_target.n.to_string(),
            figure.within_target.of.to_string(),
            figure.still_waiting.to_string(),
            figure.in_public.n.to_string(),
            figure.in_public.of.to_string(),
            counts(&figure.left_out),
            figure.lag.median.to_string(),
            figure.lag.p90.to_string(),
            counts(&figure.outcomes),
            figure.asked_again.to_string(),
            figure.reopened.n.to_string(),
            figure.reopened.of.to_string(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
}

/// As RFC 4180 writes it. What a spreadsheet would take for a formula is made a text.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        assert_eq!(quoted("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(quoted("de"), "de");
    }

    #[test]
    fn every_head_is_said_in_german_and_names_the_zone() {
        let mut out = String::new();
        head(&mut out, "Europe/Berlin", Speaks::of("de-AT"));
        assert!(out.starts_with("Was,Von (Europe/Berlin),Bis vor (Europe/Berlin),Teil,"), "{out}");
        let said = |head: &&&str| WORDS.iter().any(|(key, _)| key == *head);
        assert_eq!(HEADS.iter().filter(said).count(), HEADS.len());
        assert_eq!(Speaks::English.say("median"), "median");
    }
}
