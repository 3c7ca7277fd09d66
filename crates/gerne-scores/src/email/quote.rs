//! What somebody wrote of a mail.

use std::{collections::HashMap, path::Path};

use gerne_mail::{read, written, written_html};
use scraper::{Html, Node};
use serde::Deserialize;

use super::{collapsed, differs, lines};
use crate::Score;

#[derive(Deserialize)]
struct Case {
    id: String,
    kind: String,
    lang: String,
    input: String,
    expect: Expect,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Expect {
    reply: Option<String>,
    reply_text_nows: Option<String>,
    contains: Vec<String>,
    not_contains: Vec<String>,
    body: Option<String>,
}

fn cases(folder: &Path) -> anyhow::Result<Vec<Case>> {
    lines(&folder.join("cases.jsonl"))
}

/// Plain texts, all languages.
pub(crate) fn text(folder: &Path) -> anyhow::Result<Score> {
    let cases = cases(folder)?;
    Ok(Score::of(cases.iter().filter(|case| case.kind == "text").map(outcome)))
}

/// German ones, whole mails too.
pub(crate) fn german(folder: &Path) -> anyhow::Result<Score> {
    let cases = cases(folder)?;
    Ok(Score::of(cases.iter().filter(|case| case.lang == "de").map(outcome)))
}

/// HTML.
pub(crate) fn html(folder: &Path) -> anyhow::Result<Score> {
    let cases = cases(folder)?;
    Ok(Score::of(cases.iter().filter(|case| case.kind == "html").map(outcome)))
}

/// In how many cases a word is cut that the writer wrote. Here the value is a count.
pub(crate) fn lost(folder: &Path) -> anyhow::Result<Score> {
    let cases = cases(folder)?;
    let wrong: Vec<String> = cases.iter().filter_map(missing).collect();
    let bad = u32::try_from(wrong.len()).unwrap_or(u32::MAX);
    Ok(Score { value: bad.into(), n: cases.len().try_into()?, wrong })
}

fn ours(case: &Case) -> String {
    match case.kind.as_str() {
        "eml" => read(case.input.as_bytes()).written().text,
        "html" => visible(&written_html(&case.input)),
        _ => written(&case.input).text,
    }
}

fn outcome(case: &Case) -> Result<(), String> {
    let ours = collapsed(&ours(case));
    if let Some(reply) = &case.expect.reply {
        let reply = collapsed(reply);
        return if ours == reply { Ok(()) } else { Err(differs(&case.id, &ours, &reply)) };
    }
    if let Some(reply) = &case.expect.reply_text_nows {
        let ours: String = ours.split_whitespace().collect();
        return if ours == *reply { Ok(()) } else { Err(differs(&case.id, &ours, reply)) };
    }
    for text in &case.expect.contains {
        if !ours.contains(&collapsed(text)) {
            return Err(format!("{}: misses {text:?} in {ours:?}", case.id));
        }
    }
    for text in &case.expect.not_contains {
        if ours.contains(&collapsed(text)) {
            return Err(format!("{}: has {text:?} in {ours:?}", case.id));
        }
    }
    Ok(())
}

fn missing(case: &Case) -> Option<String> {
    let ours = ours(case);
    if let Some(reply) = &case.expect.reply_text_nows {
        // Without spaces there are no words: every character, in order.
        let mut left = ours.chars().filter(|c| !c.is_whitespace());
        let kept = reply.chars().all(|wanted| left.any(|c| c == wanted));
        return (!kept).then(|| differs(&case.id, &ours, reply));
    }
    let expect = &case.expect;
    let wanted = expect.reply.iter().chain(&expect.body).chain(&expect.contains);
    let wanted = wanted.cloned().collect::<Vec<_>>().join(" ");
    let mut have: HashMap<&str, i32> = HashMap::new();
    for word in ours.split_whitespace() {
        *have.entry(word).or_default() += 1;
    }
    let gone: Vec<&str> = wanted
        .split_whitespace()
        .filter(|word| {
            let left = have.entry(word).or_default();
            *left -= 1;
            // Texts of several expectations may name a word twice.
            *left < 0 && (expect.contains.is_empty() || !ours.contains(*word))
        })
        .collect();
    (!gone.is_empty()).then(|| format!("{}: lost {gone:?}", case.id))
}

/// The text that a person sees.
fn visible(html: &str) -> String {
    let document = Html::parse_document(html);
    let seen = document.tree.nodes().filter_map(|node| {
        let hidden = ["style", "script", "title"];
        let parent = node.parent().and_then(|parent| parent.value().as_element().cloned());
        let shown = parent.is_none_or(|parent| !hidden.contains(&parent.name()));
        match node.value() {
            Node::Text(text) if shown => Some(text.to_string()),
            _ => None,
        }
    });
    seen.collect()
}
