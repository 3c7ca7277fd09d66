//! Sentences that are offered to an agent: Sie or Du, German or English. They never ask for what is
//! known, and say a value only where it stands already.

use gerne_domain::Address;
use gerne_language::facts::FactKind;

/// How somebody is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tone {
    pub(crate) german: bool,
    pub(crate) address: Address,
}

#[derive(Clone, Copy)]
enum Noun {
    Feminine(&'static str, &'static str),
    Masculine(&'static str, &'static str),
    Neuter(&'static str, &'static str),
}

fn noun(kind: FactKind) -> Option<Noun> {
    use Noun::{Feminine, Masculine, Neuter};
    Some(match kind {
        FactKind::Email => Feminine("E-Mail-Adresse", "e-mail address"),
        FactKind::Phone => Feminine("Telefonnummer", "phone number"),
        FactKind::Iban | FactKind::Card => Feminine("Bankverbindung", "bank details"),
        FactKind::Imei => Feminine("Seriennummer", "serial number"),
        FactKind::CustomerNo => Feminine("Kundennummer", "customer number"),
        FactKind::ContractNo => Feminine("Vertragsnummer", "contract number"),
        FactKind::AccountNo => Feminine("Kontonummer", "account number"),
        FactKind::OrderNo => Feminine("Bestellnummer", "order number"),
        FactKind::InvoiceNo => Feminine("Rechnungsnummer", "invoice number"),
        FactKind::TicketNo => Feminine("Vorgangsnummer", "reference number"),
        FactKind::TrackingNo => Feminine("Sendungsnummer", "tracking number"),
        FactKind::BookingRef => Feminine("Buchungsnummer", "booking reference"),
        FactKind::ErrorCode => Feminine("Fehlermeldung", "error message"),
        FactKind::Train => Feminine("Zugverbindung", "train"),
        FactKind::Device => Neuter("Gerät", "device"),
        FactKind::Name => Masculine("Name", "name"),
        FactKind::Address => Feminine("Adresse", "address"),
        FactKind::BirthDate => Neuter("Geburtsdatum", "date of birth"),
        _ => return None,
    })
}

/// „Ihre Kundennummer liegt uns vor.“; with the value where it may be said.
pub(crate) fn is_here(kind: FactKind, value: Option<&str>, tone: Tone) -> Option<String> {
    if kind == FactKind::Tried {
        return Some(tried(tone));
    }
    let noun = noun(kind)?;
    let value = value.map(|value| format!(" {value}")).unwrap_or_default();
    if !tone.german {
        let (Noun::Feminine(_, en) | Noun::Masculine(_, en) | Noun::Neuter(_, en)) = noun;
        return Some(format!("We have your {en}{value} here."));
    }
    let formal = tone.address == Address::Formal;
    let (your, de) = match (noun, formal) {
        (Noun::Feminine(de, _), true) => ("Ihre", de),
        (Noun::Feminine(de, _), false) => ("Deine", de),
        (Noun::Masculine(de, _) | Noun::Neuter(de, _), true) => ("Ihr", de),
        (Noun::Masculine(de, _) | Noun::Neuter(de, _), false) => ("Dein", de),
    };
    Some(format!("{your} {de}{value} liegt uns vor."))
}

fn tried(tone: Tone) -> String {
    match (tone.german, tone.address) {
        (false, _) => "Thank you for having tried that already.",
        (true, Address::Formal) => "Danke, dass Sie das schon versucht haben.",
        (true, Address::Informal) => "Danke, dass du das schon versucht hast.",
    }
    .to_owned()
}

/// The public last line when an answer moves to the private channel.
pub fn moved_line(german: bool, address: Address) -> String {
    match (german, address) {
        (false, _) => "We have sent you a private message.",
        (true, Address::Formal) => "Wir haben Ihnen eine private Nachricht geschickt.",
        (true, Address::Informal) => "Wir haben dir eine private Nachricht geschickt.",
    }
    .to_owned()
}

/// What is asked of a customer who posted a secret before everyone.
pub fn please_delete(german: bool, address: Address) -> String {
    match (german, address) {
        (false, _) => {
            "Your post shows personal data that everyone can read. Please delete it; we have what \
             we need."
        }
        (true, Address::Formal) => {
            "Ihr Beitrag zeigt persönliche Daten, die alle lesen können. Bitte löschen Sie ihn; was \
             wir brauchen, liegt uns vor."
        }
        (true, Address::Informal) => {
            "Dein Beitrag zeigt persönliche Daten, die alle lesen können. Bitte lösche ihn; was wir \
             brauchen, liegt uns vor."
        }
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_follow_the_form_of_address() {
        let formal = Tone { german: true, address: Address::Formal };
        let informal = Tone { german: true, address: Address::Informal };
        let english = Tone { german: false, address: Address::Formal };
        for (kind, value, tone, text) in [
            (FactKind::CustomerNo, None, formal, "Ihre Kundennummer liegt uns vor."),
            (FactKind::CustomerNo, Some("77"), informal, "Deine Kundennummer 77 liegt uns vor."),
            (FactKind::Device, None, informal, "Dein Gerät liegt uns vor."),
            (FactKind::Email, None, english, "We have your e-mail address here."),
        ] {
            assert_eq!(is_here(kind, value, tone).as_deref(), Some(text));
        }
    }
}
