//! A text's tokens with the positions at which rules see them.

use gerne_text::{Kind, Token, each_token};

/// Positions beyond these are not looked at: nobody's complaint is longer.
pub(crate) const POSITIONS: u32 = 20_000;

/// A token, or several that hyphens link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop<'t> {
    pub(crate) raw: &'t str,
    pub(crate) kind: Kind,
    /// In the text, in bytes.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Tokens before it that it stands for as one. None: it is a token itself.
    pub(crate) chain: Option<Chain>,
}

/// Linked tokens as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain {
    /// Positions they take.
    pub(crate) width: u8,
}

/// Calls `visit` with each token and its position, and with each chain of linked tokens behind its
/// last one. `visit` answers how many positions it takes. Gives the position behind the last.
pub(crate) fn walk<'t>(
    text: &'t str,
    first: u32,
    mut visit: impl FnMut(u32, Stop<'t>) -> u8,
) -> u32 {
    let mut walker = Walker::new(text, first);
    each_token(text, |token| walker.token(&token, &mut visit));
    walker.end(&mut visit)
}

/// The same, token by token.
pub(crate) struct Walker<'t> {
    text: &'t str,
    at: u32,
    open: Option<Open>,
}

/// Where the open chain begins: its first token's byte and position, where it ends, and how many there are.
struct Open {
    start: usize,
    at: u32,
    end: usize,
    count: u32,
}

impl<'t> Walker<'t> {
    pub(crate) fn new(text: &'t str, first: u32) -> Self {
        Self { text, at: first, open: None }
    }

    pub(crate) fn token(&mut self, token: &Token<'t>, visit: &mut impl FnMut(u32, Stop<'t>) -> u8) {
        if self.at >= POSITIONS {
            return;
        }
        if !token.linked {
            self.close(visit);
        }
        let begins = self.at;
        let (start, end) = (narrow(token.start), narrow(token.end));
        let stop = Stop { raw: token.text, kind: token.kind, start, end, chain: None };
        self.at += u32::from(visit(begins, stop).max(1));
        match &mut self.open {
            Some(open) => {
                open.end = token.end;
                open.count += 1;
            }
            None if matches!(token.kind, Kind::Word | Kind::Tag) => {
                let start = token.end - token.text.len();
                self.open = Some(Open { start, at: begins, end: token.end, count: 1 });
            }
            None => {}
        }
    }

    /// Nothing follows. Gives the position behind the last.
    pub(crate) fn end(mut self, visit: &mut impl FnMut(u32, Stop<'t>) -> u8) -> u32 {
        self.close(visit);
        self.at
    }

    fn close(&mut self, visit: &mut impl FnMut(u32, Stop<'t>) -> u8) {
        if let Some(open) = self.open.take()
            && open.count > 1
            && let Some(raw) = self.text.get(open.start..open.end)
            && let Ok(width) = u8::try_from(self.at - open.at)
        {
            let chain = Some(Chain { width });
            let (start, end) = (narrow(open.start), narrow(open.end));
            visit(open.at, Stop { raw, kind: Kind::Word, start, end, chain });
        }
    }
}

fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
