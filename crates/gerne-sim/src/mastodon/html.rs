//! From what people type to what `content` carries.

use super::Flavour;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Words(String),
    Mention { name: String, host: Option<String> },
    Tag(String),
    Url(String),
}

/// Takes a text apart.
pub(crate) fn scan(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    while at < chars.len() {
        let fresh = at == 0 || !(chars[at - 1].is_alphanumeric() || "/_@#".contains(chars[at - 1]));
        let found = if fresh { special(&chars, at) } else { None };
        if let Some((piece, end)) = found {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(piece);
            at = end;
        } else {
            words.push(chars[at]);
            at += 1;
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// `content` for a text. `mention` gives the profile address of a handle, if there is one.
pub(crate) fn render(
    text: &str,
    base: &str,
    flavour: Flavour,
    mention: impl Fn(&str, Option<&str>) -> Option<String>,
) -> String {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return String::new();
    }
    let away = match flavour {
        Flavour::Mastodon => "",
        _ => " rel=\"nofollow noreferrer noopener\" target=\"_blank\"",
    };
    let mut out = String::from("<p>");
    for piece in scan(&text) {
        let made = match piece {
            Piece::Words(words) => breaks(&escape(&words), flavour),
            Piece::Tag(tag) => format!(
                "<a href=\"{base}/tags/{}\" class=\"mention hashtag\" \
                 rel=\"tag\">#<span>{}</span></a>",
                escape(&tag.to_lowercase()),
                escape(&tag)
            ),
            Piece::Url(url) => link(&url),
            Piece::Mention { name, host } => {
                if let Some(url) = mention(&name, host.as_deref()) {
                    format!(
                        "<span class=\"h-card\" translate=\"no\"><a href=\"{}\" class=\"u-url \
                         mention\"{away}>@<span>{}</span></a></span>",
                        escape(&url),
                        escape(&name)
                    )
                } else {
                    let host = host.map(|host| format!("@{host}")).unwrap_or_default();
                    escape(&format!("@{name}{host}"))
                }
            }
        };
        out.push_str(&made);
    }
    out.push_str("</p>");
    out
}

/// Escapes for text and for attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Whether this is a legal user name.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 30 && text.chars().all(is_name_char)
}

fn breaks(escaped: &str, flavour: Flavour) -> String {
    let br = if flavour == Flavour::Akkoma { "<br/>" } else { "<br />" };
    let mut out = String::new();
    let mut newlines = 0;
    for c in escaped.chars() {
        if c == '\n' {
            newlines += 1;
            continue;
        }
        close(&mut out, &mut newlines, br);
        out.push(c);
    }
    close(&mut out, &mut newlines, br);
    out
}

fn close(out: &mut String, newlines: &mut u32, br: &str) {
    match *newlines {
        0 => {}
        1 => out.push_str(br),
        _ => out.push_str("</p><p>"),
    }
    *newlines = 0;
}

fn link(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let rest_chars: Vec<char> = rest.chars().collect();
    let shown_at = if rest.starts_with("www.") { 4 } else { 0 };
    let hidden: String = rest_chars.iter().take(shown_at).collect();
    let shown: String = rest_chars.iter().skip(shown_at).take(30).collect();
    let tail: String = rest_chars.iter().skip(shown_at + 30).collect();
    let class = if tail.is_empty() { "" } else { "ellipsis" };
    format!(
        "<a href=\"{}\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span \
         class=\"invisible\">{}</span><span class=\"{class}\">{}</span><span \
         class=\"invisible\">{}</span></a>",
        escape(url),
        escape(&format!("{scheme}://{hidden}")),
        escape(&shown),
        escape(&tail)
    )
}

fn special(chars: &[char], at: usize) -> Option<(Piece, usize)> {
    match chars[at] {
        '@' => mention(chars, at),
        '#' => {
            let tag: String =
                chars[at + 1..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
            let end = at + 1 + tag.chars().count();
            let good = tag.chars().any(char::is_alphabetic);
            good.then_some((Piece::Tag(tag), end))
        }
        'h' => {
            let url: String = chars[at..].iter().take_while(|c| is_url_char(**c)).collect();
            let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', ')']);
            let known = url.starts_with("https://") || url.starts_with("http://");
            let good = known && url.split_once("://").is_some_and(|(_, rest)| rest.contains('.'));
            good.then(|| (Piece::Url(url.to_owned()), at + url.chars().count()))
        }
        _ => None,
    }
}

fn mention(chars: &[char], at: usize) -> Option<(Piece, usize)> {
    let name: String = chars[at + 1..].iter().take_while(|c| is_name_char(**c)).collect();
    if name.is_empty() {
        return None;
    }
    let mut end = at + 1 + name.chars().count();
    let mut host = None;
    if chars.get(end) == Some(&'@') {
        let found: String = chars[end + 1..]
            .iter()
            .take_while(|c| c.is_alphanumeric() || ".-:".contains(**c))
            .collect();
        let found = found.trim_end_matches(['.', '-', ':']);
        if !found.is_empty() {
            end += 1 + found.chars().count();
            host = Some(found.to_owned());
        }
    }
    Some((Piece::Mention { name, host }, end))
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_url_char(c: char) -> bool {
    !c.is_whitespace() && !"<>\"'`{}|\\^".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_as_the_server_makes_it() {
        let html = render(
            "@acme <b>kaputt</b> & still?\n\nSeit #Montag, siehe https://www.example.org/a?b=1&c=2.\nGruß",
            "http://here",
            Flavour::Mastodon,
            |name, _| (name == "acme").then(|| "http://here/@acme".to_owned()),
        );
        assert_eq!(
            html,
            "<p><span class=\"h-card\" translate=\"no\"><a href=\"http://here/@acme\" \
             class=\"u-url mention\">@<span>acme</span></a></span> &lt;b&gt;kaputt&lt;/b&gt; &amp; \
             still?</p><p>Seit <a href=\"http://here/tags/montag\" class=\"mention hashtag\" \
             rel=\"tag\">#<span>Montag</span></a>, siehe <a \
             href=\"https://www.example.org/a?b=1&amp;c=2\" target=\"_blank\" rel=\"nofollow \
             noopener\" translate=\"no\"><span class=\"invisible\">https://www.</span><span \
             class=\"\">example.org/a?b=1&amp;c=2</span><span class=\"invisible\"></span></a>.<br \
             />Gruß</p>"
        );
    }

    #[test]
    fn mail_addresses_are_not_mentions() {
        let pieces = scan("mail me@acme.example or @bob@far.example.");
        assert_eq!(
            pieces[1],
            Piece::Mention { name: "bob".to_owned(), host: Some("far.example".to_owned()) }
        );
        assert_eq!(pieces.len(), 3);
    }
}
