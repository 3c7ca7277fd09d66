//! HTML that attacks.

use std::path::Path;

use gerne_mail::{Showing, safe_html};
use scraper::Html;
use serde::Deserialize;

use super::lines;
use crate::Score;

#[derive(Deserialize)]
struct Case {
    id: String,
    input: String,
}

const FORBIDDEN: &[&str] =
    &["script", "style", "iframe", "object", "embed", "form", "base", "meta", "svg", "math"];

/// Nothing dangerous is left, and doing it twice changes nothing.
pub(crate) fn attacks(folder: &Path) -> anyhow::Result<Score> {
    let cases = lines::<Case>(&folder.join("inputs.jsonl"))?;
    Ok(Score::of(cases.iter().map(|case| {
        let once = safe_html(&case.input, &Showing::default()).html;
        let twice = safe_html(&once, &Showing::default()).html;
        let wrong = dangers(&once).or_else(|| (once != twice).then(|| format!("then {twice:?}")));
        wrong.map_or(Ok(()), |wrong| Err(format!("{}: {wrong} in {once:?}", case.id)))
    })))
}

fn dangers(html: &str) -> Option<String> {
    let document = Html::parse_fragment(html);
    document.tree.nodes().filter_map(|node| node.value().as_element()).find_map(|element| {
        if FORBIDDEN.contains(&element.name()) {
            return Some(element.name().to_owned());
        }
        element.attrs().find_map(|(name, value)| {
            let value: String =
                value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let value = value.to_lowercase();
            let runs = ["javascript:", "vbscript:", "data:text"]
                .iter()
                .any(|start| value.starts_with(start));
            let remote = (value.contains("://") || value.starts_with("//"))
                && !(element.name() == "a" && name == "href");
            (name.starts_with("on") || name == "style" || runs || remote)
                .then(|| format!("{name}={value}"))
        })
    })
}
