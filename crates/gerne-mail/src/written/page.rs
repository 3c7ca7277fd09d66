//! Cutting older mails out of HTML: the same rules as for text, helped by what programs put around.

use std::ops::Range;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Node, node::Element};

use super::{Hint, Line, Written, lines, written_of_lines};
use crate::html::{Rendered, parse, render};

/// Starts an older mail: what follows, in the document, is not the writer's.
const OPENS: &[&str] = &[
    "divRplyFwdMsg",
    "x_divRplyFwdMsg",
    "appendonsend",
    "x_appendonsend",
    "OLK_SRC_BODY_SECTION",
    "stopSpelling",
    "mail-editor-reference-message-container",
    "replySplit",
];
/// Holds an older mail.
const QUOTES: &[&str] = &[
    "gmail_quote",
    "gmail_quote_container",
    "gmail_extra",
    "yahoo_quoted",
    "protonmail_quote",
    "zmail_extra",
    "tutanota_quote",
    "moz-forward-container",
    "WordSection1_quoted",
    "ydp_quoted",
    "iosymail",
    "quoted-content",
    "mail_quote",
    "posteo_quote",
    "roundcube_quote",
    "ox-quote",
    "mailbox-quote",
];
/// Holds a signature that a program put there.
const SIGNATURES: &[&str] =
    &["gmail_signature", "gmail_signature_prefix", "moz-signature", "ms-outlook-mobile-signature"];
/// The line that Outlook draws above an older mail.
const BORDERS: &[&str] = &[
    "border-top:solid#e1e1e1",
    "border-top:solid#b5c4df",
    "border-top:#b5c4df",
    "border-top:#e1e1e1",
];

/// The HTML without the mails it quotes, and without signatures of programs. When nothing would
/// remain, everything remains. It is as hostile as before.
pub fn written_html(html: &str) -> String {
    let (own, mut document, rendered) = read(html);
    if own.cuts.is_empty() {
        return html.to_owned();
    }
    let is_cut = |at: usize| own.cuts.iter().any(|cut| cut.range.contains(&at));
    for (id, at) in &rendered.nodes {
        if is_cut(*at)
            && let Some(mut node) = document.tree.get_mut(*id)
        {
            node.detach();
        }
    }
    prune(&mut document);
    document.root_element().inner_html()
}

/// What the writer of HTML wrote, as text, with cuts in the HTML's whole text.
pub(super) fn written_of(html: &str) -> Written {
    read(html).0
}

fn read(html: &str) -> (Written, Html, Rendered) {
    let document = parse(html);
    let rendered = render(document.root_element(), |element| role(element) != Hint::None);
    let hints = hints(&document, &rendered);
    let mut lines = lines::of(&rendered.text);
    for line in &mut lines {
        line.hint = hints_of(line, &hints);
    }
    let own = written_of_lines(&rendered.text, &lines);
    (own, document, rendered)
}

fn hints_of(line: &Line<'_>, hints: &[(Hint, Range<usize>)]) -> Hint {
    let end = line.start + line.raw.trim_end().len();
    // A line before which an element starts: the line end that was due belongs to the line before.
    let inside = |range: &Range<usize>| {
        (line.start > range.start || range.start == 0) && end <= range.end && line.start < range.end
    };
    let first = |range: &Range<usize>| inside(range) && line.start.saturating_sub(range.start) <= 4;
    let signature = hints.iter().any(|(hint, range)| *hint == Hint::Signature && inside(range));
    let quoted = hints.iter().any(|(hint, range)| *hint == Hint::Quoted && inside(range));
    let opens = hints.iter().any(|(hint, range)| *hint == Hint::Opens && first(range));
    match (signature, opens, quoted) {
        (true, ..) => Hint::Signature,
        (_, true, _) => Hint::Opens,
        (.., true) => Hint::Quoted,
        _ => Hint::None,
    }
}

/// Where older mails and signatures stand in the text.
fn hints(document: &Html, rendered: &Rendered) -> Vec<(Hint, Range<usize>)> {
    let mut hints = Vec::new();
    for (id, range) in rendered.elements.iter().take(200) {
        let Some(element) = document.tree.get(*id).and_then(ElementRef::wrap) else { continue };
        let hint = role(element.value());
        // A wrapper around quotes may hold answers between them as well.
        let wraps = hint == Hint::Quoted && holds_quote(element);
        let text = rendered.text.get(range.clone()).unwrap_or_default();
        if !wraps && !forwards(text) {
            // An element that opens may be empty: then what follows is the older mail.
            let end = if hint == Hint::Opens { rendered.text.len() } else { range.end };
            hints.push((hint, range.start..end));
        }
    }
    hints
}

fn holds_quote(element: ElementRef<'_>) -> bool {
    let inner = element.descendants().skip(1).filter_map(|node| node.value().as_element());
    inner.take(5000).any(|element| element.name() == "blockquote")
}

fn forwards(text: &str) -> bool {
    lines::of(text.get(..text.floor_char_boundary(2000)).unwrap_or(text))
        .iter()
        .filter(|line| line.has_words())
        .take(3)
        .any(super::headers::is_forward)
}

fn role(element: &Element) -> Hint {
    let name = element.name();
    if name == "blockquote" {
        return Hint::None;
    }
    let id = element.id().unwrap_or_default();
    let has = |list: &[&str]| {
        list.iter().any(|known| known.eq_ignore_ascii_case(id))
            || element.classes().any(|class| list.contains(&class))
    };
    if has(OPENS) || (name == "div" && is_bordered(element)) {
        return Hint::Opens;
    }
    if has(SIGNATURES) {
        return Hint::Signature;
    }
    let by_name =
        matches!(element.attr("name"), Some("quote" | "quoted-content" | "messageReplySection"));
    let by_marker = element.attr("data-marker") == Some("__QUOTED_TEXT__");
    if has(QUOTES) || by_name || by_marker { Hint::Quoted } else { Hint::None }
}

fn is_bordered(element: &Element) -> bool {
    let Some(style) = element.attr("style").filter(|style| style.len() < 2000) else {
        return false;
    };
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let style =
        style.replace("1.0pt", "").replace("1pt", "").replace("1px", "").replace("windowtext", "");
    BORDERS.iter().any(|border| style.contains(border)) || {
        // In either order: colour before or after "solid".
        style.split(';').any(|rule| {
            rule.starts_with("border-top:")
                && (rule.contains("#b5c4df") || rule.contains("#e1e1e1"))
        })
    }
}

/// Takes out what holds nothing any more.
fn prune(document: &mut Html) {
    let order: Vec<NodeId> = document.tree.root().descendants().map(|node| node.id()).collect();
    for id in
        order.into_iter().rev().filter(|id| *id != document.tree.root().id()).collect::<Vec<_>>()
    {
        let Some(node) = document.tree.get(id) else { continue };
        let empty = match node.value() {
            Node::Element(element) => {
                let kept = ["img", "br", "hr", "td", "th", "html", "wbr"].contains(&element.name());
                let bare = node.children().all(|child| match child.value() {
                    Node::Text(text) => text.trim().is_empty(),
                    Node::Element(element) => element.name() == "br" && !kept,
                    _ => true,
                });
                !kept && bare
            }
            Node::Comment(_) => true,
            _ => false,
        };
        if empty && let Some(mut node) = document.tree.get_mut(id) {
            node.detach();
        }
    }
}
