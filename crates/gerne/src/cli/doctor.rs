//! `gerne doctor`: what is wrong, and what to do.

use std::process::ExitCode;

use anyhow::Result;
use gerne::{App, Purpose, Settings, words};
use gerne_domain::{AccountStatus, Role};

use super::say;

pub(super) async fn doctor(settings: Settings) -> Result<ExitCode> {
    let mut report = Report { fine: true };
    report.look("settings", true, "");
    let server = &settings.server;
    let local = server.public_url.host_str().is_some_and(|h| h == "localhost" || h == "127.0.0.1");
    report.look(
        "public address",
        server.public_url.scheme() == "https" || local,
        "server.public_url is http: passwords travel in the clear. Put a TLS proxy before it.",
    );
    report.look(
        "development clock",
        !settings.dev.clock || local,
        "dev.clock is on: take it out of the settings.",
    );
    report.look(
        "console",
        gerne_api::console_built(),
        "this binary was built without the console: run `just build-web`, then build again.",
    );
    // What is wrong with the place, the schema or the key is told by the attempt.
    let app = match App::open_to(Purpose::Look, settings, None).await {
        Ok(app) => app,
        Err(error) => {
            report.look("database and key", false, &words::causes(&error).join(": "));
            return Ok(report.code());
        }
    };
    report.look("database and key", true, "");
    let mut db = app.engine.store().read().await?;
    let agents = db.agents().await?;
    let admin = agents.iter().any(|a| a.role == Role::Admin && a.disabled_at.is_none());
    report.look(
        "an admin",
        admin,
        "there is none: start `gerne serve` and open the set-up link, or `gerne agent add --role admin`.",
    );
    let accounts = db.accounts().await?;
    report.look(
        "an account",
        !accounts.is_empty(),
        "none is connected: Settings > Channels, or `gerne account add`.",
    );
    for account in &accounts {
        let connected = account.status != AccountStatus::Disconnected;
        report.look(
            &format!("{} connected", account.handle),
            connected,
            "the platform no longer accepts our credentials: connect it again.",
        );
        report.look(
            &format!("{} has a team", account.handle),
            !account.teams.is_empty(),
            "nobody but admins sees its messages: Settings > Teams.",
        );
        if !connected {
            continue;
        }
        for check in app.engine.check_account(account.id).await? {
            let what = format!("{} {}", account.handle, check.what);
            match check.problem {
                None => report.look(&what, true, ""),
                Some(problem) => report.look(&what, false, &words::of(&problem)),
            }
        }
    }
    Ok(report.code())
}

/// The settings cannot be used, so there is nothing else to look at.
pub(super) fn bad_settings(error: &anyhow::Error) -> ExitCode {
    let mut report = Report { fine: true };
    report.look("settings", false, &words::causes(error).join(": "));
    report.code()
}

struct Report {
    fine: bool,
}

impl Report {
    fn look(&mut self, what: &str, fine: bool, todo: &str) {
        if fine {
            say(&format!("ok       {what}"));
        } else {
            self.fine = false;
            say(&format!("PROBLEM  {what}: {todo}"));
        }
    }

    fn code(&self) -> ExitCode {
        if self.fine {
            say("Everything is in order.");
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
