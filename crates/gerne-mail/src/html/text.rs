//! A document as the text a person would read.

use std::ops::Range;

use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, Node, node::Element};

/// Start on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Have an empty line around them.
const APART: &[&str] = &["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"];
/// Deepest quotes and lists that are marked.
const MOST_MARKS: usize = 12;
/// Longest address that is written out beside its words, in bytes.
const MOST_URL: usize = 160;

/// A document as text, and where in it what stands.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// The text.
    pub(crate) text: String,
    /// Where in the text the words of a node start, in bytes; of a picture, where it would.
    pub(crate) nodes: Vec<(NodeId, usize)>,
    /// Where in the text an element starts and ends, in bytes.
    pub(crate) elements: Vec<(NodeId, Range<usize>)>,
}

/// The text of an element. `marks` says of which elements the place is wanted.
pub(crate) fn render(element: ElementRef<'_>, marks: impl Fn(&Element) -> bool) -> Rendered {
    let mut out = Out::default();
    let mut hidden = 0_usize;
    let (mut nodes, mut elements) = (Vec::new(), Vec::new());
    let mut open: Vec<(NodeId, usize)> = Vec::new();
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) if hidden > 0 || is_hidden(element) => hidden += 1,
                Node::Element(element) => {
                    if marks(element) {
                        open.push((node.id(), out.text.len()));
                    }
                    out.open(element);
                    // A rule stands where its dashes do.
                    if matches!(element.name(), "img" | "hr") {
                        nodes.push((node.id(), out.text.len().saturating_sub(1)));
                    }
                }
                Node::Text(text) if hidden == 0 => {
                    let before = out.text.len();
                    out.text(text);
                    // Its words stand at the end of what it added, after the line ends that were due.
                    let added = out.text.get(before..).unwrap_or_default();
                    let lead = added.len() - added.trim_start_matches(['\n', ' ', '>']).len();
                    if !added.is_empty() {
                        nodes.push((node.id(), before + lead.min(added.len() - 1)));
                    }
                }
                _ => {}
            },
            Edge::Close(node) => match node.value() {
                Node::Element(_) if hidden > 0 => hidden -= 1,
                Node::Element(element) => {
                    out.close(element);
                    if let Some((id, start)) = open.pop_if(|(id, _)| *id == node.id()) {
                        elements.push((id, start..out.text.len()));
                    }
                }
                _ => {}
            },
        }
    }
    Rendered { text: out.finish(), nodes, elements }
}

/// What mail programs do not show: preview lines, pixels.
pub(crate) fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style
        .to_ascii_lowercase()
        .split(';')
        .any(|rule| matches!(rule, "display:none" | "mso-hide:all"))
}

#[derive(Default)]
struct Out {
    text: String,
    /// Before each line: `> ` for each quote, two spaces for each list inside a list.
    marks: Vec<&'static str>,
    /// Line ends that are due before the next word.
    lines: u8,
    /// A space is due before the next word.
    space: bool,
    /// A dash is due: a list item begins.
    dash: bool,
    /// Inside `pre`, spaces count.
    verbatim: usize,
    /// Address of the link that is open, and where its words start.
    link: Option<(String, usize)>,
    /// Cells in this row so far.
    cells: usize,
}

