//! Figures as a table: one line for each part and each way to count the time.

use crate::wire::report::{Figure, Figures, Metric, Spread};

const HEAD: &str = "metric,from,until,part,name,range,clock,n,median,p90,p99,mean,within_target,\
                    with_target,still_waiting,answered_in_public,asked_in_public,left_out,\
                    lag_median,lag_p90,outcomes,asked_again,\
                    reopened,resolved\r\n";

/// The whole table.
pub(super) fn write(figures: &Figures) -> String {
    let mut out = HEAD.to_owned();
    lines(&mut out, figures, ("", ""), "now", figures.all.as_ref());
    lines(&mut out, figures, ("", ""), "before", figures.before.as_ref());
    for part in &figures.parts {
        let named = (part.key.as_str(), part.name.as_deref().unwrap_or_default());
        lines(&mut out, figures, named, "now", Some(&part.figure));
        lines(&mut out, figures, named, "before", part.before.as_ref());
    }
    out
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
            word(of.metric).to_owned(),
            of.from.clone(),
            of.until.clone(),
            part.to_owned(),
            name.to_owned(),
            range.to_owned(),
            clock.to_owned(),
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
}
