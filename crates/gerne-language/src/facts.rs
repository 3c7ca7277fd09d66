//! What a customer's text states: numbers, addresses, names, dates, the trouble itself.
//!
//! A number is what the word beside it says it is. What one recogniser has claimed no other takes: an
//! order number is no phone number.

mod address;
mod bank;
mod code;
mod device;
mod email;
mod journey;
mod moment;
mod money;
mod name;
mod needed;
mod number;
mod pattern;
mod phone;
mod since;
mod tried;
mod trouble;
mod unsaid;

use std::ops::Range;

pub use pattern::Pattern;

use crate::{
    lex::{Tok, lex},
    when::{self, Context, When},
};

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactKind {
    /// An address for mail.
    Email,
    /// A phone number of the customer.
    Phone,
    /// An account at a bank.
    Iban,
    /// A card for paying.
    Card,
    /// A device's serial number in mobile networks.
    Imei,
    /// Customer number.
    CustomerNo,
    /// Contract or policy number.
    ContractNo,
    /// Account number with the company.
    AccountNo,
    /// Order number.
    OrderNo,
    /// Invoice number.
    InvoiceNo,
    /// The company's number of a matter.
    TicketNo,
    /// Parcel number.
    TrackingNo,
    /// Booking reference.
    BookingRef,
    /// What a device or program showed.
    ErrorCode,
    /// Train, line, flight.
    Train,
    /// Make and model.
    Device,
    /// The customer's own name.
    Name,
    /// Street, number, postcode, town.
    Address,
    /// When somebody was born.
    BirthDate,
    /// A day of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A sum of money.
    Amount,
    /// What does not work.
    Problem,
    /// Since when.
    Since,
    /// A step that was taken already.
    Tried,
    /// Until when it is needed.
    NeededBy,
}

impl FactKind {
    /// All kinds.
    pub const ALL: [Self; 26] = [
        Self::Email,
        Self::Phone,
        Self::Iban,
        Self::Card,
        Self::Imei,
        Self::CustomerNo,
        Self::ContractNo,
        Self::AccountNo,
        Self::OrderNo,
        Self::InvoiceNo,
        Self::TicketNo,
        Self::TrackingNo,
        Self::BookingRef,
        Self::ErrorCode,
        Self::Train,
        Self::Device,
        Self::Name,
        Self::Address,
        Self::BirthDate,
        Self::Date,
        Self::Time,
        Self::Amount,
        Self::Problem,
        Self::Since,
        Self::Tried,
        Self::NeededBy,
    ];

    /// As it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Iban => "iban",
            Self::Card => "card",
            Self::Imei => "imei",
            Self::CustomerNo => "customer_no",
            Self::ContractNo => "contract_no",
            Self::AccountNo => "account_no",
            Self::OrderNo => "order_no",
            Self::InvoiceNo => "invoice_no",
            Self::TicketNo => "ticket_no",
            Self::TrackingNo => "tracking_no",
            Self::BookingRef => "booking_ref",
            Self::ErrorCode => "error_code",
            Self::Train => "train",
            Self::Device => "device",
            Self::Name => "name",
            Self::Address => "address",
            Self::BirthDate => "birth_date",
            Self::Date => "date",
            Self::Time => "time",
            Self::Amount => "amount",
            Self::Problem => "problem",
            Self::Since => "since",
            Self::Tried => "tried",
            Self::NeededBy => "needed_by",
        }
    }

    /// Masked until somebody asks to see it.
    pub fn is_sensitive(self) -> bool {
        matches!(self, Self::Iban | Self::Card | Self::Imei | Self::BirthDate)
    }

    /// Not for a public place.
    pub fn is_private(self) -> bool {
        self.is_sensitive()
            || matches!(
                self,
                Self::Email
                    | Self::Phone
                    | Self::CustomerNo
                    | Self::ContractNo
                    | Self::AccountNo
                    | Self::OrderNo
                    | Self::InvoiceNo
                    | Self::TicketNo
                    | Self::TrackingNo
                    | Self::BookingRef
                    | Self::Address
            )
    }
}

/// Something that a text states.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// As written.
    pub raw: String,
    /// In the form in which two are compared. Empty when there is none.
    pub norm: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// From 0 to 100.
    pub confidence: u8,
    /// The words that made it this.
    pub because: Option<Range<usize>>,
}

/// Whose numbers and addresses are meant when nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// Germany.
    #[default]
    De,
    /// Austria.
    At,
    /// Switzerland.
    Ch,
    /// Great Britain.
    Gb,
    /// Ireland.
    Ie,
    /// The United States.
    Us,
}

