//! Who sees what, as queries.

use gerne_domain::{Agent, CustomerId, IdentityId, Role, Scope, Timestamp};

use crate::{Reader, StoreError, Tx, list::sees, sql::Sql, value::args};

impl Reader {
    /// What an agent sees now: admins everything, others their teams' conversations and accounts.
    pub async fn scope_of(&mut self, agent: &Agent) -> Result<Scope, StoreError> {
        if agent.role == Role::Admin {
            return Ok(Scope::Everything);
        }
        let accounts = self.accounts_of_teams(&agent.teams).await?;
        Ok(Scope::Of { teams: agent.teams.clone(), accounts })
    }

    /// Whether somebody with this scope sees any conversation of the customer.
    pub async fn customer_visible(
        &mut self,
        id: CustomerId,
        scope: &Scope,
    ) -> Result<bool, StoreError> {
        if *scope == Scope::Everything {
            return Ok(self.customer(id).await?.is_some());
        }
        let mut sql = Sql::with(
            "SELECT c.customer_id AS n FROM conversation c WHERE c.customer_id = $1",
            args![id],
        );
        sees(&mut sql, scope);
        sql.push(" LIMIT 1");
        Ok(!self.column_of::<CustomerId>(sql).await?.is_empty())
    }
}

impl Tx<'_> {
    /// Gives a customer's conversations that began after `since` (`None`: whenever) and in which only
    /// these identities spoke to another customer; how many.
    pub async fn move_conversations_of(
        &mut self,
        identities: &[IdentityId],
        from: CustomerId,
        to: CustomerId,
        since: Option<Timestamp>,
    ) -> Result<u64, StoreError> {
        if identities.is_empty() {
            return Ok(0);
        }
        let mut sql = Sql::with(
            "UPDATE conversation SET customer_id = $2, rev = rev + 1 WHERE customer_id = $1
             AND EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = conversation.id
                 AND m.identity_id IN ",
            args![from, to],
        );
        sql.list(identities).push(
            ") AND NOT EXISTS (SELECT 1 FROM message m
                 JOIN identity i ON i.id = m.identity_id
                 WHERE m.conversation_id = conversation.id AND i.customer_id = $1
                 AND m.identity_id NOT IN ",
        );
        sql.list(identities).push(")");
        if let Some(since) = since {
            sql.push(" AND created_at > ").bind(&since);
        }
        self.execute_of(sql).await
    }
}
