//! What our own cases, one for each mail program that writes German, come to.

use gerne_mail::{read, to_text, written, written_html};

const TEXT: &str = include_str!("fixtures/german-text.txt");
const HTML: &str = include_str!("fixtures/german-html.txt");
/// The share that has to be right.
const LEAST: f64 = 0.92;

/// Cases of the form `§ name`, input, `§>`, expected.
fn cases(file: &'static str) -> Vec<(&'static str, &'static str, &'static str)> {
    let case = |text: &'static str| {
        let (name, rest) = text.split_once('\n').expect("a case has a name");
        let (input, expected) = rest.split_once("\n§>\n").expect("a case has an answer");
        (name, input, expected)
    };
    let file = file.strip_prefix("§ ").expect("a file starts with a case");
    file.split("\n§ ").map(case).collect()
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[expect(clippy::print_stdout, reason = "what was wrong is to be seen")]
fn right(file: &'static str, own: impl Fn(&str) -> String) -> (usize, usize) {
    let cases = cases(file);
    let wrong = cases.iter().filter(|(name, input, expected)| {
        let (own, expected) = (collapsed(&own(input)), collapsed(expected));
        if own != expected {
            println!("{name}\n     own {own}\nexpected {expected}");
        }
        own != expected
    });
    let wrong = wrong.count();
    (cases.len() - wrong, cases.len())
}

#[test]
fn german_mails_are_cut_where_they_should_be() {
    let texts = right(TEXT, |text| written(text).text);
    let htmls = right(HTML, |html| to_text(&written_html(html)));
    let (right, all) = (texts.0 + htmls.0, texts.1 + htmls.1);
    println!("MEASURED German mails cut as a person would: {right} of {all}");
    assert!(all >= 120, "{all}");
    let share =
        f64::from(u32::try_from(right).expect("few")) / f64::from(u32::try_from(all).expect("few"));
    assert!(share >= LEAST, "{right} of {all}");
}

#[test]
fn a_mail_with_html_only_is_cut_the_same() {
    for (name, html, expected) in cases(HTML) {
        let raw = format!("Content-Type: text/html; charset=utf-8\r\n\r\n{html}");
        let mail = read(raw.as_bytes());
        assert_eq!(collapsed(&mail.written().text), collapsed(expected), "{name}");
    }
}

#[test]
fn cuts_and_words_make_the_whole() {
    for (name, text, _) in cases(TEXT) {
        let own = written(text);
        let cut: usize = own.cuts.iter().map(|cut| cut.range.len()).sum();
        assert!(own.text.len() + cut <= text.len(), "{name}");
        for cut in &own.cuts {
            assert!(text.get(cut.range.clone()).is_some(), "{name}");
        }
        let mut kept = text.to_owned();
        for cut in own.cuts.iter().rev() {
            kept.replace_range(cut.range.clone(), "");
        }
        assert_eq!(collapsed(&kept), collapsed(&own.text), "{name}");
        assert_eq!(collapsed(&written(&own.text).text), collapsed(&own.text), "twice: {name}");
    }
}
