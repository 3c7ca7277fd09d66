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
    let mut at = first;
    // Where the open chain begins: its first token's byte and position, and how many there are.
    let mut open: Option<(usize, u32, usize, u32)> = None;
    let narrow = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let close = |open: &mut Option<(usize, u32, usize, u32)>,
                 at: u32,
                 visit: &mut dyn FnMut(u32, Stop<'t>) -> u8| {
        if let Some((start, from, end, count)) = open.take()
            && count > 1
            && let Some(raw) = text.get(start..end)
            && let Ok(width) = u8::try_from(at - from)
        {
            let chain = Some(Chain { width });
            let (start, end) = (narrow(start), narrow(end));
            visit(from, Stop { raw, kind: Kind::Word, start, end, chain });
        }
    };
    each_token(text, |token: Token<'t>| {
        if at >= POSITIONS {
            return;
        }
        let links = token.linked && open.is_some();
        if !links {
            close(&mut open, at, &mut visit);
        }
        let begins = at;
        let (start, end) = (narrow(token.start), narrow(token.end));
        let stop = Stop { raw: token.text, kind: token.kind, start, end, chain: None };
        at += u32::from(visit(at, stop).max(1));
        match &mut open {
            Some((_, _, end, count)) => {
                *end = token.end;
                *count += 1;
            }
            None if matches!(token.kind, Kind::Word | Kind::Tag) => {
                open = Some((token.end - token.text.len(), begins, token.end, 1));
            }
            None => {}
        }
    });
    close(&mut open, at, &mut visit);
    at
}
