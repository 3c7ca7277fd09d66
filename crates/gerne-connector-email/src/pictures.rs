//! Pictures that are seen inside a mail of ours: those that an agent adds stand below the words, those
//! of the quoted mail where they stood. Everything else is a file beside it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use gerne_connector::sniff;
use gerne_domain::OutboundMedia;
use gerne_mail::{Mail, Part, Showing, from_text, safe_html};

/// Pictures that mail programs show, by their bytes.
const SHOWN: [&str; 3] = ["image/png", "image/jpeg", "image/gif"];
/// So much of a quoted mail's pictures goes back to who sent them, in bytes.
const MOST: usize = 2 << 20;

/// The files of one mail of ours.
pub(crate) struct Pictures {
    /// The mail's own name: those of its pictures follow from it, so that each try is the same.
    name: String,
    pub(crate) parts: Vec<Part>,
}

impl Pictures {
    pub(crate) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), parts: Vec::new() }
    }

    /// Takes the agent's files in. With pictures among them, our words as HTML with those below.
    pub(crate) fn below(
        &mut self,
        text: &str,
        files: &[(&OutboundMedia, Bytes)],
    ) -> Option<String> {
        let mut html = from_text(text.trim_end());
        let mut any = false;
        for (media, bytes) in files {
            let shown = shown(bytes).is_some();
            let content_id = shown.then(|| self.next());
            if let Some(id) = &content_id {
                any = true;
                html.push_str(&picture(id, media.alt.as_deref().unwrap_or_default()));
            }
            self.parts.push(Part {
                name: Some(media.name.clone()),
                mime: media.mime.clone(),
                content_id,
                inline: shown,
                bytes: bytes.to_vec(),
            });
        }
        any.then_some(html)
    }

    /// The quoted mail as HTML. It goes out under our name: without anything that runs or is fetched,
    /// with the pictures that came in it.
    pub(crate) fn quoted(&mut self, mail: &Mail) -> Option<String> {
        let html = mail.html.as_deref()?;
        let mut room = MOST;
        let mut known = BTreeMap::new();
        for part in &mail.parts {
            let (Some(id), Some(mime)) = (&part.content_id, shown(&part.bytes)) else { continue };
            if part.bytes.len() <= room && !known.contains_key(id) {
                room -= part.bytes.len();
                known.insert(id.clone(), (part, mime));
            }
        }
        let names: BTreeMap<String, String> =
            known.keys().enumerate().map(|(n, id)| (id.clone(), self.quoted_name(n))).collect();
        let used = Arc::new(Mutex::new(Vec::new()));
        let (all, seen) = (names.clone(), Arc::clone(&used));
        let picture = move |id: &str| {
            let name = all.get(id)?;
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(id.to_owned());
            Some(format!("cid:{name}"))
        };
        let showing = Showing { picture: Arc::new(picture), ..Showing::default() };
        let html = safe_html(html, &showing).html;
        let used = std::mem::take(&mut *used.lock().unwrap_or_else(PoisonError::into_inner));
        for (id, (part, mime)) in known {
            if used.contains(&id) {
                self.parts.push(Part {
                    name: part.name.clone(),
                    mime: mime.to_owned(),
                    content_id: names.get(&id).cloned(),
                    inline: true,
                    bytes: part.bytes.clone(),
                });
            }
        }
        Some(html)
    }

    fn next(&self) -> String {
        format!("p{}.{}", self.parts.len(), self.name)
    }

    fn quoted_name(&self, n: usize) -> String {
        format!("q{n}.{}", self.name)
    }
}

fn shown(bytes: &[u8]) -> Option<&'static str> {
    sniff(bytes).filter(|mime| SHOWN.contains(mime))
}

fn picture(id: &str, alt: &str) -> String {
    let alt: String = alt.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!("<br>\n<div><img src=\"cid:{id}\" alt=\"{alt}\" style=\"max-width:100%\"></div>\n")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use gerne_domain::{BlobHash, OutboundMedia};
    use gerne_mail::{Mail, Part};

    use super::{MOST, Pictures};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

    fn media(name: &str) -> OutboundMedia {
        OutboundMedia {
            blob: BlobHash("9".repeat(64)),
            mime: "image/png".to_owned(),
            name: name.to_owned(),
            alt: Some("Der \"Schalter\"".to_owned()),
        }
    }

    #[test]
    fn an_agents_pictures_stand_below_and_files_beside() {
        let (shot, file) = (media("a.png"), media("b.png"));
        let mut pictures = Pictures::of("abc@x.example");
        let html = pictures.below(
            "So <hier>.\n",
            &[(&shot, Bytes::from_static(PNG)), (&file, Bytes::from_static(b"%PDF-1.7"))],
        );
        let html = html.unwrap();
        assert!(
            html.starts_with("So &lt;hier&gt;.<br>\n<br>\n<div><img src=\"cid:p0.abc@x.example\"")
        );
        assert!(html.contains("alt=\"Der &quot;Schalter&quot;\""), "{html}");
        let [shot, file] = &pictures.parts[..] else { panic!("{:?}", pictures.parts) };
        assert!(shot.inline && shot.content_id.is_some());
        assert!(!file.inline && file.content_id.is_none());
        let mut none = Pictures::of("abc@x.example");
        assert_eq!(none.below("Hallo", &[]), None);
    }

    #[test]
    fn a_quoted_mail_keeps_the_pictures_it_shows() {
        let part = |id: &str, bytes: &[u8]| Part {
            name: None,
            mime: "image/png".to_owned(),
            content_id: Some(id.to_owned()),
            inline: true,
            bytes: bytes.to_vec(),
        };
        let mut huge = PNG.to_vec();
        huge.resize(MOST, 0);
        let mail = Mail {
            html: Some(
                "<p>Hier</p><img src=\"cid:a\"><img src=\"cid:no\"><img src=\"cid:big\">\
                 <img src=\"cid:page\"><img src=\"http://x.example/1\">"
                    .to_owned(),
            ),
            parts: vec![
                part("a", PNG),
                part("unused", PNG),
                part("page", b"<html>"),
                part("big", &huge),
            ],
            ..Mail::default()
        };
        let mut pictures = Pictures::of("abc@x.example");
        let html = pictures.quoted(&mail).unwrap();
        assert_eq!(html.matches("cid:").count(), 1, "{html}");
        let [kept] = &pictures.parts[..] else { panic!("{}", pictures.parts.len()) };
        let id = kept.content_id.as_ref().unwrap();
        assert!(id.starts_with('q') && html.contains(&format!("src=\"cid:{id}\"")), "{html}");
        assert!(!html.contains("x.example/1"));
        assert_eq!(Pictures::of("abc@x.example").quoted(&Mail::default()), None);
    }
}
