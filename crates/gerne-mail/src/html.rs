//! HTML and text, one from the other.

use scraper::Html;

mod tame;
mod text;

pub(crate) use tame::tame;
pub(crate) use text::render;

/// The text of HTML, as a person would read it: quoted blocks with `> ` before their lines, lists
/// with dashes, what is hidden left out.
pub fn to_text(html: &str) -> String {
    render(parse(html).root_element())
}

/// HTML that shows a text as it stands.
pub(crate) fn from_text(text: &str) -> String {
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