impl Out {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "br" => {
                self.space = false;
                self.lines = if self.text.is_empty() { 0 } else { (self.lines + 1).min(4) };
                return;
            }
            "img" => {
                let alt = element.attr("alt").unwrap_or_default();
                if !alt.trim().is_empty() && alt.len() < 200 {
                    self.text(alt);
                }
                return;
            }
            "td" | "th" => {
                if self.cells > 0 {
                    self.space = true;
                }
                self.cells += 1;
                return;
            }
            "tr" => self.cells = 0,
            "a" => {
                let href = element.attr("href").unwrap_or_default().trim();
                let shown = href.starts_with("http") && href.len() <= MOST_URL;
                self.link = shown.then(|| (href.to_owned(), self.text.len()));
            }
            _ => {}
        }
        self.boundary(name);
        match name {
            "blockquote" if self.marks.len() < MOST_MARKS => self.marks.push("> "),
            "ul" | "ol" if self.marks.len() < MOST_MARKS => self.marks.push("  "),
            "li" => self.dash = true,
            "pre" => self.verbatim += 1,
            "hr" => {
                self.text("---");
                self.boundary(name);
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "blockquote" | "ul" | "ol" => {
                self.marks.pop();
            }
            "pre" => self.verbatim = self.verbatim.saturating_sub(1),
            "a" => {
                if let Some((url, start)) = self.link.take() {
                    self.name_target(&url, start);
                }
            }
            "li" => self.dash = false,
            _ => {}
        }
        self.boundary(name);
    }

    /// Writes where a link leads, unless its words say it.
    fn name_target(&mut self, url: &str, start: usize) {
        let words = self.text.get(start..).unwrap_or_default().trim().to_owned();
        let bare = |text: &str| {
            let text = text.split_once("://").map_or(text, |(_, rest)| rest);
            text.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
        };
        if !words.is_empty() && bare(&words) != bare(url) && !words.contains("://") {
            self.text.push_str(" <");
            self.text.push_str(url);
            self.text.push('>');
        }
    }

    fn boundary(&mut self, name: &str) {
        if !BLOCKS.contains(&name) || self.text.is_empty() {
            return;
        }
        self.space = false;
        let apart = APART.contains(&name) && !(matches!(name, "ul" | "ol") && self.marks.len() > 1);
        self.lines = self.lines.max(if apart { 2 } else { 1 });
    }

    fn text(&mut self, text: &str) {
        if self.verbatim > 0 {
            for (nth, line) in text.split('\n').enumerate() {
                if nth > 0 {
                    self.lines = (self.lines + 1).min(4);
                }
                if !line.is_empty() {
                    self.word(line);
                }
            }
            return;
        }
        // Spaces that do not break are spaces; they come from editors.
        let is_space = |c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}';
        self.space |= text.starts_with(is_space);
        for (nth, word) in text.split(is_space).filter(|word| !word.is_empty()).enumerate() {
            self.space |= nth > 0;
            self.word(word);
        }
        self.space |= text.ends_with(is_space);
    }

    fn word(&mut self, word: &str) {
        let begins = self.text.is_empty() || self.lines > 0;
        if begins {
            for nth in 0..self.lines {
                if nth > 0 {
                    self.put_marks(true);
                }
                self.text.push('\n');
            }
            self.lines = 0;
            self.put_marks(false);
        } else if self.space {
            self.text.push(' ');
        }
        self.space = false;
        if std::mem::take(&mut self.dash) {
            self.text.push_str("- ");
        }
        self.text.push_str(word);
    }

    fn put_marks(&mut self, empty_line: bool) {
        let mut marks: String = self.marks.iter().filter(|mark| **mark == "> ").copied().collect();
        if empty_line {
            // The empty line around a quote is not inside it.
            return;
        }
        let lists = self.marks.iter().filter(|mark| **mark == "  ").count();
        let inner = if self.dash { lists.saturating_sub(1) } else { lists };
        marks.push_str(&"  ".repeat(inner));
        self.text.push_str(&marks);
    }

    fn finish(self) -> String {
        let mut text = self.text;
        text.truncate(text.trim_end().len());
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::html::to_text;

    #[test]
    fn html_reads_as_text() {
        for (html, expected) in [
            ("<p>Hallo,</p><p>wie geht's?<br>Eva</p>", "Hallo,\n\nwie geht's?\nEva"),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
            ("a&nbsp;&amp; b  \n c", "a & b c"),
            ("x<blockquote>q1<br>q2</blockquote>y", "x\n\n> q1\n> q2\n\ny"),
            ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\n\nc"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("<a href='https://x.example/y'>hier</a>", "hier <https://x.example/y>"),
            ("<a href='https://x.example/'>x.example</a>", "x.example"),
            ("<div style='display: none'>vorschau</div>text", "text"),
            ("<style>p{}</style><title>t</title>text", "text"),
            ("<pre>a  b\n  c</pre>", "a  b\n  c"),
            ("", ""),
        ] {
            assert_eq!(to_text(html), expected, "{html}");
        }
    }
}
