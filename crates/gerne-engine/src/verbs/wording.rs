//! How a reply reads: its signature, and the text as the platform will count it. Pure.

use gerne_domain::{Account, Outbound, Refusal};

/// An account's signature with the public name of who writes.
pub fn signature(account: &Account, public_name: &str) -> String {
    filled(&account.settings.signature, &account.name, public_name)
}

fn filled(signature: &str, account: &str, name: &str) -> String {
    signature.replace("{name}", name).replace("{account}", account).trim_end().to_owned()
}

/// The text as it leaves: with the account's signature behind it, unless it stands there already.
/// A letter's signature has lines of its own.
pub(crate) fn sign(text: &str, signature: String, is_letter: bool) -> String {
    let text = text.trim_end();
    let between = if is_letter { "\n\n" } else { " " };
    if signature.trim().is_empty() || text.ends_with(&signature) {
        return text.to_owned();
    }
    // Beside a picture alone there is nothing to be kept apart from.
    if text.trim().is_empty() { signature } else { format!("{text}{between}{signature}") }
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
        let signed = |text, template| sign(text, filled(template, "Nordlicht", "Anna"), false);
        assert_eq!(signed("Danke!", "^{name}"), "Danke! ^Anna");
        assert_eq!(signed("Danke! ^Anna ", "^{name}"), "Danke! ^Anna");
        assert_eq!(signed(" ", "^{name}"), "^Anna", "beside a picture alone");
        assert_eq!(signed("Danke!", ""), "Danke!");
        let letter =
            sign("Danke!", filled("Viele Grüße\n{name}, {account}\n", "Nordlicht", "Anna"), true);
        assert_eq!(letter, "Danke!\n\nViele Grüße\nAnna, Nordlicht");
    }
}
