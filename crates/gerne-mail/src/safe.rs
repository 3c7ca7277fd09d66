//! HTML of strangers, safe to show.

use std::{
    borrow::Cow,
    collections::HashSet,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use ammonia::Builder;

use crate::html::{LINKS, starts_with_any, tame};

/// How HTML is to be shown.
#[derive(Clone)]
pub struct Showing {
    /// Where a picture inside the mail is served from, by its `Content-ID`; `None` when the mail has
    /// no such part.
    pub picture: Picture,
    /// What becomes of pictures on other servers.
    pub remote: Remote,
}

/// From a `Content-ID` or an address to an address of ours.
pub type Picture = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Pictures on other servers: whoever serves them learns who reads the mail, and when.
#[derive(Clone)]
pub enum Remote {
    /// They are held back and counted.
    Blocked,
    /// They are asked for through this address of ours.
    Through(Picture),
}

impl fmt::Debug for Showing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blocked = matches!(self.remote, Remote::Blocked);
        f.debug_struct("Showing").field("blocked", &blocked).finish_non_exhaustive()
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::Blocked) { "Blocked" } else { "Through(…)" })
    }
}

impl Default for Showing {
    /// No pictures at all.
    fn default() -> Self {
        Self { picture: Arc::new(|_| None), remote: Remote::Blocked }
    }
}

/// HTML that is safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml {
    /// Without scripts, styles, forms, and anything that is fetched from elsewhere. It brings no
    /// colours of its own, so it reads in the dark as well.
    pub html: String,
    /// How many pictures on other servers were held back.
    pub remote: usize,
}

/// Pictures that are written out in the address.
const PICTURES: &[&str] = &[
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/jpg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];
/// Longest picture in an address, in bytes.
const MOST_PICTURE: usize = 512 << 10;

/// Makes HTML safe to show, and to quote in an answer. Doing it twice changes nothing more.
///
/// It is one of two walls: the other is the frame that shows it, without scripts and with a content
/// policy of its own.
pub fn safe_html(html: &str, showing: &Showing) -> SafeHtml {
    let held_back = Arc::new(AtomicUsize::new(0));
    let (count, showing) = (Arc::clone(&held_back), showing.clone());
    let mut builder = Builder::default();
    builder
        .rm_tags(["map", "area"])
        .add_generic_attributes(["dir"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "cid", "data"]))
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank")
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") => source(value, &showing, &count).map(Cow::Owned),
            // `tame` has dropped such links already. Dropping one here would change the order of
            // what is left, and the second time would not give the same as the first.
            ("a", "href") if !starts_with_any(value, LINKS) => Some(Cow::Borrowed("#")),
            ("a", "href") => Some(Cow::Borrowed(value)),
            (_, "cite" | "longdesc" | "src" | "href" | "background" | "ping") => None,
            _ => Some(Cow::Borrowed(value)),
        });
    let html = builder.clean(&tame(html)).to_string();
    SafeHtml { html, remote: held_back.load(Ordering::Relaxed) }
}

fn source(value: &str, showing: &Showing, held_back: &AtomicUsize) -> Option<String> {
    let value = value.trim();
    let (scheme, rest) = value.split_once(':').unwrap_or(("", value));
    if scheme.eq_ignore_ascii_case("cid") {
        return (showing.picture)(rest);
    }
    if starts_with_any(value, PICTURES) && value.len() <= MOST_PICTURE {
        return Some(value.to_owned());
    }
    let is_remote = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let is_remote = is_remote || value.starts_with("//");
    match &showing.remote {
        Remote::Through(through) if is_remote => through(value),
        Remote::Blocked if is_remote => {
            held_back.fetch_add(1, Ordering::Relaxed);
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Remote, Showing, safe_html};

    #[test]
    fn what_is_dangerous_goes() {
        for (html, expected) in [
            ("<p onclick=x>a<script>b</script></p>", "<p>a</p>"),
            ("<p style='color:red' class=c id=i>a</p>", "<p>a</p>"),
            (
                "<a href='javascript:x'>a</a>",
                "<a target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>",
            ),
            (
                "<a href='/x'>a</a>",
                "<a target=\"_blank\" rel=\"noopener noreferrer nofollow\">a</a>",
            ),
            ("<form><input name=x>a</form>", "a"),
            ("<img src='http://x.example/p.gif' alt='Logo'>", "<img alt=\"Logo\">"),
            ("<img src='//x.example/p.gif'>", "<img>"),
            ("<img src='data:text/html,x'>", "<img>"),
            ("<img src='data:image/svg+xml;base64,x'>", "<img>"),
            ("<img src='data:image/png;base64,AA=='>", "<img src=\"data:image/png;base64,AA==\">"),
            ("<img src='cid:unknown'>", "<img>"),
            ("<blockquote cite='http://x.example'>a</blockquote>", "<blockquote>a</blockquote>"),
            ("<svg><script>a</script></svg><math>b</math>c", "c"),
            ("<iframe src=x></iframe><object>o</object><base href=x>c", "c"),
        ] {
            let safe = safe_html(html, &Showing::default()).html;
            assert_eq!(safe, expected, "{html}");
            assert_eq!(safe_html(&safe, &Showing::default()).html, safe, "twice: {html}");
        }
    }

    #[test]
    fn pictures_are_rerouted_and_counted() {
        let html =
            "<img src='cid:a@b'><img src='https://x.example/1'><img src='http://y.example/2'>";
        assert_eq!(safe_html(html, &Showing::default()).remote, 2);
        let showing = Showing {
            picture: Arc::new(|id| Some(format!("/parts/{id}"))),
            remote: Remote::Through(Arc::new(|url| Some(format!("/proxy?{}", url.len())))),
        };
        let safe = safe_html(html, &showing);
        let expected = "<img src=\"/parts/a@b\"><img src=\"/proxy?19\"><img src=\"/proxy?18\">";
        assert_eq!((safe.html.as_str(), safe.remote), (expected, 0));
    }
}
