//! What is posted: who must be reached stands in front, because only mentions notify. And the way
//! back: whether a post that we see is the one that we meant. Pure.

use gerne_domain::{Mention, Outbound};

use crate::normalize::Us;

/// Mentions of everyone in `to` who is not named in the text already, then the text.
pub(crate) fn text(outbound: &Outbound, us: &Us) -> String {
    let named = handles(&outbound.text);
    let mut words: Vec<String> = Vec::new();
    for mention in &outbound.to {
        let handle = local(&mention.handle, us);
        let word = format!("@{handle}");
        let there = named.iter().any(|n| same(n, handle, us)) || words.contains(&word);
        if !there && mention.external_id != us.external_id {
            words.push(word);
        }
    }
    words.push(outbound.text.trim().to_owned());
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// Somebody named in the text who is not among those it is for: a private post shows itself to
/// everyone it names.
pub(crate) fn third_party(outbound: &Outbound, us: &Us) -> Option<String> {
    let meant = |handle: &str| {
        let known = |mention: &Mention| same(handle, &mention.handle, us);
        same(handle, &us.handle, us) || outbound.to.iter().any(known)
    };
    handles(&outbound.text).into_iter().find(|handle| !meant(handle)).map(str::to_owned)
}

/// Whether the words of a post (`seen`, as plain text) are those of `sent`. Servers shorten
/// handles, put links into shape and trim; what is left to compare are the words.
pub(crate) fn same_words(sent: &str, seen: &str) -> bool {
    gerne_text::same_words(&fold(sent), &fold(seen))
}

/// Without white space and invisible signs, and with mentions cut to their name.
fn fold(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let boundary = !out.ends_with(char::is_alphanumeric) || text_began_here(rest, text);
        if let (true, Some(handle)) = (boundary, handle_at(rest)) {
            let name = handle.split('@').next().unwrap_or_default();
            out.push('@');
            out.push_str(&name.to_lowercase());
            rest = rest.strip_prefix('@').and_then(|r| r.strip_prefix(handle)).unwrap_or_default();
            continue;
        }
        if !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}') {
            out.push(c);
        }
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    out
}

/// White space was dropped from `out`, so the character before is looked up in the text itself.
fn text_began_here(rest: &str, text: &str) -> bool {
    let before = text.strip_suffix(rest).unwrap_or_default();
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '/')
}

/// Every handle named in a text, without `@` in front: `anna` or `anna@example.social`. An e-mail
/// address names nobody.
fn handles(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let boundary =
            before.is_none_or(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '_' | '='));
        let taken = match handle_at(rest).filter(|_| boundary) {
            Some(handle) => {
                found.push(handle);
                1 + handle.len()
            }
            None => c.len_utf8(),
        };
        let (done, left) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        before = done.chars().next_back();
        rest = left;
    }
    found
}

/// The handle that begins here with its `@`.
fn handle_at(text: &str) -> Option<&str> {
    let after = text.strip_prefix('@')?;
    let name = prefix(after, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let bare = name.trim_end_matches(['.', '-']);
    if bare.is_empty() || bare.starts_with(['.', '-']) {
        return None;
    }
    let host = after.strip_prefix(name).and_then(|rest| rest.strip_prefix('@'));
    let host = host.filter(|_| bare == name).map_or("", |rest| {
        let label = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
        prefix(rest, label).trim_end_matches(['.', '-', ':'])
    });
    let length = if host.is_empty() { bare.len() } else { name.len() + 1 + host.len() };
    after.split_at_checked(length).map(|(handle, _)| handle)
}

fn prefix(text: &str, keep: impl Fn(char) -> bool) -> &str {
    let rest = text.trim_start_matches(keep);
    text.strip_suffix(rest).unwrap_or_default()
}

/// People of our own server are named without host there.
fn local<'a>(handle: &'a str, us: &Us) -> &'a str {
    match handle.split_once('@') {
        Some((name, host)) if host.eq_ignore_ascii_case(&us.domain) => name,
        _ => handle,
    }
}

fn same(one: &str, other: &str, us: &Us) -> bool {
    local(one, us).eq_ignore_ascii_case(local(other, us))
}
