//! Ids of ours must not reach a customer: what of a reply they will see, and whether an id of ours
//! stands in it.

use gerne_domain::{Outbound, Timestamp};
use gerne_store::Tx;
use uuid::Uuid;

use crate::EngineError;

/// Ours begin here: no id of this house is older.
const FIRST_MS: i128 = 1_577_836_800_000; // 2020-01-01
/// Clocks of several nodes differ a little.
const AHEAD_MS: i128 = 86_400_000;

/// The word of a reply that a customer must never see: an id of ours, or an address of the
/// console. The company's own order, return and cancellation numbers are normal content
/// (decision 0009).
pub(crate) async fn find(
    tx: &mut Tx<'_>,
    outbound: &Outbound,
    public_url: &url::Url,
    now: Timestamp,
) -> Result<Option<String>, EngineError> {
    for text in shown(outbound) {
        for word in words(text) {
            if certain(word, public_url) {
                return Ok(Some(word.to_owned()));
            }
            // Thirty-two hexadecimal digits are many things: what is not in the store is not ours.
            for id in bare(word, now) {
                if tx.is_an_id(id).await? {
                    return Ok(Some(word.to_owned()));
                }
            }
        }
    }
    Ok(None)
}

/// Everything of a reply that a customer will see: the words, the warning, the subject, what the
/// pictures are called and what is said about them.
fn shown(outbound: &Outbound) -> impl Iterator<Item = &str> {
    let media = outbound.media.iter().flat_map(|m| [Some(m.name.as_str()), m.alt.as_deref()]);
    [Some(outbound.text.as_str()), outbound.content_warning.as_deref(), outbound.subject.as_deref()]
        .into_iter()
        .chain(media)
        .flatten()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || "<>()[]\"'„“”,;".contains(c))
}

/// An address of the console, or a UUID of version 7 as it is written: ours all are; other
/// systems' rarely.
fn certain(word: &str, public_url: &url::Url) -> bool {
    let host = public_url.host_str().unwrap_or_default();
    let lower = word.to_lowercase();
    let console = !host.is_empty()
        && lower.contains(host)
        && ["/app", "/api/"].iter().any(|path| lower.contains(path));
    console || holds_uuid_v7(&lower)
}

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

/// UUIDs of version 7 without dashes in the word, of a time when there was a house.
fn bare(word: &str, now: Timestamp) -> Vec<Uuid> {
    let latest = i128::from(now.as_millisecond()) + AHEAD_MS;
    let ours = |id: &Uuid| (FIRST_MS..=latest).contains(&i128::from(id.as_u64_pair().0 >> 16));
    let mut found: Vec<Uuid> = word
        .as_bytes()
        .windows(32)
        .filter(|w| w.iter().all(u8::is_ascii_hexdigit) && w[12] == b'7')
        .filter(|w| matches!(w[16].to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b'))
        .filter_map(|w| Uuid::try_parse_ascii(w).ok())
        .filter(ours)
        .collect();
    found.dedup();
    found
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
            assert!(words(held).any(|word| certain(word, &url)), "{held}");
        }
        for normal in [
            "Ihre Bestellung 302-1234567-1234567 ist unterwegs",
            "Retoure R-2026-11-0042",
            "https://care.example.org/team",
            "4f9c2a10-1111-4abc-8def-0123456789ab ist Ihre Gerätenummer",
        ] {
            assert!(!words(normal).any(|word| certain(word, &url)), "{normal}");
        }
    }

    #[test]
    fn without_dashes_only_what_could_be_ours_is_looked_up() {
        let now: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        let id = Uuid::parse_str("0198f3a2-7b1c-7def-8abc-0123456789ab").unwrap();
        for held in [
            "0198f3a27b1c7def8abc0123456789ab",
            "0198F3A27B1C7DEF8ABC0123456789AB",
            "id0198f3a27b1c7def8abc0123456789ab.",
            "https://x.example/0198f3a27b1c7def8abc0123456789ab?a=1",
        ] {
            assert_eq!(bare(held, now), [id], "{held}");
        }
        for normal in [
            "d41d8cd98f00b204e9800998ecf8427e",
            "4f9c2a1011114abc8def0123456789ab",
            // Of the year 2081: nobody made that yet.
            "03298f3a27b1c7def8abc0123456789a",
            "0198f3a27b1c7def8abc0123456789",
        ] {
            assert!(bare(normal, now).is_empty(), "{normal}");
        }
    }
}