impl Region {
    /// By its two letters; Germany for those that are not known.
    pub fn of(code: &str) -> Self {
        match code.get(..2).unwrap_or_default() {
            "AT" => Self::At,
            "CH" => Self::Ch,
            "GB" => Self::Gb,
            "IE" => Self::Ie,
            "US" => Self::Us,
            _ => Self::De,
        }
    }

    /// What stands behind the plus sign.
    pub(crate) fn calling(self) -> &'static str {
        match self {
            Self::De => "49",
            Self::At => "43",
            Self::Ch => "41",
            Self::Gb => "44",
            Self::Ie => "353",
            Self::Us => "1",
        }
    }
}

/// What the company told us beforehand.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Where its customers live.
    pub region: Region,
    /// Its devices and products, by name.
    pub products: &'a [String],
    /// What its numbers look like.
    pub patterns: &'a [Pattern],
}

impl Default for Known<'_> {
    fn default() -> Self {
        Self { region: Region::De, products: &[], patterns: &[] }
    }
}

/// A word for a number at this token: of what kind, its tokens, and whether it says that it is a number.
pub(crate) fn named_number(toks: &[Tok<'_>], at: usize) -> Option<(FactKind, Range<usize>, bool)> {
    number::named(toks, at)
}

/// Whether a word for a device stands here.
pub(crate) fn is_device(toks: &[Tok<'_>], at: usize) -> bool {
    toks.get(at).is_some_and(device::is_noun)
}

/// Whether a word for a train, a line or a flight stands here.
pub(crate) fn is_journey(toks: &[Tok<'_>], at: usize) -> bool {
    crate::rows::TRAIN_LINES.at(toks, at, toks.len()).is_some()
}

/// What recognisers work on and what they found.
pub(crate) struct Finder<'t, 'a> {
    pub(crate) text: &'t str,
    pub(crate) toks: &'a [Tok<'t>],
    pub(crate) whens: &'a [When],
    pub(crate) known: &'a Known<'a>,
    pub(crate) context: &'a Context<'a>,
    found: Vec<Fact>,
    taken: Vec<bool>,
}

/// All facts of a text, in the order of their places.
pub fn find(text: &str, context: &Context<'_>, known: &Known<'_>) -> Vec<Fact> {
    let toks = lex(text);
    let whens = when::find_in(&toks, context);
    let taken = vec![false; toks.len()];
    let mut finder =
        Finder { text, toks: &toks, whens: &whens, known, context, found: Vec::new(), taken };
    email::find(&mut finder);
    bank::find(&mut finder);
    number::find(&mut finder);
    pattern::find(&mut finder);
    address::find(&mut finder);
    phone::find(&mut finder);
    device::find(&mut finder);
    code::find(&mut finder);
    device::find_beside(&mut finder);
    name::find(&mut finder);
    moment::find(&mut finder);
    trouble::find(&mut finder);
    unsaid::find(&mut finder);
    let mut found = finder.found;
    found.sort_by_key(|fact| (fact.span.start, fact.span.end));
    found
}

impl Finder<'_, '_> {
    /// Whether none of these tokens is part of a fact.
    pub(crate) fn is_free(&self, toks: &Range<usize>) -> bool {
        !toks.is_empty() && toks.clone().all(|i| self.taken.get(i).is_some_and(|taken| !taken))
    }

    /// The bytes of these tokens.
    pub(crate) fn span(&self, toks: &Range<usize>) -> Option<Range<usize>> {
        let last = self.toks.get(toks.end.checked_sub(1)?)?;
        Some(self.toks.get(toks.start)?.start..last.end)
    }

    /// Keeps a fact and its place.
    pub(crate) fn claim(
        &mut self,
        kind: FactKind,
        toks: Range<usize>,
        norm: String,
        confidence: u8,
        because: Option<Range<usize>>,
    ) {
        for i in toks.clone() {
            if let Some(taken) = self.taken.get_mut(i) {
                *taken = true;
            }
        }
        self.note(kind, &toks, norm, confidence, because);
    }

    /// Keeps a fact whose words may be parts of others.
    pub(crate) fn note(
        &mut self,
        kind: FactKind,
        toks: &Range<usize>,
        norm: String,
        confidence: u8,
        because: Option<Range<usize>>,
    ) {
        let because = because.and_then(|toks| self.span(&toks));
        let Some(span) = self.span(toks) else { return };
        let Some(raw) = self.text.get(span.clone()) else { return };
        self.found.push(Fact { kind, raw: raw.to_owned(), norm, span, confidence, because });
    }

    /// The token at this place.
    pub(crate) fn tok(&self, at: usize) -> Option<&Tok<'_>> {
        self.toks.get(at)
    }

    /// Whether the token at this place is one of these words.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.toks.get(at).is_some_and(|tok| tok.is_any(words))
    }
}

#[cfg(test)]
mod tests;
