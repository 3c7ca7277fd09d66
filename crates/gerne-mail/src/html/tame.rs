//! Hostile HTML as well-nested HTML of bounded depth, before a real parser sees it.
//!
//! A standard parser does quadratic work and more on some inputs: attributes without end, deep
//! nesting, formatting that it opens again and again, stray content in tables. Here every tag is
//! closed in order, what is beyond the caps loses its tags but not its words, and what no reader
//! sees (scripts, styles, comments) goes. It makes nothing safe to show; that comes after.

use std::borrow::Cow;

use super::{LINKS, starts_with_any};

mod tags;

use tags::{
    BLOCKS, DROPPED, MOST_ATTRIBUTES, MOST_BRACKETS, MOST_DEPTH, MOST_TAGS, PARTS, REPEATED,
    SECTIONS, UNSEEN, VOID,
};

/// The same document, well nested and within bounds.
pub(crate) fn tame(html: &str) -> String {
    // A parser drops a mark of byte order that comes first, and only that one.
    let unmarked: Cow<'_, str> =
        if html.contains('\u{feff}') { html.replace('\u{feff}', "").into() } else { html.into() };
    let html = unmarked.as_ref();
    let mut out = Writer {
        html: String::with_capacity(html.len() + 64),
        open: Vec::new(),
        tags: 0,
        missing: Missing::default(),
    };
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        out.text(text);
        rest = step(after, &mut out);
    }
    out.text(rest);
    out.close_to(0);
    out.html
}

/// Reads what follows a `<`, and returns what follows that.
fn step<'a>(after: &'a str, out: &mut Writer) -> &'a str {
    let first = after.chars().next().unwrap_or(' ');
    if let Some(comment) = after.strip_prefix("!--") {
        // An open comment would swallow the rest of the mail.
        let end = out.missing.find(comment, "-->");
        return comment.strip_prefix('>').or(end).unwrap_or(comment);
    }
    if matches!(first, '!' | '?') {
        return out.missing.find(after, ">").unwrap_or(after);
    }
    if let Some(closing) = after.strip_prefix('/') {
        let rest = out.missing.find(closing, ">").unwrap_or(closing);
        if closing.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.end(&name(closing).0);
        }
        return rest;
    }
    if first == '<' {
        // Several are no tag: "<<sent by …>>". A parser takes long over each, and nobody reads many.
        let rest = after.trim_start_matches('<');
        let count = (after.len() - rest.len() + 1).min(MOST_BRACKETS);
        out.text("&lt;");
        out.html.extend(std::iter::repeat_n("&lt;", count - 1));
        return rest;
    }
    if !first.is_ascii_alphabetic() {
        out.text("&lt;");
        return after;
    }
    let (name, tail) = name(after);
    let Some((attributes, rest)) = attributes(tail) else {
        // No end of the tag: it is text.
        out.text("&lt;");
        return after;
    };
    if UNSEEN.contains(&name.as_str()) {
        return if tail.starts_with("/>") { rest } else { out.missing.skip(&name, rest) };
    }
    out.start(&name, &attributes);
    rest
}

/// Ends that were looked for and do not come any more: looked for again and again, a mail of starts
/// without ends would take for ever.
#[derive(Default)]
struct Missing(Vec<String>);

impl Missing {
    /// What follows the next `end`.
    fn find<'a>(&mut self, text: &'a str, end: &str) -> Option<&'a str> {
        if self.0.iter().any(|known| known == end) {
            return None;
        }
        let found = text.split_once(end).map(|(_, rest)| rest);
        if found.is_none() {
            self.0.push(end.to_owned());
        }
        found
    }

    /// Passes over an element with all that is in it. One without an end loses its tag only.
    fn skip<'a>(&mut self, name: &str, rest: &'a str) -> &'a str {
        if self.0.iter().any(|known| known == name) {
            return rest;
        }
        let mut from = rest;
        while let Some((_, after)) = from.split_once("</") {
            if after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
                return after.split_once('>').map_or(after, |(_, rest)| rest);
            }
            from = after;
        }
        self.0.push(name.to_owned());
        rest
    }
}

