//! `gerne doctor`: what is wrong, and what to do.

use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Result;
use gerne::{App, Purpose, Settings, key, place, words};
use gerne_domain::{Account, AccountStatus, Role};
use gerne_engine::SystemClock;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::say;
use crate::{app::entries, outside};

/// How long whoever listens may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// What may be read of an answer.
const MOST: u64 = 4096;

pub(super) async fn doctor(settings: Settings) -> Result<ExitCode> {
    let mut report = Report::default();
    report.look("settings", true, "");
    front(&settings, &mut report);
    service(&settings, &mut report).await;
    let outside = network(&settings, &mut report);
    if let Some(open) = key::is_open_to_all(&settings.key) {
        let place = key::place(&settings.key);
        let todo = format!(
            "everybody on this machine can read it, and post in your name: chmod 600 {place}"
        );
        report.look("key file", !open, &todo);
    }
    // What is wrong with the place, the schema or the key is told by the attempt.
    let opened = match place::prepare(&settings, Purpose::Look).await {
        Ok(_) if !outside => return Ok(report.code()),
        Ok(_) => App::open_to(Purpose::Look, settings, None).await,
        Err(error) => Err(error),
    };
    let app = match opened {
        Ok(app) => app,
        Err(error) => {
            report.look("database and key", false, &words::causes(&error).join(": "));
            return Ok(report.code());
        }
    };
    report.look("database and key", true, "");
    people(&app, &mut report).await?;
    Ok(report.code())
}

/// What browsers meet.
fn front(settings: &Settings, report: &mut Report) {
    let server = &settings.server;
    let host = server.public_url.host_str();
    let local = host.is_some_and(|h| ["localhost", "127.0.0.1", "[::1]"].contains(&h));
    let encrypted = server.public_url.scheme() == "https";
    report.look(
        "public address",
        encrypted || local,
        "server.public_url is http: passwords travel in the clear. Put a TLS proxy before it.",
    );
    // We speak no TLS: somebody else does, before us.
    report.look(
        "proxy",
        !encrypted || !server.trusted_proxies.is_empty(),
        "server.public_url is https, so a proxy stands before Gerne, but server.trusted_proxies does not \
         name it: all sign-ins seem to come from one address. On the same machine: \
         trusted_proxies = [\"127.0.0.1\", \"::1\"].",
    );
    if settings.dev.clock {
        report.look("dev.clock", local, "anybody can move the time: take it out of the settings.");
    }
    report.look(
        "console",
        gerne_api::console_built(),
        "this binary was built without the console: run `just build-web`, then build again.",
    );
}

/// Who listens where the settings say. That nobody does is no fault: before the first start, and after
/// a restore, it is as it should be.
async fn service(settings: &Settings, report: &mut Report) {
    let at = settings.server.reached_at();
    let Ok(mut socket) = TcpStream::connect(at).await else {
        let todo = "start it: `systemctl start gerne`, or `gerne serve`";
        report.note("service", &format!("nobody answers at {at}; {todo}"));
        return;
    };
    let answer = tokio::time::timeout(ANSWER, ask(&mut socket, at)).await;
    let answer = answer.ok().and_then(std::io::Result::ok).unwrap_or_default();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    let todo = if head.starts_with("HTTP/1.1 503") {
        "it runs, but does not get at its database: see the last lines of its log."
    } else {
        "something else listens there: stop it, or choose another port in server.listen."
    };
    let fine = head.starts_with("HTTP/1.1 200") && body.contains("ready");
    report.look(&format!("service at {at}"), fine, todo);
}

async fn ask(socket: &mut TcpStream, at: SocketAddr) -> std::io::Result<String> {
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    socket.take(MOST).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// How anything outside is called, and the accounts that the settings name. Whether the first can be
/// used.
fn network(settings: &Settings, report: &mut Report) -> bool {
    gerne_webapi::install_tls();
    let clock: Arc<dyn gerne_domain::Clock> = Arc::new(SystemClock);
    let platforms = match outside::platforms(settings, &clock) {
        Ok(platforms) => platforms,
        Err(error) => {
            report.look("network", false, &words::causes(&error).join(": "));
            return false;
        }
    };
    report.look("network", true, "");
    for (nth, entry) in settings.accounts.iter().enumerate() {
        let what = format!("[[accounts]] {}, {}", nth + 1, entry.address);
        match entries::check(entry, &platforms) {
            Ok(()) => report.look(&what, true, ""),
            Err(error) => report.look(&what, false, &words::causes(&error).join(": ")),
        }
    }
    true
}

async fn people(app: &App, report: &mut Report) -> Result<()> {
    let mut db = app.engine.store().read().await?;
    let agents = db.agents().await?;
    let admin = agents.iter().any(|a| a.role == Role::Admin && a.disabled_at.is_none());
    report.look(
        "an admin",
        admin,
        "there is none: start `gerne serve` and open the set-up link, or `gerne agent add \
         lena@example.org --name \"Lena Lorenz\" --role admin`.",
    );
    let accounts = db.accounts().await?;
    report.look(
        "an account",
        !accounts.is_empty(),
        "none is connected: Settings > Channels, or `gerne account add`.",
    );
    for account in &accounts {
        look_at(app, account, report).await?;
    }
    Ok(())
}

async fn look_at(app: &App, account: &Account, report: &mut Report) -> Result<()> {
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
        return Ok(());
    }
    for check in app.engine.check_account(account.id).await? {
        let what = format!("{} {}", account.handle, check.what);
        match check.problem {
            None => report.look(&what, true, ""),
            Some(problem) => report.look(&what, false, &words::of(&problem)),
        }
    }
    Ok(())
}

/// The settings cannot be used, so there is nothing else to look at.
pub(super) fn bad_settings(error: &anyhow::Error) -> ExitCode {
    let mut report = Report::default();
    report.look("settings", false, &words::causes(error).join(": "));
    report.code()
}

#[derive(Default)]
struct Report {
    wrong: bool,
    noted: bool,
}

impl Report {
    fn look(&mut self, what: &str, fine: bool, todo: &str) {
        if fine {
            say(&format!("ok       {what}"));
        } else {
            self.wrong = true;
            say(&format!("PROBLEM  {what}: {todo}"));
        }
    }

    /// Something to know that is no fault.
    fn note(&mut self, what: &str, said: &str) {
        self.noted = true;
        say(&format!("NOTE     {what}: {said}"));
    }

    fn code(&self) -> ExitCode {
        if self.wrong {
            return ExitCode::FAILURE;
        }
        say(if self.noted {
            "Nothing is wrong; see the notes."
        } else {
            "Everything is in order."
        });
        ExitCode::SUCCESS
    }
}
