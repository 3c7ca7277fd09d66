//! What a post says, for people: signs instead of their names in HTML, the links that its author
//! wrote instead of short ones, without what stands for something shown beside it, and without the
//! people whom an answer names by itself. Pure.

use crate::wire::{Entities, Tweet, UrlEntity};

/// The words of a post. Nothing is taken by its index: X does not say what the numbers count, and
/// short links and names are found by themselves.
pub(crate) fn words(tweet: &Tweet) -> String {
    let note = tweet.note_tweet.as_ref().filter(|note| !note.text.is_empty());
    let (text, entities) = match note {
        Some(note) => (note.text.as_str(), &note.entities),
        None => (tweet.text.as_str(), &tweet.entities),
    };
    let answers = tweet.refers("replied_to").is_some();
    let text = if answers { without_leading(text, tweet, note.is_some()) } else { text };
    plain(text, entities, tweet.refers("quoted"))
}

/// The same of a private message.
pub(crate) fn plain(text: &str, entities: &Entities, quoted: Option<&str>) -> String {
    let mut text = unescape(text);
    // The longest first: one short link may be the beginning of another.
    let mut urls: Vec<&UrlEntity> = entities.urls.iter().filter(|u| !u.url.is_empty()).collect();
    urls.sort_by_key(|url| std::cmp::Reverse(url.url.len()));
    for url in urls {
        let shown = if stands_for_something(url, quoted) {
            ""
        } else {
            url.expanded_url.as_deref().unwrap_or(&url.url)
        };
        text = replace_whole(&text, &url.url, shown);
    }
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The page of the post that is quoted, as its author linked it.
pub(crate) fn quoted_page(tweet: &Tweet) -> Option<String> {
    let quoted = tweet.refers("quoted")?;
    let linked = urls(tweet).find_map(|url| {
        let page = url.expanded_url.as_deref()?;
        (status_of(page).is_some_and(|(_, id)| id == quoted)).then(|| page.to_owned())
    });
    Some(linked.unwrap_or_else(|| format!("https://x.com/i/web/status/{quoted}")))
}

/// All links of a post, those of its whole text first.
pub(crate) fn urls(tweet: &Tweet) -> impl Iterator<Item = &UrlEntity> {
    let long = tweet.note_tweet.as_ref().map(|note| &note.entities.urls);
    long.into_iter().flatten().chain(&tweet.entities.urls)
}

/// `https://x.com/NAME/status/ID`: name and identifier.
pub(crate) fn status_of(page: &str) -> Option<(&str, &str)> {
    let rest = page.split_once("://").map_or(page, |(_, rest)| rest);
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").or_else(|| host.strip_prefix("mobile.")).unwrap_or(host);
    if !matches!(host, "x.com" | "twitter.com") {
        return None;
    }
    let mut parts = path.split(['/', '?', '#']).filter(|part| !part.is_empty());
    let name = parts.next()?;
    let mut id = parts.find(|part| matches!(*part, "status" | "statuses")).and(parts.next())?;
    if let Some(digits) = id.find(|c: char| !c.is_ascii_digit()) {
        id = id.get(..digits)?;
    }
    (!id.is_empty()).then_some((name, id))
}

/// Pictures, films and quoted posts are shown beside the words.
fn stands_for_something(url: &UrlEntity, quoted: Option<&str>) -> bool {
    let Some(page) = url.expanded_url.as_deref() else { return url.media_key.is_some() };
    let Some((_, id)) = status_of(page) else { return url.media_key.is_some() };
    let of_media = ["/photo/", "/video/"].iter().any(|part| page.contains(part));
    url.media_key.is_some() || of_media || quoted == Some(id)
}

/// `&amp;`, `&lt;`, `&gt;`: nothing else is escaped. The ampersand last, so that what a person
/// wrote as `&lt;` is shown as that.
pub(crate) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Replaces a short link wherever it stands as a whole.
fn replace_whole(text: &str, link: &str, shown: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(link) {
        out.push_str(before);
        let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric());
        out.push_str(if goes_on { link } else { shown });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Without the people that an answer names by itself, because it answers them: X puts them in
/// front, and does not show them.
fn without_leading<'a>(text: &'a str, tweet: &Tweet, whole: bool) -> &'a str {
    // A cut text tells how far they reach; of the whole one only the names themselves do.
    let hidden = tweet.display_text_range.first().filter(|_| !whole);
    let most = hidden.map_or(usize::MAX, |hidden| usize::try_from(*hidden).unwrap_or(0));
    let mut rest = text;
    let mut taken = 0_usize;
    while let Some((name, after)) = leading(rest) {
        let known = tweet.entities.mentions.iter().any(|m| m.username.eq_ignore_ascii_case(name));
        taken += rest.chars().count() - after.chars().count();
        if !known || taken > most {
            break;
        }
        rest = after;
    }
    rest
}

/// A name that begins the text, and what follows behind the space.
fn leading(text: &str) -> Option<(&str, &str)> {
    let after = text.strip_prefix('@')?;
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
    let (name, rest) = after.split_at_checked(end)?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix([' ', '\n'])? };
    (!name.is_empty()).then_some((name, rest))
}
