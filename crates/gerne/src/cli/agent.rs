//! `gerne agent`: people who answer.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use gerne::{App, Purpose, Settings, words};
use gerne_domain::{Refusal, Role};
use gerne_engine::verbs::{Invitation, NewAgent};

use super::say;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Everyone.
    List,
    /// Adds somebody with a password, asked for here or read from standard input.
    Add(Who),
    /// Adds somebody and prints a link that lets them in once.
    Invite(Who),
    /// Prints a link with which somebody chooses a new password.
    Reset {
        /// What they sign in with.
        login: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Who {
    /// An e-mail address; what they sign in with.
    login: String,
    /// Their full name, for colleagues.
    #[arg(long)]
    name: String,
    /// What customers see; without it their first name.
    #[arg(long, default_value = "")]
    public_name: String,
    /// What they may do.
    #[arg(long, value_enum, default_value = "agent")]
    role: RoleName,
    /// Their teams, by name; made when they are not there.
    #[arg(long)]
    team: Vec<String>,
    /// The console's language.
    #[arg(long, default_value = "de", value_parser = ["de", "en"])]
    language: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Agent,
    Lead,
    Admin,
}

pub(super) async fn agent(settings: Settings, command: Command) -> Result<ExitCode> {
    let public_url = settings.server.public_url.clone();
    let app = App::open_to(Purpose::Look, settings, None).await?;
    match command {
        Command::List => {
            for agent in app.engine.store().read().await?.agents().await? {
                let gone = if agent.disabled_at.is_some() { "  (disabled)" } else { "" };
                let role = format!("{:?}", agent.role).to_lowercase();
                say(&format!("{:<6} {:<32} {}{gone}", role, agent.login, agent.name));
            }
        }
        Command::Add(who) => {
            let password = ask_password()?;
            if let Some(weak) = gerne_api::password_weakness(&password) {
                let why = words::of(&Refusal::of(weak));
                anyhow::bail!("this password cannot be used: {why}");
            }
            let hash = tokio::task::spawn_blocking(move || gerne_api::hash_password(&password))
                .await?
                .context("the password cannot be used")?;
            let login = who.login.clone();
            let new = new_agent(&app, who).await?;
            app.engine.add_agent(None, new, Some(hash)).await?;
            say(&format!("{login} can sign in at {public_url}"));
        }
        Command::Invite(who) => {
            let new = new_agent(&app, who).await?;
            let link = app.engine.invite(None, new).await?.value;
            print_link(&public_url, &link)?;
        }
        Command::Reset { login } => {
            let agent = app.engine.store().read().await?.agent_by_login(&login).await?;
            let agent = agent.with_context(|| format!("nobody signs in with {login}"))?;
            let link = app.engine.reset_link(None, agent.id).await?;
            print_link(&public_url, &link)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn new_agent(app: &App, who: Who) -> Result<NewAgent> {
    let mut teams = Vec::new();
    for name in &who.team {
        let known = app.engine.store().read().await?.teams().await?;
        let id = match known.iter().find(|team| team.name == *name) {
            Some(team) => team.id,
            None => app.engine.add_team(None, name).await?.value,
        };
        teams.push(id);
    }
    Ok(NewAgent {
        login: who.login,
        name: who.name,
        public_name: who.public_name,
        role: match who.role {
            RoleName::Agent => Role::Agent,
            RoleName::Lead => Role::Lead,
            RoleName::Admin => Role::Admin,
        },
        teams,
        language: who.language,
    })
}

fn ask_password() -> Result<String> {
    use std::io::{BufRead as _, IsTerminal as _};
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Password (at least 10 characters): ")
            .context("no password was given");
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn print_link(public_url: &url::Url, link: &Invitation) -> Result<()> {
    let address = public_url.join(&format!("app/ticket#{}", link.token))?;
    say(&format!("Good once, until {}:", link.expires_at));
    say(&format!("  {address}"));
    Ok(())
}