fn name(text: &str) -> (String, &str) {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<'));
    let (name, tail) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""));
    (name.chars().take(40).collect::<String>().to_ascii_lowercase(), tail)
}

type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// The attributes up to the end of the tag, and what follows. `None` when the tag has no end.
fn attributes(mut tail: &str) -> Option<(Attributes<'_>, &str)> {
    let mut found: Attributes<'_> = Vec::new();
    loop {
        tail = tail.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(rest) = tail.strip_prefix('>') {
            return Some((found, rest));
        }
        if tail.is_empty() {
            return None;
        }
        let end = tail.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'));
        let (name, after) = tail.split_at_checked(end?)?;
        // A tag that another one interrupts was none: `a <b and <c>`.
        if name.contains('<') {
            return None;
        }
        let mut value = "";
        tail = after;
        if let Some(given) = after.trim_start().strip_prefix('=') {
            let given = given.trim_start();
            let quote = given.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                (value, tail) = given.get(1..)?.split_once(quote)?;
            } else {
                let end = given.find(|c: char| c.is_whitespace() || c == '>')?;
                (value, tail) = given.split_at_checked(end)?;
            }
        } else if name.is_empty() {
            tail = after.get(1..)?;
        }
        if found.len() < MOST_ATTRIBUTES && is_name(name) {
            found.push((name, value));
        }
    }
}

fn is_name(name: &str) -> bool {
    (1..=60).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
}

