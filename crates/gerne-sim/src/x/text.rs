//! What X makes of a text: what counts, what is linked, what is delivered.

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// Weighted characters of a post.
pub(crate) const LIMIT: usize = 280;
/// Characters of a long post.
pub(crate) const LONG_LIMIT: usize = 25_000;
/// What an address counts as, however long it is.
const URL_WEIGHT: usize = 23;

/// Top-level domains besides the two-letter ones that make a bare domain an address.
const DOMAINS: &str = " com net org info biz name pro int edu gov mil arpa aero asia cat coop jobs \
    mobi museum post tel travel xxx app dev page blog shop store online site website space tech \
    cloud digital email support help team company group gmbh berlin hamburg koeln cologne bayern \
    nrw ruhr saarland wien swiss tirol eu global world world news media agency studio design art \
    bank insurance energy solar green bike cafe restaurant hotel tours flights taxi expert center \
    live link click today guru rocks social chat wiki zone works systems services solutions \
    network international community academy school university church foundation charity fund money \
    cash loans tax legal health care clinic dental doctor fit yoga sport football games video film \
    photo photos pictures gallery music band radio show events party date dating love family baby \
    kids pet dog fish garden house haus immobilien apartments kaufen deals sale market markets auto \
    cars repair tools parts codes computer software hosting domains download xyz top icu club vip ";

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Words(String),
    /// Without the `@`.
    Mention(String),
    Hashtag(String),
    Cashtag(String),
    Url(String),
}

impl Piece {
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Words(text) | Self::Url(text) => text.clone(),
            Self::Mention(name) => format!("@{name}"),
            Self::Hashtag(tag) => format!("#{tag}"),
            Self::Cashtag(tag) => format!("${tag}"),
        }
    }
}

