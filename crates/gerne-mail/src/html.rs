//! HTML and text, one from the other.

use scraper::Html;

mod tame;
mod text;

pub(crate) use tame::tame;
pub(crate) use text::{Rendered, render};

/// Where links may lead.
pub(crate) const LINKS: &[&str] = &["http:", "https:", "mailto:", "tel:"];

/// Whether an address starts with one of these, in whatever case.
pub(crate) fn starts_with_any(value: &str, starts: &[&str]) -> bool {
    let value = value.trim_start();
    let begins = |start: &&str| {
        value.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    starts.iter().any(begins)
}

/// The text of HTML, as a person would read it: quoted blocks with `> ` before their lines, lists
/// with dashes, what is hidden left out.
pub fn to_text(html: &str) -> String {
    render(parse(html).root_element(), |_| false).text
}

/// HTML that shows a text as it stands.
pub fn from_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for line in text.lines() {
        escape(line, &mut html);
        html.push_str("<br>\n");
    }
    html
}

/// A document of bounded depth and size, whatever came in.
pub(crate) fn parse(html: &str) -> Html {
    Html::parse_fragment(&tame(html))
}

/// Writes a text so that it is text in HTML, in values of attributes too.
pub(crate) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