struct Writer {
    html: String,
    open: Vec<String>,
    tags: usize,
    missing: Missing,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if text.contains(|c: char| !c.is_whitespace()) {
            self.make_room();
        } else if self.is_between_cells() {
            return;
        }
        self.html.push_str(text);
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>) {
        if DROPPED.contains(&name) || !is_name(name) {
            return;
        }
        if self.tags >= MOST_TAGS {
            return;
        }
        let is_void = VOID.contains(&name);
        if name == "a" {
            self.close("a", MOST_DEPTH);
        }
        if BLOCKS.split('|').any(|block| block == name) {
            self.close("p", MOST_DEPTH);
            let is_heading = |name: &str| name.len() == 2 && name.starts_with('h') && name != "hr";
            if is_heading(name) && self.open.last().is_some_and(|top| is_heading(top)) {
                self.close_to(self.open.len() - 1);
            }
        }
        if let Some((_, around)) = REPEATED.iter().find(|(repeated, _)| *repeated == name) {
            self.close_before(name, around);
        }
        let is_part = PARTS.contains(&name);
        if !is_part {
            self.make_room();
        } else if !self.open.iter().any(|open| open == "table") {
            return;
        } else if name == "tr" {
            self.make_section();
        } else if matches!(name, "td" | "th") {
            self.make_row();
        }
        if !is_void {
            // Parts of a table are also implied, and nest three deep at most.
            if !is_part && self.open.len() >= MOST_DEPTH {
                return;
            }
            self.open.push(name.to_owned());
        }
        self.write_start(name, attributes);
    }

    fn write_start(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.tags += 1;
        self.html.push('<');
        self.html.push_str(name);
        let is_link = name == "a";
        for (name, value) in attributes {
            if is_link && name.eq_ignore_ascii_case("href") && !starts_with_any(value, LINKS) {
                continue;
            }
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            for c in value.chars() {
                match c {
                    '"' => self.html.push_str("&quot;"),
                    '<' => self.html.push_str("&lt;"),
                    '>' => self.html.push_str("&gt;"),
                    c => self.html.push(c),
                }
            }
            self.html.push('"');
        }
        self.html.push('>');
    }

    fn end(&mut self, name: &str) {
        if name == "br" {
            self.start("br", &Vec::new());
        } else {
            self.close(name, MOST_DEPTH);
        }
    }

    /// Closes the nearest open one of a kind, and what is open inside it.
    fn close(&mut self, name: &str, reach: usize) {
        // What is inside a cell does not close what is around its table.
        let inside = |open: &&String| {
            open.as_str() == name || !matches!(open.as_str(), "td" | "th" | "table")
        };
        let is_row = SECTIONS.contains(&name) || name == "tr";
        let mut near = self.open.iter().rev().take(reach);
        let depth = if is_row {
            near.position(|open| open == name)
        } else {
            near.take_while(inside).position(|open| open == name)
        };
        if let Some(depth) = depth {
            self.close_to(self.open.len() - 1 - depth);
        }
    }

    /// Closes what ends by itself when another one like it starts: a row ends a row.
    fn close_before(&mut self, name: &str, around: &[&str]) {
        let alike = |open: &str| match name {
            "td" | "th" => matches!(open, "td" | "th"),
            "tbody" | "thead" | "tfoot" => matches!(open, "tbody" | "thead" | "tfoot"),
            "dt" | "dd" => matches!(open, "dt" | "dd"),
            name => open == name,
        };
        let near = self.open.iter().rev().take_while(|open| !around.contains(&open.as_str()));
        if let Some(depth) =
            near.enumerate().filter(|(_, open)| alike(open)).last().map(|(at, _)| at)
        {
            self.close_to(self.open.len() - 1 - depth);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.html.push_str("</");
                self.html.push_str(&name);
                self.html.push('>');
            }
        }
    }

    fn is_between_cells(&self) -> bool {
        self.open.last().is_some_and(|top| top == "tr" || SECTIONS.contains(&top.as_str()))
    }

    /// Content stands in a cell: a parser would move what stands between cells out of the table.
    fn make_room(&mut self) {
        self.make_row();
        if self.open.last().is_some_and(|top| top == "tr") {
            self.imply("td");
        }
    }

    fn make_row(&mut self) {
        self.make_section();
        if self.open.last().is_some_and(|top| SECTIONS.contains(&top.as_str())) {
            self.imply("tr");
        }
    }

    fn make_section(&mut self) {
        if self.open.last().is_some_and(|top| top == "table") {
            self.imply("tbody");
        }
    }

    fn imply(&mut self, name: &str) {
        self.open.push(name.to_owned());
        self.write_start(name, &Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn everything_is_closed_in_order() {
        for (html, expected) in [
            ("<b>x<i>y</b>z</i>", "<b>x<i>y</i></b>z"),
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("a < b & c <d", "a &lt; b & c &lt;d"),
            ("<div class=x id='y' z>t</div>", "<div class=\"x\" id=\"y\" z=\"\">t</div>"),
            ("<a href='1' id=a>x<a href='tel:2'>y</a>", "<a id=\"a\">x</a><a href=\"tel:2\">y</a>"),
            ("<!-- c -->a<!DOCTYPE x><?xml?>b<style>c{}</style>", "ab"),
            ("<!-- open, and the words", " open, and the words"),
            ("<script>if (a<b) {}</SCRIPT >x", "x"),
            (
                "<table>x<tr><td>y</table>z",
                "<table><tbody><tr><td>x</td></tr><tr><td>y</td></tr></tbody></table>z",
            ),
            ("</div>x<br/>y</br>", "x<br>y<br>"),
            ("<img src=x onerror='a(\"b\")'>", "<img src=\"x\" onerror=\"a(&quot;b&quot;)\">"),
            ("<p>a<b>b<p>c<div>d", "<p>a<b>b</b></p><p>c</p><div>d</div>"),
            ("<h1>a<h2>b", "<h1>a</h1><h2>b</h2>"),
            ("<<b>> a<<<", "&lt;&lt;b>> a&lt;&lt;&lt;"),
            ("<td>x</td>", "x"),
        ] {
            assert_eq!(tame(html), expected, "{html}");
        }
    }

    #[test]
    fn bounds_hold() {
        let deep = "<div>x".repeat(5000);
        assert_eq!(tame(&deep).matches("<div>").count(), 80);
        assert_eq!(tame(&deep).matches('x').count(), 5000, "no word is lost");
        let wide =
            format!("<a {}>x", (0..9000).map(|n| format!("a{n}")).collect::<Vec<_>>().join(" "));
        assert!(tame(&wide).len() < 1000);
        let many = "<b></b>".repeat(100_000);
        assert!(tame(&many).matches("<b>").count() <= 16_000);
    }
}
