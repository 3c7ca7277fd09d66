//! What of a mail its writer wrote: without the mails it quotes and without signatures.

use std::ops::Range;

mod attribution;
mod headers;
mod lines;
mod page;
mod phrases;
mod signature;

use lines::{Hint, Line};
pub use page::written_html;

use crate::{Mail, subject};

/// What somebody wrote, and what was cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Only what they wrote.
    pub text: String,
    /// What was cut, as byte ranges of the whole text, in order.
    pub cuts: Vec<Cut>,
}

/// A piece that was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What it is.
    pub kind: CutKind,
    /// Where it stands in the whole text, in bytes.
    pub range: Range<usize>,
}

/// What a cut piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutKind {
    /// An older mail, with the line above it.
    Quote,
    /// A signature, a notice of a program or of a legal department.
    Signature,
}

impl Written {
    /// Whether there is more than what they wrote.
    pub fn has_more(&self) -> bool {
        !self.cuts.is_empty()
    }
}

impl Mail {
    /// What its writer wrote. A forwarded mail is theirs to show, so it stays whole.
    pub fn written(&self) -> Written {
        let (_, prefix) = subject::bare(self.subject.as_deref().unwrap_or_default());
        if prefix == subject::Prefix::Forward {
            return whole(&self.text);
        }
        match &self.html {
            Some(html) if self.text_is_from_html => page::written_of(html),
            _ => written(&self.text),
        }
    }
}

/// Only what the writer of a text wrote. When nothing would remain, everything remains; where
/// somebody answered between quoted lines, these stay, because without them the answers say nothing.
pub fn written(text: &str) -> Written {
    written_of_lines(text, &lines::of(text))
}

fn written_of_lines(text: &str, lines: &[Line<'_>]) -> Written {
    let mut cut = quotes(lines);
    signature::mark(lines, &mut cut);
    let kept = |at: usize| cut.get(at).is_none_or(Option::is_none);
    let remains = (0..lines.len()).any(|at| kept(at) && lines.get(at).is_some_and(Line::has_words));
    if !remains {
        return whole(text);
    }
    let mut own = String::new();
    let mut cuts: Vec<Cut> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match cut.get(at).copied().flatten() {
            None => own.push_str(line.raw),
            Some(kind) => {
                let range = line.start..line.start + line.raw.len();
                match cuts.last_mut() {
                    Some(last) if last.kind == kind && last.range.end == range.start => {
                        last.range.end = range.end;
                    }
                    _ => cuts.push(Cut { kind, range }),
                }
            }
        }
    }
    // Only spaces were cut: that is nothing.
    cuts.retain(|cut| text.get(cut.range.clone()).is_some_and(|cut| !cut.trim().is_empty()));
    Written { text: own.trim_end().trim_start_matches(['\n', '\r']).to_owned(), cuts }
}

fn whole(text: &str) -> Written {
    Written { text: text.trim_end().to_owned(), cuts: Vec::new() }
}

type Cuts = Vec<Option<CutKind>>;

/// A run of quoted lines.
struct Block {
    /// First line, with what stands above it.
    from: usize,
    /// First quoted line.
    quoted: usize,
    /// The line after it.
    to: usize,
    /// Whether a line above, or its first one, says whom it quotes.
    named: bool,
}

/// Marks the lines that quote older mails.
fn quotes(lines: &[Line<'_>]) -> Cuts {
    let by_html = |line: &Line<'_>| (line.hint == Hint::Signature).then_some(CutKind::Signature);
    let mut cut: Cuts = lines.iter().map(by_html).collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    let mut in_code = false;
    let mut seen_words = false;
    while let Some(line) = lines.get(at) {
        if line.plain.starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            (seen_words, at) = (true, at + 1);
            continue;
        }
        if headers::is_forward(line) {
            break;
        }
        if let Some(opening) = opening(lines, at) {
            let next = next_with_words(lines, opening);
            if lines.get(next).is_some_and(Line::is_quoted) {
                let to = block_end(lines, next);
                blocks.push(Block { from: at, quoted: next, to, named: true });
                at = to;
                continue;
            }
            if seen_words {
                mark(&mut cut, headers::with_rule(lines, at), lines.len());
                break;
            }
            // An answer below a quote without marks, or the quote alone: where it ends is not told.
            if attribution::at(lines, at).is_some() {
                mark(&mut cut, at, opening);
            }
            (seen_words, at) = (true, opening.max(at + 1));
            continue;
        }
        if line.is_quoted() {
            let to = block_end(lines, at);
            let named = names_somebody(lines, at, to);
            blocks.push(Block { from: at, quoted: at, to, named });
            at = to;
            continue;
        }
        seen_words |= line.has_words();
        at += 1;
    }
    settle(lines, &blocks, &mut cut);
    cut
}

