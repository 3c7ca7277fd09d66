//! `message/delivery-status`: fields for the mail, then for each recipient.

use super::{Returned, codes};
use crate::fields::{Fields, id_of};

/// What one such part says.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub recipients: Vec<Returned>,
    /// `Original-Envelope-Id`.
    pub about: Vec<String>,
}

pub(super) fn read(bytes: &[u8]) -> Form {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut form = Form::default();
    for group in text.split("\n\n").take(super::MOST * 2) {
        let fields = Fields::of(group.trim_start().as_bytes());
        form.about.extend(fields.first("Original-Envelope-Id").and_then(id_of));
        form.recipients.extend(recipient(&fields));
    }
    form.about.retain(|id| id.contains('@'));
    form
}

fn recipient(fields: &Fields<'_>) -> Option<Returned> {
    let of = |name: &str| fields.first(name).map(address).filter(|text| text.contains('@'));
    let action = fields.first("Action").map(word);
    let said = of("Original-Recipient").or_else(|| of("Final-Recipient"));
    let address =
        of("Final-Recipient").or_else(|| said.clone()).or_else(|| of("X-Actual-Recipient"));
    if address.is_none() && action.is_none() {
        return None;
    }
    // What we wrote to is what we know; a relay may have rewritten it.
    let address = said.or(address).or_else(|| fields.first("Final-Recipient").map(self::address));
    let diagnostic =
        fields.first("Diagnostic-Code").map(|text| text.chars().take(500).collect::<String>());
    let formal = fields.first("Status").and_then(codes::status);
    let spoken = diagnostic.as_deref().and_then(codes::status);
    let status = match (formal, spoken) {
        // Exim says 5.0.0 here, and what it was in the other field.
        (Some(formal), Some(spoken)) if formal.ends_with(".0.0") => Some(spoken),
        (formal, spoken) => formal.or(spoken),
    };
    let permanent = match (action.as_deref(), status.as_deref()) {
        (Some("delayed"), _) => Some(false),
        (Some("delivered" | "relayed" | "expanded" | "deliverable"), _) => None,
        (_, Some(status)) => codes::permanent(status),
        (Some("failed" | "failure"), None) => {
            diagnostic.as_deref().and_then(codes::reply).map(|code| code >= 500).or(Some(true))
        }
        _ => None,
    };
    Some(Returned { address: address.unwrap_or_default(), action, status, permanent, diagnostic })
}

/// `rfc822; <eva@kunde.example>` is `eva@kunde.example`.
fn address(value: &str) -> String {
    let value = value.rsplit_once(';').map_or(value, |(_, after)| after).trim();
    let value = value.rsplit_once('<').map_or(value, |(_, after)| after);
    value.trim_matches(['<', '>', '"', ' ', '\'']).to_owned()
}

fn word(value: &str) -> String {
    value.split_whitespace().next().unwrap_or_default().trim_matches([';', ',']).to_lowercase()
}
