//! The stand-ins by hand: start it, open the printed address, play the customers.

use std::net::SocketAddr;

use clap::{Parser, ValueEnum};
use gerne_sim::{
    FacebookConfig, Flavour, MailConfig, MastodonConfig, PersonSpec, Sim, SimClock, SimConfig,
    XConfig, cast, history,
};
use jiff::Timestamp;
use jiff::civil::time;
use jiff::tz::TimeZone;

/// Stand-ins for the platforms, with a square to play the customers on.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Address and port to listen on (loopback only, unless you know why).
    #[arg(long, default_value = "127.0.0.1:4010")]
    listen: SocketAddr,
    /// Which software to be.
    #[arg(long, value_enum, default_value = "mastodon")]
    flavour: Kind,
    /// Port of IMAP; 0 takes a free one.
    #[arg(long, default_value_t = 4143)]
    imap: u16,
    /// Port of submission; 0 takes a free one.
    #[arg(long, default_value_t = 4587)]
    smtp: u16,
    /// Port of X; 0 takes a free one.
    #[arg(long, default_value_t = 4020)]
    x: u16,
    /// Port of Facebook; 0 takes a free one.
    #[arg(long, default_value_t = 4030)]
    facebook: u16,
    /// Handle of the company's account.
    #[arg(long, default_value = "nordlicht_hilft")]
    company: String,
    /// Name of the company's account.
    #[arg(long)]
    company_name: Option<String>,
    /// Address of the console, for a link on the square.
    #[arg(long)]
    console_url: Option<String>,
    /// Seed of ids, tokens and chances.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Fill the square with the four days of the script, the company's answers included.
    #[arg(long)]
    history: bool,
    /// Print an access token of the company's account.
    #[arg(long)]
    token: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Mastodon,
    Gotosocial,
    Akkoma,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_target(false).init();
    let options = Options::parse();
    let flavour = match options.flavour {
        Kind::Mastodon => Flavour::Mastodon,
        Kind::Gotosocial => Flavour::GoToSocial,
        Kind::Akkoma => Flavour::Akkoma,
    };
    let usual = cast::company();
    let company = PersonSpec {
        name: options.company_name.unwrap_or(usual.name.clone()),
        handle: options.company,
        ..usual
    };
    let config = SimConfig {
        listen: options.listen,
        seed: options.seed,
        clock: SimClock::real(),
        mastodon: MastodonConfig::of(flavour),
        company,
        mail: MailConfig {
            imap_port: options.imap,
            smtp_port: options.smtp,
            ..MailConfig::default()
        },
        x: XConfig { port: options.x, ..XConfig::default() },
        x_company: cast::x_company(),
        facebook: FacebookConfig { port: options.facebook, ..FacebookConfig::default() },
        fb_page: cast::fb_page(),
        console_url: options.console_url,
        with_cast: true,
    };
    let sim = Sim::try_start(config).await?;
    if options.history {
        play(&sim)?;
    }
    tracing::info!("square: {}/", sim.base_url());
    tracing::info!("server: {} (streams: {})", sim.base_url(), sim.mastodon().streaming_url());
    let (mail, company) = (sim.mail(), sim.mail().company());
    let password = mail.password_of(&company)?;
    tracing::info!("mail: imap {} smtp {}, {company}, {password}", mail.imap(), mail.smtp());
    let client = sim.x().client();
    let secret = client.secret.unwrap_or_default();
    tracing::info!("X: {}, @{}", sim.x().base_url(), sim.x_company());
    tracing::info!("X client: {}, secret {secret}", client.id);
    let facebook = sim.facebook();
    let app = facebook.app();
    tracing::info!("Facebook: {}, Page {}", facebook.base_url(), sim.fb_page());
    tracing::info!("Facebook app: {}, secret {}", app.id, app.secret);
    if options.token {
        let token = facebook.page_token(sim.fb_page(), gerne_sim::facebook::PERMISSIONS)?;
        tracing::info!("token of the Page: {token}");
        let token = sim.mastodon().token_for(sim.company(), "read write");
        tracing::info!("token of @{}: {token}", sim.company());
    }
    tokio::signal::ctrl_c().await?;
    sim.shutdown().await;
    Ok(())
}

/// Plays the script so that its last step was a few minutes ago.
fn play(sim: &Sim) -> anyhow::Result<()> {
    let server = sim.mastodon();
    let end = server.now();
    let days = i64::from(history::DAYS) - 1;
    let first =
        end.to_zoned(TimeZone::system()).date().checked_sub(jiff::Span::new().days(days))?;
    let start = first.to_datetime(time(0, 0, 0, 0)).to_zoned(TimeZone::system())?.timestamp();
    let mut ids = std::collections::HashMap::new();
    for step in history::script() {
        let at: Timestamp = start.checked_add(step.offset)?;
        if at > end {
            break;
        }
        server.clock().set(at);
        step.play(server, sim.company(), &mut ids)?;
    }
    server.clock().set(end);
    Ok(())
}