/// The line after what announces an older mail, if that starts here.
fn opening(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let told = attribution::at(lines, at).or_else(|| headers::at(lines, at));
    told.or_else(|| lines.get(at).filter(|line| line.hint == Hint::Opens).map(|_| at))
}

/// Whether a quoted block starts with a line that says whom it quotes.
fn names_somebody(lines: &[Line<'_>], from: usize, to: usize) -> bool {
    let inner = lines::unquoted(lines.get(from..to).unwrap_or_default());
    let first = next_with_words(&inner, 0);
    opening(&inner, first).is_some()
}

/// Decides which blocks go. What is followed by no word of the writer goes. A named one with an answer
/// below goes. Several with answers between stay.
fn settle(lines: &[Line<'_>], blocks: &[Block], cut: &mut Cuts) {
    let mut own: Vec<bool> = lines.iter().map(Line::has_words).collect();
    for (own, cut) in own.iter_mut().zip(cut.iter()) {
        *own &= cut.is_none();
    }
    for block in blocks {
        own.get_mut(block.from..block.to).unwrap_or_default().fill(false);
    }
    let tail = signature::tail(lines, blocks.last().map_or(0, |block| block.to));
    let last_own = own.iter().take(tail).rposition(|own| *own);
    let answered = |block: &Block| last_own.is_some_and(|last| last >= block.to);
    // Blocks stand in order: the answered ones come first.
    let answers = blocks.iter().filter(|block| answered(block)).count();
    let first_named = blocks.iter().position(|block| block.named);
    let last_named = blocks.iter().rposition(|block| block.named);
    for (nth, block) in blocks.iter().enumerate() {
        let is_inline =
            answers.saturating_sub(nth) > 1 || (nth < answers && nth + 1 < blocks.len());
        let by_hand = !block.named && last_named.is_some_and(|last| nth < last);
        if by_hand || (!answered(block) && !block.named && is_introduced(lines, block.from)) {
            // Cited by hand above the mail that a program quotes; or a list, "Ich brauche:", with a
            // mark before each line.
        } else if !answered(block) || (block.named && !is_inline) {
            mark(cut, block.from, block.to);
        } else if first_named == Some(nth) {
            // Only the line above it.
            mark(cut, block.from, block.quoted);
        }
    }
}

/// Whether the line directly above announces what follows.
fn is_introduced(lines: &[Line<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|before| lines.get(before));
    above.is_some_and(|line| line.plain.ends_with(':'))
}

fn mark(cut: &mut Cuts, from: usize, to: usize) {
    for slot in cut.iter_mut().take(to).skip(from) {
        *slot = Some(CutKind::Quote);
    }
}

fn next_with_words(lines: &[Line<'_>], from: usize) -> usize {
    let found = lines.iter().skip(from).position(Line::has_words);
    found.map_or(lines.len(), |after| from + after)
}

/// Where a run of quoted lines ends: empty lines and lines that a program broke belong to it.
fn block_end(lines: &[Line<'_>], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if line.is_quoted() {
            end = at + 1;
        } else if line.has_words() {
            let before = lines.get(at.wrapping_sub(1));
            let after = lines.get(at + 1);
            let wrapped = before.is_some_and(Line::is_quoted)
                && after.is_some_and(Line::is_quoted)
                && before.is_some_and(|before| before.may_be_broken_before(line));
            if !wrapped {
                break;
            }
        }
        at += 1;
    }
    end
}

#[cfg(test)]
mod tests;
