//! HTML of posts as plain text. Servers sanitise what they send, but what is read here is written
//! by strangers: nothing is trusted, nothing is interpreted beyond the tags below.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    },
};

/// The words of a post: a blank line between paragraphs, `\n` for `<br>`, lists with marks, the
/// target behind a link whose words do not show it. `span.invisible` is kept (it holds the ends of
/// shortened addresses); `.quote-inline` is dropped when `quotes`, because the quote is shown.
pub fn text(html: &str, quotes: bool) -> String {
    let sink = Sink(RefCell::new(Writer { quotes, ..Writer::default() }));
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    // Only a script could make it stop early, and the sink never asks for that.
    drop(tokenizer.feed(&input));
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<Writer>);

#[derive(Default)]
struct Writer {
    out: String,
    quotes: bool,
    /// Line breaks owed before the next word.
    breaks: usize,
    /// A space is owed before the next word.
    space: bool,
    /// Within elements that are not shown: their names, outermost first.
    hidden: Vec<String>,
    /// Open lists: the next number, or `None` for marks.
    lists: Vec<Option<u32>>,
    /// Within `<pre>`: white space stands as it is.
    preformatted: bool,
    /// Right behind the mark of a list item: a paragraph begins on the same line.
    at_mark: bool,
    /// Open link: its target and where its words begin in `out`.
    link: Option<(String, usize)>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => writer.tag(&tag),
            Token::CharacterTokens(text) if writer.hidden.is_empty() => writer.words(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Writer {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if let Some(outermost) = self.hidden.first() {
            if outermost == name {
                if opens {
                    self.hidden.push(name.to_owned());
                } else {
                    self.hidden.pop();
                }
            }
            return;
        }
        let hides = matches!(name, "script" | "style" | "template" | "title" | "head")
            || (self.quotes && has_class(tag, "quote-inline"));
        if opens && hides {
            if !tag.self_closing {
                self.hidden.push(name.to_owned());
            }
            return;
        }
        match (name, opens) {
            ("br", _) => self.breaks += 1,
            ("p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "hr", _) => {
                self.end_block(2);
            }
            ("pre", _) => {
                self.end_block(2);
                self.preformatted = opens;
            }
            ("ul", true) => self.open_list(None),
            ("ol", true) => self.open_list(Some(1)),
            ("ul" | "ol", false) => {
                self.lists.pop();
                self.end_block(if self.lists.is_empty() { 2 } else { 1 });
            }
            ("li", true) => self.item(),
            ("li" | "tr", false) => self.end_block(1),
            ("img", true) => {
                let alt = attribute(tag, "alt").unwrap_or_default();
                self.words(&alt);
            }
            ("a", true) => self.open_link(tag),
            ("a", false) => self.close_link(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted => self.breaks += 1,
                ' ' | '\t' | '\n' | '\r' | '\x0c' if !self.preformatted => self.space = true,
                c if c.is_control() && c != '\t' => {}
                c => {
                    self.before_word();
                    self.out.push(c);
                }
            }
        }
    }

    /// Pays what is owed; nothing is owed before the first word.
    fn before_word(&mut self) {
        if self.out.is_empty() {
            (self.breaks, self.space) = (0, false);
        }
        if self.breaks > 0 {
            for _ in 0..self.breaks.min(2 + 8 * usize::from(self.preformatted)) {
                self.out.push('\n');
            }
        } else if self.space && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        (self.breaks, self.space) = (0, false);
        self.at_mark = false;
    }

    fn end_block(&mut self, breaks: usize) {
        if self.at_mark {
            return;
        }
        self.breaks = self.breaks.max(breaks);
    }

    fn open_list(&mut self, first: Option<u32>) {
        self.end_block(if self.lists.is_empty() { 2 } else { 1 });
        self.lists.push(first);
    }

    fn item(&mut self) {
        self.end_block(1);
        let depth = self.lists.len().saturating_sub(1).min(8);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        self.before_word();
        self.out.extend(std::iter::repeat_n("  ", depth));
        self.out.push_str(&mark);
        self.at_mark = true;
    }

    fn open_link(&mut self, tag: &Tag) {
        let named = has_class(tag, "mention") || has_class(tag, "hashtag");
        let target = attribute(tag, "href").filter(|target| target.starts_with("http"));
        if let (Some(target), false) = (target, named) {
            self.link = Some((target, self.out.len()));
        }
    }

    fn close_link(&mut self) {
        let Some((target, start)) = self.link.take() else { return };
        let words = self.out.split_at_checked(start).map_or("", |(_, words)| words);
        if bare(words) != bare(&target) {
            let target = format!(" ({target})");
            self.space = false;
            self.out.push_str(&target);
        }
    }

    fn finish(mut self) -> String {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out
    }
}

/// An address as people write it.
fn bare(address: &str) -> &str {
    let address = address.trim();
    let address = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/')
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    let attribute = tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    Some(attribute.value.to_string())
}

fn has_class(tag: &Tag, class: &str) -> bool {
    attribute(tag, "class").is_some_and(|all| all.split_ascii_whitespace().any(|c| c == class))
}
