//! The company's presences, and where each was read to.

use gerne_domain::{Account, AccountId, ExternalId, Platform, TeamId, Timestamp};

use crate::{
    Reader, StoreError, Tx,
    row::{Two, from_row},
    sql::Sql,
    value::{args, json},
};

/// How far something of an account was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCursor {
    /// What is read: mentions, a folder, a watched post.
    pub resource: String,
    /// Where to go on, in the connector's words.
    pub value: String,
    /// When it last moved.
    pub moved_at: Timestamp,
}

const ACCOUNT: &str = "SELECT * FROM account WHERE id = $1";
const ACCOUNTS: &str = "SELECT * FROM account WHERE removed_at IS NULL ORDER BY connected_at, id";
const ACCOUNTS_EVER: &str = "SELECT * FROM account ORDER BY connected_at, id";
const BY_EXTERNAL: &str =
    "SELECT * FROM account WHERE platform = $1 AND base_url = $2 AND external_id = $3";
const INSERT: &str = "INSERT INTO account (id, platform, external_id, handle, name, base_url,
    avatar_url, status, problem, status_since, connected_at, settings, facts)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const UPDATE: &str = "UPDATE account SET handle = $2, name = $3, avatar_url = $4, status = $5,
    problem = $6, status_since = $7, connected_at = $8, settings = $9, facts = $10 WHERE id = $1";
const REMOVE: &str = "UPDATE account SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL";
/// Who people are, as its connector noted it: nobody asks any more.
const FORGET_NOTES: &str = "DELETE FROM account_note WHERE account_id = $1";
const RESTORE: &str =
    "UPDATE account SET removed_at = NULL WHERE id = $1 AND removed_at IS NOT NULL";
const REMOVED_AT: &str = "SELECT removed_at AS n FROM account WHERE id = $1";
const CLEAR_TEAMS: &str = "DELETE FROM account_team WHERE account_id = $1";
const CURSOR: &str = "SELECT value AS n FROM cursor WHERE account_id = $1 AND resource = $2";
const CURSORS: &str =
    "SELECT resource, value, moved_at FROM cursor WHERE account_id = $1 ORDER BY resource";
const MOVED: &str = "SELECT account_id AS a, MAX(moved_at) AS b FROM cursor GROUP BY account_id";
const PUT_CURSOR: &str = "INSERT INTO cursor (account_id, resource, value, moved_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (account_id, resource) DO UPDATE SET value = excluded.value, moved_at = excluded.moved_at";

from_row!(Account, "account", {
    id, platform, external_id, handle, name, base_url, avatar_url, status, problem, status_since,
    connected_at, settings as json, facts as json;
    teams: Vec::new(),
});

from_row!(StoredCursor, "cursor", { resource, value, moved_at });

impl Reader {
    /// An account, also a removed one: old conversations still name it.
    pub async fn account(&mut self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let account = self.row(ACCOUNT, args![id]).await?;
        self.one_account(account).await
    }

