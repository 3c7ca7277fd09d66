//! What must not leave: pure checks of a reply's text.

use gerne_domain::{AccountSettings, Outbound, Refusal};

/// Something of ours that a customer must never see: an internal id, or an address of the console.
/// The company's own order, return and cancellation numbers are normal content
/// (decision 0009).
pub(crate) fn own_id(text: &str, public_url: &url::Url) -> Option<String> {
    let host = public_url.host_str().unwrap_or_default();
    text.split(|c: char| c.is_whitespace() || "<>()[]\"'„“”,;".contains(c)).find_map(|word| {
        let lower = word.to_lowercase();
        let console = !host.is_empty()
            && lower.contains(host)
            && ["/app", "/api/"].iter().any(|path| lower.contains(path));
        (console || holds_uuid_v7(&lower)).then(|| word.to_owned())
    })
}

/// Everything of a reply that a customer will see.
pub(crate) fn shown(outbound: &Outbound) -> impl Iterator<Item = &str> {
    let media = outbound.media.iter().flat_map(|m| [Some(m.name.as_str()), m.alt.as_deref()]);
    [Some(outbound.text.as_str()), outbound.content_warning.as_deref(), outbound.subject.as_deref()]
        .into_iter()
        .chain(media)
        .flatten()
}

/// Whether a UUID of version 7 stands in the word. Ours all are; other systems' rarely.
fn holds_uuid_v7(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    bytes.windows(36).any(|w| {
        w.iter().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => *b == b'-',
            14 => *b == b'7',
            19 => matches!(b, b'8' | b'9' | b'a' | b'b'),
            _ => b.is_ascii_hexdigit(),
        })
    })
}

/// The text as it leaves: with the account's signature behind it, unless it stands there already.
pub(crate) fn sign(text: &str, settings: &AccountSettings, public_name: &str) -> String {
    let text = text.trim_end();
    let signature = settings.signature.replace("{name}", public_name);
    if signature.trim().is_empty() || text.ends_with(&signature) {
        return text.to_owned();
    }
    format!("{text} {signature}")
}

/// The text as the platform will count it: with the mentions that the connector puts before it.
pub(crate) fn as_counted(outbound: &Outbound) -> String {
    let lower = outbound.text.to_lowercase();
    let mut text = String::new();
    for mention in &outbound.to {
        if !lower.contains(&format!("@{}", mention.handle.to_lowercase())) {
            text.push('@');
            text.push_str(&mention.handle);
            text.push(' ');
        }
    }
    text + &outbound.text
}

/// `Err` when the text is empty and nothing is attached.
pub(crate) fn not_empty(text: &str, media: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() && media == 0 { Err(Refusal::of("reply.empty")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_ids_are_found_and_the_companys_numbers_are_not() {
        let url = url::Url::parse("https://care.example.org").unwrap();
        for held in [
            "Ihr Vorgang 0198f3a2-7b1c-7def-8abc-0123456789ab",
            "siehe (0198F3A2-7B1C-7DEF-9ABC-0123456789AB).",
            "https://care.example.org/app/inbox/open/1",
        ] {
            assert!(own_id(held, &url).is_some(), "{held}");
        }
        for normal in [
            "Ihre Bestellung 302-1234567-1234567 ist unterwegs",
            "Retoure R-2026-11-0042",
            "https://care.example.org/team",
            "4f9c2a10-1111-4abc-8def-0123456789ab ist Ihre Gerätenummer",
        ] {
            assert_eq!(own_id(normal, &url), None, "{normal}");
        }
    }

    #[test]
    fn a_signature_is_put_once() {
        let settings = AccountSettings::default();
        assert_eq!(sign("Danke!", &settings, "Anna"), "Danke! ^Anna");
        assert_eq!(sign("Danke! ^Anna ", &settings, "Anna"), "Danke! ^Anna");
        let none = AccountSettings { signature: String::new(), ..settings };
        assert_eq!(sign("Danke!", &none, "Anna"), "Danke!");
    }
}
