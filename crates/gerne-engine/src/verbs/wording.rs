//! How a reply reads: its signature, and the text as the platform will count it. Pure.

use gerne_domain::{AccountSettings, Outbound, Refusal};

/// The text as it leaves: with the account's signature behind it, unless it stands there already.
pub(crate) fn sign(text: &str, settings: &AccountSettings, public_name: &str) -> String {
    let text = text.trim_end();
    let signature = settings.signature.replace("{name}", public_name);
    if signature.trim().is_empty() || text.ends_with(&signature) {
        return text.to_owned();
    }
    // Beside a picture alone there is nothing to be kept apart from.
    if text.trim().is_empty() { signature } else { format!("{text} {signature}") }
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
    fn a_signature_is_put_once() {
        let settings = AccountSettings::default();
        assert_eq!(sign("Danke!", &settings, "Anna"), "Danke! ^Anna");
        assert_eq!(sign("Danke! ^Anna ", &settings, "Anna"), "Danke! ^Anna");
        assert_eq!(sign(" ", &settings, "Anna"), "^Anna", "beside a picture alone");
        let none = AccountSettings { signature: String::new(), ..settings };
        assert_eq!(sign("Danke!", &none, "Anna"), "Danke!");
    }
}
