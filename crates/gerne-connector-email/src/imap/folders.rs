//! Which folders there are, and what for.

use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response};

use super::{Imap, ImapError};

/// A folder that can be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folder {
    /// As the server writes it (modified UTF-7), to be said in the same letters.
    pub(crate) name: String,
    /// The server says what it is for (RFC 6154).
    pub(crate) sent: bool,
    /// The same.
    pub(crate) junk: bool,
}

/// What programs and providers call the folder of what was sent; lower case, last part.
const SENT: &[&str] = &[
    "sent",
    "sent items",
    "sent messages",
    "sent mail",
    "gesendet",
    "gesendete objekte",
    "gesendete elemente",
    "gesendete nachrichten",
    "objets envoy&aok-s",
];
/// ... and of what is taken for spam.
const JUNK: &[&str] = &[
    "junk",
    "spam",
    "junk e-mail",
    "junk-e-mail",
    "junk mail",
    "spamverdacht",
    "unerw&apw-nscht",
    "bulk mail",
];

impl Imap {
    /// All folders that can be opened.
    pub(crate) async fn folders(&mut self) -> Result<Vec<Folder>, ImapError> {
        let mut folders = Vec::new();
        self.command("LIST \"\" \"*\"", super::HEADS, |response| {
            let Response::MailboxData(MailboxDatum::List(list)) = response else { return };
            let attributes = &list.name_attributes;
            if attributes.contains(&NameAttribute::NoSelect) {
                return;
            }
            folders.push(Folder {
                name: list.name.to_string(),
                sent: attributes.contains(&NameAttribute::Sent),
                junk: attributes.contains(&NameAttribute::Junk),
            });
        })
        .await?;
        Ok(folders)
    }
}

/// The folder of what was sent: as the server says, else by its name.
pub(crate) fn sent(folders: &[Folder]) -> Option<String> {
    pick(folders, |folder| folder.sent, SENT)
}

/// The folder of what is taken for spam.
pub(crate) fn junk(folders: &[Folder]) -> Option<String> {
    pick(folders, |folder| folder.junk, JUNK)
}

fn pick(folders: &[Folder], says: fn(&Folder) -> bool, names: &[&str]) -> Option<String> {
    let said = folders.iter().find(|folder| says(folder));
    let named =
        || names.iter().find_map(|name| folders.iter().find(|folder| last(&folder.name) == *name));
    said.or_else(named).map(|folder| folder.name.clone())
}

/// `INBOX.Sent` → `sent`: servers divide with a dot or a slash.
fn last(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let last = lower.strip_prefix("inbox.").unwrap_or(&lower);
    last.rsplit('/').next().unwrap_or(last).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Folder, junk, sent};

    #[test]
    fn folders_are_found_by_use_then_by_name() {
        let named = |name: &str| Folder { name: name.to_owned(), ..Folder::default() };
        let said = Folder { sent: true, ..named("Postausgang") };
        let folders = [named("INBOX"), named("Sent"), said, named("INBOX.Spam")];
        assert_eq!(sent(&folders).as_deref(), Some("Postausgang"));
        assert_eq!(junk(&folders).as_deref(), Some("INBOX.Spam"));
        assert_eq!(
            sent(&[named("INBOX/Gesendete Objekte")]).as_deref(),
            Some("INBOX/Gesendete Objekte")
        );
        assert_eq!(sent(&[named("INBOX"), named("Presently")]), None);
    }
}
