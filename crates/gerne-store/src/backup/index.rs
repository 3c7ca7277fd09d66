//! The search index is not in a backup: it is made from the texts, in many rows at a time.

use std::collections::HashMap;

use gerne_domain::{CustomerId, MessageId, Timestamp};
use uuid::Uuid;

use super::{BackupError, Progress};
use crate::{Reader, row::from_row, search::Indexed, sql::Sql, value::args};

/// Rows in one go.
const STEP: usize = 500;

struct Text {
    id: Uuid,
    at: Timestamp,
    subject: Option<String>,
    warning: Option<String>,
    said: String,
}

struct Known {
    id: Uuid,
    at: Timestamp,
    name: String,
    about: String,
    joined: Option<Uuid>,
}

struct Handle {
    customer_id: Uuid,
    name: String,
    called: String,
}

from_row!(Text, "message", { id, at, subject, warning, said });
from_row!(Known, "customer", { id, at, name, about, joined });
from_row!(Handle, "identity", { customer_id, name, called });

const MESSAGES: &str = "SELECT id, published_at AS at, subject, content_warning AS warning,
    text AS said
    FROM message WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2";
const CUSTOMERS: &str = "SELECT id, created_at AS at, name, about, joined_into AS joined
    FROM customer WHERE id > $1 ORDER BY id LIMIT $2";
const HANDLES: &str =
    "SELECT customer_id, name, handle AS called FROM identity WHERE customer_id IN ";

/// Fills both indexes; they are empty.
pub(super) async fn fill(reader: &mut Reader, progress: &Progress) -> Result<(), BackupError> {
    let mut last = Uuid::nil();
    let mut done = 0;
    loop {
        let texts: Vec<Text> = reader.rows(MESSAGES, args![last, STEP]).await?;
        let Some(end) = texts.last() else { break };
        last = end.id;
        done += texts.len();
        let texts = texts.into_iter().map(|t| {
            let parts = [t.subject, t.warning, Some(t.said)];
            let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
            (Indexed::Message(MessageId(t.id)), t.at, text)
        });
        reader.index_new(texts.collect()).await?;
        if done.is_multiple_of(STEP * 100) {
            progress(format!("search: {done} messages"));
        }
    }
    progress(format!("search: {done} messages, all"));
    let mut last = Uuid::nil();
    loop {
        let known: Vec<Known> = reader.rows(CUSTOMERS, args![last, STEP]).await?;
        let Some(end) = known.last() else { break };
        last = end.id;
        let known: Vec<Known> = known.into_iter().filter(|k| k.joined.is_none()).collect();
        let ids: Vec<Uuid> = known.iter().map(|k| k.id).collect();
        let mut sql = Sql::new(HANDLES);
        sql.list(&ids).push(" ORDER BY customer_id, id");
        let mut handles: HashMap<Uuid, String> = HashMap::new();
        for Handle { customer_id, name, called } in reader.rows_of(sql).await? {
            let text = handles.entry(customer_id).or_default();
            text.extend(["\n", &name, "\n", &called]);
        }
        let known = known.into_iter().map(|k| {
            let handles = handles.remove(&k.id).unwrap_or_default();
            let text = format!("{}\n{}{handles}", k.name, k.about);
            (Indexed::Customer(CustomerId(k.id)), k.at, text)
        });
        reader.index_new(known.collect()).await?;
    }
    Ok(())
}
