//! Whether a number is one of ours.

use uuid::Uuid;

use crate::{Reader, StoreError, value::args};

/// Every table whose rows have an id that a person could come across: in an address of the
/// console, in the API, in an export.
const IS_AN_ID: &str = "SELECT COUNT(*) AS n FROM (
    SELECT id FROM conversation WHERE id = $1 UNION ALL
    SELECT id FROM message WHERE id = $1 UNION ALL
    SELECT id FROM delivery WHERE id = $1 UNION ALL
    SELECT id FROM customer WHERE id = $1 UNION ALL
    SELECT id FROM identity WHERE id = $1 UNION ALL
    SELECT id FROM thread WHERE id = $1 UNION ALL
    SELECT id FROM attachment WHERE id = $1 UNION ALL
    SELECT id FROM note WHERE id = $1 UNION ALL
    SELECT id FROM agent WHERE id = $1 UNION ALL
    SELECT id FROM team WHERE id = $1 UNION ALL
    SELECT id FROM account WHERE id = $1 UNION ALL
    SELECT id FROM label WHERE id = $1 UNION ALL
    SELECT id FROM view WHERE id = $1 UNION ALL
    SELECT id FROM session WHERE id = $1 UNION ALL
    SELECT id FROM notification WHERE id = $1 UNION ALL
    SELECT id FROM alarm WHERE id = $1 UNION ALL
    SELECT id FROM join_record WHERE id = $1) ours";

impl Reader {
    /// Whether anything of ours has this id: what has must not reach a customer.
    pub async fn is_an_id(&mut self, id: Uuid) -> Result<bool, StoreError> {
        Ok(self.one::<i64>(IS_AN_ID, args![id]).await?.unwrap_or_default() > 0)
    }
}
