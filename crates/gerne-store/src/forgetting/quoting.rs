//! What other people's letters carry of somebody who is erased: whoever answers a letter quotes it,
//! and the letter as it came holds the quote.

use gerne_domain::{AttachmentId, BlobHash, MessageId};

use crate::{Reader, STRUCK, StoreError, Tx, row::from_row, sql::Sql, value::args};

/// Letters that are followed at once.
const PIECE: usize = 500;
/// Letters that are followed at most: a chain that long is no conversation any more.
const MOST: usize = 20_000;

const SAYS: &str = "UPDATE message SET text = $2 WHERE id = $1";

struct Copy {
    id: AttachmentId,
    blob: BlobHash,
}

from_row!(Copy, "attachment", { id, blob });

impl Reader {
    /// The letters that say that they answer one of these, and those that answer those: each of them
    /// quotes what was said before it. Without these themselves.
    pub async fn letters_quoting(
        &mut self,
        ids: &[MessageId],
    ) -> Result<Vec<MessageId>, StoreError> {
        let mut found: Vec<MessageId> = Vec::new();
        let mut ahead: Vec<MessageId> = ids.to_vec();
        while let Some(from) = ahead.len().checked_sub(1).map(|last| last.saturating_sub(PIECE)) {
            let piece = ahead.split_off(from);
            // Names are the same in every mailbox that a letter came to.
            let mut sql = Sql::new("SELECT DISTINCT q.message_id AS n FROM letter_name n");
            sql.push(" JOIN account a ON 1 = 1");
            sql.push(" JOIN letter_name q ON q.account_id = a.id AND q.name = n.name");
            sql.push(" WHERE n.own = 1 AND q.own = 0 AND n.message_id IN ").list(&piece);
            let quoting: Vec<MessageId> = self.column_of(sql).await?;
            let new = quoting.into_iter().filter(|id| !ids.contains(id) && !found.contains(id));
            let new: Vec<MessageId> = new.collect();
            ahead.extend(&new);
            found.extend(new);
            if found.len() >= MOST {
                break;
            }
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Letters no longer have the form in which they came, nor letters inside them, nor any of
    /// `shown`, nor lines that they quote between their own; what their writers wrote stays. Returns how many copies that were, and their bytes,
    /// which are the caller's to drop.
    pub async fn forget_quotes(
        &mut self,
        letters: &[MessageId],
        shown: &[BlobHash],
    ) -> Result<(u64, Vec<BlobHash>), StoreError> {
        let (mut count, mut blobs) = (0, Vec::new());
        for piece in letters.chunks(PIECE) {
            let mut sql = Sql::new("SELECT id, blob FROM attachment WHERE blob IS NOT NULL");
            sql.push(" AND message_id IN ").list(piece);
            sql.push(" AND (kind = 'original' OR mime = 'message/rfc822'");
            if !shown.is_empty() {
                sql.push(" OR blob IN ").list(shown);
            }
            sql.push(")");
            let copies: Vec<Copy> = self.rows_of(sql).await?;
            let ids: Vec<AttachmentId> = copies.iter().map(|copy| copy.id).collect();
            count += self.forget_copies(&ids).await?;
            blobs.extend(copies.into_iter().map(|copy| copy.blob));
            for mut message in self.messages(piece).await? {
                let own = without_quotes(&message.text);
                if own != message.text && message.deleted_at.is_none() {
                    self.execute(SAYS, args![message.id, own]).await?;
                    self.unread(message.id.0).await?;
                    message.text = own;
                    self.index_message(&message).await?;
                }
            }
        }
        Ok((count, blobs))
    }
}

/// Quoted lines that stood between a writer's own, each run of them as one mark.
fn without_quotes(text: &str) -> String {
    let mut own: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        match line.trim_start().starts_with('>') {
            false => own.push(line),
            true if own.last() == Some(&STRUCK) => {}
            true => own.push(STRUCK),
        }
    }
    own.join("\n")
}

#[cfg(test)]
mod tests {
    use super::without_quotes;

    #[test]
    fn quoted_lines_go_and_others_stay() {
        let text = "Kim schrieb:\n> Ich ziehe um\n>> Wohin?\n\nVerstanden. 3 > 2\n > Nach Kiel";
        assert_eq!(without_quotes(text), "Kim schrieb:\n[…]\n\nVerstanden. 3 > 2\n[…]");
        assert_eq!(without_quotes("Ohne Zitat\n"), "Ohne Zitat\n");
    }
}
