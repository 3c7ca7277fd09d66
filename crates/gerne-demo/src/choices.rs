//! What an admin chooses about the demo's accounts.

use anyhow::{Context, Result};
use gerne_domain::{AccountId, AccountSettings, Role, Scope};
use gerne_engine::{Caller, Engine, verbs::AccountChange};

use crate::{
    client::pause,
    world::{PATIENCE, World},
};

/// From now on replies are held this many seconds before they leave.
pub async fn hold_replies(world: &World, seconds: u32) -> Result<()> {
    let accounts = [&world.account, &world.mailbox, &world.x, &world.facebook];
    for account in accounts.into_iter().flatten() {
        hold(world.engine(), *account, seconds).await?;
    }
    Ok(())
}

/// From now on the company's mailbox asks for answers to addresses of their own; ends when they are
/// proven to work.
pub async fn tag_answers(world: &World) -> Result<()> {
    let (engine, mailbox) = (world.engine(), world.mailbox.context("a mailbox is connected")?);
    choose(engine, mailbox, |settings| settings.tagged_answers = true).await?;
    let proven = async {
        loop {
            let checks = engine.check_account(mailbox).await?;
            if checks.iter().any(|check| check.what == "tags" && check.problem.is_none()) {
                return Ok(());
            }
            pause().await;
        }
    };
    match tokio::time::timeout(PATIENCE, proven).await {
        Ok(proven) => proven,
        Err(_) => anyhow::bail!("no letter to ourselves arrived"),
    }
}

pub(crate) async fn hold(engine: &Engine, account: AccountId, seconds: u32) -> Result<()> {
    choose(engine, account, |settings| {
        settings.hold_public_seconds = seconds;
        settings.hold_private_seconds = seconds.min(2);
    })
    .await
}

/// An admin changes an account's settings.
pub async fn choose(
    engine: &Engine,
    account: AccountId,
    change: impl FnOnce(&mut AccountSettings),
) -> Result<()> {
    let mut db = engine.store().read().await?;
    let known = db.account(account).await?.context("the account is there")?;
    let admin = db.agents().await?.into_iter().find(|agent| agent.role == Role::Admin);
    drop(db);
    let admin = Caller {
        agent: admin.context("there is an admin")?.id,
        role: Role::Admin,
        scope: Scope::Everything,
    };
    let mut settings = known.settings;
    change(&mut settings);
    let change = AccountChange { settings: Some(settings), ..AccountChange::default() };
    engine.change_account(&admin, account, change).await?;
    Ok(())
}