/// Takes a text apart.
pub(crate) fn scan(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let (mut pieces, mut words, mut at) = (Vec::new(), String::new(), 0);
    while at < chars.len() {
        let before = at.checked_sub(1).map(|index| chars[index]);
        if let Some((piece, end)) = special(&chars, at, before) {
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

/// The names that a text mentions, lower case, in order.
pub(crate) fn mentions(text: &str) -> Vec<String> {
    let name = |piece| match piece {
        Piece::Mention(name) => Some(name.to_lowercase()),
        _ => None,
    };
    scan(text).into_iter().filter_map(name).collect()
}

/// Whether a text holds an address: such posts are dear.
pub(crate) fn has_url(text: &str) -> bool {
    scan(text).iter().any(|piece| matches!(piece, Piece::Url(_)))
}

/// How long X says a text is.
pub(crate) fn weighted(text: &str) -> usize {
    let text: String = text.nfc().collect();
    scan(&text).iter().map(weight_of).sum::<usize>().div_ceil(100)
}

/// The beginning of a long text, as `text` carries it.
pub(crate) fn cut(text: &str) -> String {
    let mut out = String::new();
    let mut weight = 0;
    for piece in scan(text) {
        let parts: Vec<String> = match &piece {
            Piece::Words(words) => words.graphemes(true).map(str::to_owned).collect(),
            other => vec![other.typed()],
        };
        for part in parts {
            let one = match &piece {
                Piece::Words(_) => weight_of_words(&part),
                other => weight_of(other),
            };
            if weight + one > (LIMIT - 3) * 100 {
                return format!("{}…", out.trim_end());
            }
            weight += one;
            out.push_str(&part);
        }
    }
    out
}

fn weight_of(piece: &Piece) -> usize {
    match piece {
        Piece::Url(_) => URL_WEIGHT * 100,
        other => weight_of_words(&other.typed()),
    }
}

fn weight_of_words(words: &str) -> usize {
    words
        .graphemes(true)
        .map(|cluster| {
            if cluster.chars().any(is_emoji) {
                return 200;
            }
            cluster.chars().map(|c| if is_light(c) { 100 } else { 200 }).sum()
        })
        .sum()
}

fn is_light(c: char) -> bool {
    matches!(u32::from(c), 0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037)
}

fn is_emoji(c: char) -> bool {
    matches!(
        u32::from(c),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B05..=0x2B55 | 0x20E3 | 0x231A..=0x23F3 | 0xFE0F
    )
}

fn special(chars: &[char], at: usize, before: Option<char>) -> Option<(Piece, usize)> {
    let joined = |c: char| c.is_alphanumeric() || "_@#$&/".contains(c);
    match chars[at] {
        '@' | '＠' if !before.is_some_and(joined) => {
            let name = take(chars, at + 1, |c| c.is_ascii_alphanumeric() || c == '_');
            let after = chars.get(at + 1 + name.len());
            let legal = (1..=20).contains(&name.len()) && after != Some(&'@');
            legal
                .then(|| (at + 1 + name.len(), name))
                .map(|(end, name)| (Piece::Mention(name), end))
        }
        '#' | '＃' if !before.is_some_and(joined) => {
            let tag = take(chars, at + 1, |c| c.is_alphanumeric() || c == '_');
            let named = tag.chars().any(char::is_alphabetic);
            named.then(|| (Piece::Hashtag(tag.clone()), at + 1 + tag.chars().count()))
        }
        '$' if before.is_none_or(char::is_whitespace) => {
            let tag = take(chars, at + 1, |c| c.is_ascii_alphabetic());
            let legal = (1..=6).contains(&tag.len());
            legal.then(|| (Piece::Cashtag(tag.clone()), at + 1 + tag.len()))
        }
        _ if !before.is_some_and(|c| joined(c) || ".-".contains(c)) => url(chars, at),
        _ => None,
    }
}

fn url(chars: &[char], at: usize) -> Option<(Piece, usize)> {
    let rest: String = chars[at..].iter().take(9).collect::<String>().to_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|one| rest.starts_with(one));
    let host_at = at + scheme.map_or(0, str::len);
    let host = take(chars, host_at, |c| c.is_alphanumeric() || ".-".contains(c));
    let host = host.trim_end_matches(['.', '-']);
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last()?.to_lowercase();
    let letters = last.len() == 2 && last.chars().all(|c| c.is_ascii_lowercase());
    let known = letters || DOMAINS.contains(&format!(" {last} "));
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) || !known {
        return None;
    }
    let mut end = host_at + host.chars().count();
    if chars.get(end) == Some(&'@') {
        return None;
    }
    if chars.get(end) == Some(&':') {
        let port = take(chars, end + 1, |c| c.is_ascii_digit());
        end += if port.is_empty() { 0 } else { 1 + port.len() };
    }
    if chars.get(end).is_some_and(|c| "/?#".contains(*c)) {
        let path = take(chars, end, |c| !c.is_whitespace() && !"<>\"“”„".contains(c));
        let path = path.trim_end_matches(['.', ',', '!', '?', ':', ';', ')', '\'', '…']);
        end += path.chars().count();
    }
    Some((Piece::Url(chars[at..end].iter().collect()), end))
}

fn take(chars: &[char], from: usize, fits: impl Fn(char) -> bool) -> String {
    chars.iter().skip(from).take_while(|c| fits(**c)).collect()
}

/// `text` on the wire: `&`, `<` and `>` are escaped.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_published() {
        for (text, expected) in [
            ("hallo", 5),
            ("日本語", 6),
            ("👨‍👩‍👧‍👦", 2),
            ("❤️ 🇩🇪", 5),
            ("e\u{301}", 1),
            ("…", 2),
            ("siehe https://nordlicht.de/ganz/lang/und/noch/länger", 29),
            ("https://example.com/a?b=c.", 24),
            ("schau auf nordlicht.de/hilfe nach", 38),
            ("mail@nordlicht.de", 17),
            ("nordlicht.unbekannt", 19),
            ("3.5 Euro, z.B. heute", 20),
        ] {
            assert_eq!(weighted(text), expected, "{text}");
        }
    }

    #[test]
    fn pieces() {
        let kinds = |text: &str| {
            let special = |piece: &Piece| !matches!(piece, Piece::Words(_));
            scan(text).iter().filter(|piece| special(piece)).map(Piece::typed).collect::<Vec<_>>()
        };
        assert_eq!(kinds("@clara, #Störung $ABC a@b.de #1"), ["@clara", "#Störung", "$ABC"]);
        assert_eq!(kinds("(https://x.com/a/b). Danke"), ["https://x.com/a/b"]);
        assert_eq!(scan("a @b").iter().map(Piece::typed).collect::<String>(), "a @b");
    }

    #[test]
    fn a_long_text_is_cut() {
        let long = "Wort ".repeat(200);
        let short = cut(&long);
        assert!(short.ends_with('…') && weighted(&short) <= LIMIT);
    }
}
