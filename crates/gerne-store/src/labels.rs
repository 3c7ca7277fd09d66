//! Words put on conversations and customers, and saved lists.

use gerne_domain::{AgentId, CustomerId, LabelId, Timestamp, ViewId};
use serde_json::Value;

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    sql::Sql,
    value::{args, json},
};

/// A word put on conversations and customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Ours.
    pub id: LabelId,
    /// The word.
    pub name: String,
    /// `#rrggbb`.
    pub colour: String,
}

/// A saved list of conversations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Ours.
    pub id: ViewId,
    /// Whose; `None`: everyone's.
    pub owner_id: Option<AgentId>,
    /// What it is called.
    pub name: String,
    /// Which conversations, as the API writes it.
    pub filter: Value,
    /// Where it stands among the others.
    pub position: i64,
}

from_row!(Label, "label", { id, name, colour });
from_row!(View, "view", { id, owner_id, name, filter as json, position });

const LABEL: &str = "SELECT * FROM label WHERE id = $1";
const LABELS: &str = "SELECT * FROM label WHERE dropped_at IS NULL ORDER BY name, id";
const INSERT: &str = "INSERT INTO label (id, name, colour) VALUES ($1, $2, $3)";
const UPDATE: &str = "UPDATE label SET name = $2, colour = $3 WHERE id = $1 AND dropped_at IS NULL";
const DROP: &str = "UPDATE label SET dropped_at = $2 WHERE id = $1 AND dropped_at IS NULL";
const TAKE_OFF: &str = "DELETE FROM conversation_label WHERE label_id = $1";
const OFF_CUSTOMERS: &str = "DELETE FROM customer_label WHERE label_id = $1";
const CLEAR: &str = "DELETE FROM customer_label WHERE customer_id = $1";
const VIEW: &str = "SELECT * FROM view WHERE id = $1";
const VIEWS: &str = "SELECT * FROM view WHERE owner_id IS NULL OR owner_id = $1
    ORDER BY position, name, id";
const INSERT_VIEW: &str = "INSERT INTO view (id, owner_id, name, filter, position)
    VALUES ($1, $2, $3, $4, $5)";
const UPDATE_VIEW: &str =
    "UPDATE view SET owner_id = $2, name = $3, filter = $4, position = $5 WHERE id = $1";
const DELETE_VIEW: &str = "DELETE FROM view WHERE id = $1";

impl Reader {
    /// A label, also one that was dropped.
    pub async fn label(&mut self, id: LabelId) -> Result<Option<Label>, StoreError> {
        self.row(LABEL, args![id]).await
    }

    /// All labels that are there, by name.
    pub async fn labels(&mut self) -> Result<Vec<Label>, StoreError> {
        self.rows(LABELS, args![]).await
    }

    /// What these customers carry, by label.
    pub async fn customer_labels(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<Vec<(CustomerId, LabelId)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new("SELECT customer_id AS a, label_id AS b FROM customer_label");
        sql.push(" WHERE customer_id IN ").list(ids).push(" ORDER BY label_id, customer_id");
        let found = self.rows_of::<Two<CustomerId, LabelId>>(sql).await?;
        Ok(found.into_iter().map(|Two(customer, label)| (customer, label)).collect())
    }

    /// A saved list.
    pub async fn view(&mut self, id: ViewId) -> Result<Option<View>, StoreError> {
        self.row(VIEW, args![id]).await
    }

    /// The saved lists that an agent has: their own and everyone's, in order.
    pub async fn views_of(&mut self, agent: AgentId) -> Result<Vec<View>, StoreError> {
        self.rows(VIEWS, args![agent]).await
    }
}

impl Tx<'_> {
    /// A new label. `Exists` when another has that name.
    pub async fn insert_label(&mut self, label: &Label) -> Result<(), StoreError> {
        self.execute(INSERT, args![label.id, label.name, label.colour]).await.map(drop)
    }

    /// Changes a label. `Exists` when another has that name.
    pub async fn update_label(&mut self, label: &Label) -> Result<bool, StoreError> {
        Ok(self.execute(UPDATE, args![label.id, label.name, label.colour]).await? > 0)
    }

    /// Drops a label and takes it off all conversations and customers. Its name is free again.
    pub async fn drop_label(&mut self, id: LabelId, at: Timestamp) -> Result<bool, StoreError> {
        self.execute(TAKE_OFF, args![id]).await?;
        self.execute(OFF_CUSTOMERS, args![id]).await?;
        Ok(self.execute(DROP, args![id, at]).await? > 0)
    }

    /// What a customer carries: these labels and no others.
    pub async fn set_customer_labels(
        &mut self,
        id: CustomerId,
        labels: &[LabelId],
    ) -> Result<(), StoreError> {
        self.execute(CLEAR, args![id]).await?;
        if labels.is_empty() {
            return Ok(());
        }
        let mut sql = Sql::new("INSERT INTO customer_label (customer_id, label_id) VALUES ");
        sql.rows(labels.iter().map(|label| args![id, label]));
        sql.push(" ON CONFLICT DO NOTHING");
        self.execute_of(sql).await.map(drop)
    }

    /// A new saved list.
    pub async fn insert_view(&mut self, view: &View) -> Result<(), StoreError> {
        let filter = json(&view.filter)?;
        let values = args![view.id, view.owner_id, view.name, filter, view.position];
        self.execute(INSERT_VIEW, values).await.map(drop)
    }

    /// Overwrites a saved list.
    pub async fn update_view(&mut self, view: &View) -> Result<bool, StoreError> {
        let filter = json(&view.filter)?;
        let values = args![view.id, view.owner_id, view.name, filter, view.position];
        Ok(self.execute(UPDATE_VIEW, values).await? > 0)
    }

    /// Drops a saved list.
    pub async fn delete_view(&mut self, id: ViewId) -> Result<bool, StoreError> {
        Ok(self.execute(DELETE_VIEW, args![id]).await? > 0)
    }
}