    /// All accounts that are there, the oldest first.
    pub async fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        let accounts = self.rows(ACCOUNTS, args![]).await?;
        self.with_teams(accounts).await
    }

    /// All accounts that ever were, removed ones too.
    pub async fn accounts_ever(&mut self) -> Result<Vec<Account>, StoreError> {
        let accounts = self.rows(ACCOUNTS_EVER, args![]).await?;
        self.with_teams(accounts).await
    }

    /// The account that the platform knows so, also a removed one: it may come back.
    pub async fn account_by_external(
        &mut self,
        platform: &Platform,
        base_url: &str,
        external_id: &ExternalId,
    ) -> Result<Option<Account>, StoreError> {
        let account = self.row(BY_EXTERNAL, args![platform, base_url, external_id]).await?;
        self.one_account(account).await
    }

    /// When an account was removed.
    pub async fn account_removed_at(
        &mut self,
        id: AccountId,
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.one::<Option<Timestamp>>(REMOVED_AT, args![id]).await?.flatten())
    }

    /// When reading last brought something, by account.
    pub async fn last_moved(&mut self) -> Result<Vec<(AccountId, Timestamp)>, StoreError> {
        let found: Vec<Two<AccountId, Timestamp>> = self.rows(MOVED, args![]).await?;
        Ok(found.into_iter().map(|two| (two.0, two.1)).collect())
    }

    /// The accounts of these teams, removed ones not.
    pub async fn accounts_of_teams(
        &mut self,
        teams: &[TeamId],
    ) -> Result<Vec<AccountId>, StoreError> {
        let mut sql = Sql::new("SELECT DISTINCT account_id AS n FROM account_team");
        sql.push(" JOIN account ON account.id = account_id");
        sql.push(" WHERE removed_at IS NULL AND team_id IN ").list(teams);
        self.column_of(sql).await
    }

    /// Where to go on reading something.
    pub async fn cursor(
        &mut self,
        account: AccountId,
        resource: &str,
    ) -> Result<Option<String>, StoreError> {
        self.one(CURSOR, args![account, resource]).await
    }

    /// All cursors of an account.
    pub async fn cursors(&mut self, account: AccountId) -> Result<Vec<StoredCursor>, StoreError> {
        self.rows(CURSORS, args![account]).await
    }

    async fn one_account(
        &mut self,
        account: Option<Account>,
    ) -> Result<Option<Account>, StoreError> {
        let found = self.with_teams(account.into_iter().collect()).await?;
        Ok(found.into_iter().next())
    }

    async fn with_teams(&mut self, mut accounts: Vec<Account>) -> Result<Vec<Account>, StoreError> {
        if accounts.is_empty() {
            return Ok(accounts);
        }
        let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
        let mut sql = Sql::new("SELECT account_id AS a, team_id AS b FROM account_team");
        sql.push(" WHERE account_id IN ").list(&ids).push(" ORDER BY team_id");
        for Two(id, team) in self.rows_of::<Two<AccountId, TeamId>>(sql).await? {
            accounts.iter_mut().filter(|a| a.id == id).for_each(|a| a.teams.push(team));
        }
        Ok(accounts)
    }
}

impl Tx<'_> {
    /// A new account, with its teams. `Exists` when the platform's account is already there.
    pub async fn insert_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let a = account;
        let (settings, facts) = (json(&a.settings)?, json(&a.facts)?);
        let values = args![
            a.id,
            a.platform,
            a.external_id,
            a.handle,
            a.name,
            a.base_url,
            a.avatar_url,
            a.status,
            a.problem,
            a.status_since,
            a.connected_at,
            settings,
            facts
        ];
        self.execute(INSERT, values).await?;
        self.set_account_teams(a.id, &a.teams).await
    }

    /// Overwrites what may change about an account; its teams have a method of their own. `false`:
    /// there is none.
    pub async fn update_account(&mut self, account: &Account) -> Result<bool, StoreError> {
        let a = account;
        let (settings, facts) = (json(&a.settings)?, json(&a.facts)?);
        let values = args![
            a.id,
            a.handle,
            a.name,
            a.avatar_url,
            a.status,
            a.problem,
            a.status_since,
            a.connected_at,
            settings,
            facts
        ];
        Ok(self.execute(UPDATE, values).await? > 0)
    }

    /// Which teams answer for it: these and no others.
    pub async fn set_account_teams(
        &mut self,
        id: AccountId,
        teams: &[TeamId],
    ) -> Result<(), StoreError> {
        self.execute(CLEAR_TEAMS, args![id]).await?;
        if !teams.is_empty() {
            let mut sql = Sql::new("INSERT INTO account_team (account_id, team_id) VALUES ");
            sql.rows(teams.iter().map(|team| args![id, team]));
            self.execute_of(sql).await?;
        }
        Ok(())
    }

    /// Takes an account away. What was said through it stays.
    pub async fn remove_account(
        &mut self,
        id: AccountId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        self.execute(FORGET_NOTES, args![id]).await?;
        Ok(self.execute(REMOVE, args![id, at]).await? > 0)
    }

    /// Brings a removed account back.
    pub async fn restore_account(&mut self, id: AccountId) -> Result<bool, StoreError> {
        Ok(self.execute(RESTORE, args![id]).await? > 0)
    }

    /// Moves a cursor, in the same transaction as what was read up to it.
    pub async fn put_cursor(
        &mut self,
        account: AccountId,
        resource: &str,
        value: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.execute(PUT_CURSOR, args![account, resource, value, at]).await.map(drop)
    }
}
