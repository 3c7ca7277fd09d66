//! Which field of a request is to blame for what cannot be done.

use crate::problem::{Answer, FieldError, Problem};

/// The field to blame, by code. A route that calls it otherwise says so with [`Blame::blaming`]. What no
/// field is to blame for stands in no row: a platform does not do it, a matter is over.
const FIELDS: [(&str, &str); 111] = [
    ("agent.cannot_see", "assignee_id"),
    ("agent.language", "language"),
    ("agent.login", "login"),
    ("agent.login_taken", "login"),
    ("agent.name", "name"),
    ("agent.public_name", "public_name"),
    ("agent.unknown", "assignee_id"),
    ("announcement.impossible", "texts"),
    ("capacity.most", "most"),
    ("card.part", "part"),
    ("code.public", "conversation_id"),
    ("connect.address_forbidden", "form.address"),
    ("connect.address_invalid", "form.address"),
    ("connect.address_missing", "form.address"),
    ("connect.app_id_missing", "form.app_id"),
    ("connect.app_secret_missing", "form.app_secret"),
    ("connect.choose_one", "chosen"),
    ("connect.client_id_missing", "form.client_id"),
    ("connect.client_missing", "form.client_id"),
    ("connect.client_rejected", "form.client_id"),
    ("connect.client_unwanted", "form.client_id"),
    ("connect.days_invalid", "form.days"),
    ("connect.doorbell_unknown", "form.doorbell"),
    ("connect.email_invalid", "form.address"),
    ("connect.email_missing", "form.address"),
    ("connect.not_facebook", "form.address"),
    ("connect.not_mastodon", "form.address"),
    ("connect.not_x", "form.address"),
    ("connect.page_unknown", "form.page"),
    ("connect.password_missing", "form.password"),
    ("connect.token_rejected", "form.token"),
    ("connect.unreachable", "form.address"),
    ("consult.customer", "to"),
    ("consult.no_mailbox", "account_id"),
    ("consult.subject", "subject"),
    ("contact.empty", "text"),
    ("contact.future", "at"),
    ("contact.too_long", "text"),
    ("contact.too_old", "at"),
    ("customer.labels", "labels"),
    ("customer.name", "name"),
    ("deletion.reason_for_theirs", "reason"),
    ("erasure.confirm", "confirm"),
    ("fact.empty", "value"),
    ("fact.kind", "kind"),
    ("fact.too_long", "value"),
    ("figures.ground", "ground"),
    ("follow_up.past", "at"),
    ("follow_up.too_long", "text"),
    ("handover.nobody", "to"),
    ("handover.oneself", "to"),
    ("hook.address", "url"),
    ("hours.cover", "covered_by"),
    ("hours.ical_empty", "text"),
    ("hours.ical_too_large", "text"),
    ("hours.ical_unreadable", "text"),
    ("idempotency.mismatch", "idempotency-key"),
    ("incident.not_over", "what"),
    ("incident.too_many", "texts"),
    ("join.other_customer", "other"),
    ("join.same", "other"),
    ("knowledge.crm_url", "crm_url"),
    ("knowledge.pattern", "patterns"),
    ("knowledge.time_zone", "time_zone"),
    ("label.colour", "colour"),
    ("label.name", "name"),
    ("label.name_taken", "name"),
    ("label.unknown", "labels"),
    ("note.empty", "text"),
    ("noticing.days", "strangers_days"),
    ("noticing.hours", "fresh_hours"),
    ("noticing.places", "places"),
    ("platform.unknown", "platform"),
    ("promise.empty", "text"),
    ("promise.untold", "reason"),
    ("reply.cannot_start", "visibility"),
    ("reply.empty", "text"),
    ("reply.media_alt_too_long", "media"),
    ("reply.media_too_many", "media"),
    ("reply.media_type", "media"),
    ("reply.nothing_to_answer", "in_reply_to"),
    ("reply.own_id", "text"),
    ("reply.private_in_public", "text"),
    ("reply.recipient_missing", "to"),
    ("reply.recipient_unknown", "to"),
    ("reply.target_deleted", "in_reply_to"),
    ("reply.target_not_there", "in_reply_to"),
    ("reply.too_long", "text"),
    ("reply.too_many_recipients", "to"),
    ("reply.too_wide", "visibility"),
    ("report.name", "name"),
    ("report.page", "after"),
    ("report.range", "until"),
    ("rule.action", "actions"),
    ("rule.broken", "text"),
    ("rule.name", "name"),
    ("rule.waiting", "waiting"),
    ("settle.another_reply", "url"),
    ("skills.language", "languages"),
    ("snippet.name", "name"),
    ("snippet.text", "text"),
    ("snooze.past", "until"),
    ("target.name", "targets"),
    ("target.seconds", "targets"),
    ("target.too_many", "targets"),
    ("team.name", "name"),
    ("team.name_taken", "name"),
    ("team.unknown", "team_id"),
    ("verified.how", "how"),
    ("verified.until", "until"),
    ("view.name", "name"),
];

/// The field to blame for this, if it is one field's fault.
pub(crate) fn field(code: &str) -> Option<FieldError> {
    let row = FIELDS.binary_search_by_key(&code, |(code, _)| code).ok()?;
    FIELDS.get(row).map(|(code, field)| FieldError::of(field, code))
}

/// For routes that call a field otherwise.
pub(crate) trait Blame<T> {
    /// Blames this field for that code.
    fn blaming(self, code: &str, field: &str) -> Answer<T>;
}

impl<T, E: Into<Problem>> Blame<T> for Result<T, E> {
    fn blaming(self, code: &str, field: &str) -> Answer<T> {
        self.map_err(|error| {
            let mut problem = error.into();
            if problem.code == code {
                problem.errors = vec![FieldError::of(field, code)];
            }
            problem
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_order_and_once() {
        assert!(FIELDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(field("reply.too_wide"), Some(FieldError::of("visibility", "reply.too_wide")));
        assert_eq!(field("reply.stale"), None);
    }

    #[test]
    fn a_route_knows_better() {
        let of =
            |code: &str| Err::<(), _>(Problem::impossible(code)).blaming("team.unknown", "teams");
        assert_eq!(of("team.unknown").unwrap_err().errors[0].field, "teams");
        assert_eq!(of("label.unknown").unwrap_err().errors[0].field, "labels");
    }
}
