//! An alarm reaches a lead through real mail servers: once, and once more when it is over.

use std::time::Duration;

use gerne::{App, Settings, settings::Secretive};
use gerne_connector::Form;
use gerne_domain::{Clock as _, Role, Scope};
use gerne_engine::{
    Caller, DevClock, Engine, SystemClock,
    verbs::{ConnectionStep, NewAgent},
};
use jiff::SignedDuration;

use self::servers::{PASSWORD, Servers};

#[path = "../../crates/gerne-connector-email/tests/it/servers.rs"]
#[expect(dead_code, reason = "most of it is for the connector's own tests")]
mod servers;

#[tokio::test(flavor = "multi_thread")]
async fn an_alarm_arrives_by_mail_once_and_so_does_its_end() {
    let Some(servers) = servers::own() else { return };
    let clock = DevClock::new(SystemClock.now(), 1.0);
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(settings(servers, folder.path()), Some(clock.clone())).await.unwrap();
    let (lead, office, shop) = (servers.mailbox(), servers.mailbox(), servers.mailbox());
    let new = NewAgent {
        login: lead.clone(),
        name: "Anna Albrecht".to_owned(),
        public_name: "Anna".to_owned(),
        role: Role::Admin,
        teams: Vec::new(),
        language: "de".to_owned(),
    };
    let agent = app.engine.add_agent(None, new, None).await.unwrap().value;
    let anna = Caller { agent, role: Role::Admin, scope: Scope::Everything };
    app.engine.set_alarm_mailing(&anna, true).await.unwrap();
    // Mails leave through the one that was connected first.
    connect(&app.engine, servers, &office, PASSWORD).await;
    clock.set(Some(clock.now() + SignedDuration::from_secs(1)), None);
    connect(&app.engine, servers, &shop, PASSWORD).await;
    let gerne = app.listen().unwrap();

    // Somebody changes the password of the other one, which is being listened to by now.
    while !servers.is_waiting(&shop) {
        pause().await;
    }
    password(servers, &shop, "another");
    let what = format!("{shop}: Der Kanal ist nicht mehr verbunden");
    let (raised, over) = (format!("Alarm: {what}"), format!("Vorbei: {what}"));
    // Whoever was about to sign in just then got in with the old one, and would stay.
    let shut = || {
        if !servers.processes(&shop).is_empty() {
            servers.kick(&shop);
        }
    };
    let told = until(servers, &clock, &lead, &raised, shut).await;
    assert!(head(&told, "From").contains(&office), "{told}");
    assert!(!head(&told, "Auto-Submitted").is_empty(), "no program answers it");
    assert_eq!(with(servers, &lead, &over).len(), 0);

    connect(&gerne.engine, servers, &shop, "another").await;
    until(servers, &clock, &lead, &over, || ()).await;
    // A day later nothing more has come.
    for _ in 0..24 {
        clock.set(Some(clock.now() + SignedDuration::from_hours(1)), None);
        pause().await;
    }
    servers.until_delivered().await;
    for subject in [raised, over] {
        assert_eq!(with(servers, &lead, &subject).len(), 1, "never twice: {subject}");
    }
    gerne.stop().await;
}

fn settings(servers: &Servers, folder: &std::path::Path) -> Settings {
    let mut settings = Settings::default();
    settings.server.listen = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    settings.server.public_url = "http://127.0.0.1:1".parse().unwrap();
    settings.database.url = Secretive(format!("sqlite:{}/gerne.db", folder.display()));
    settings.database.blobs = folder.join("blobs");
    settings.key.file = folder.join("gerne.key");
    let authority = folder.join("authority.pem");
    std::fs::write(&authority, &servers.ca_pem).unwrap();
    settings.network.ca_file = Some(authority);
    settings.network.allow_hosts = vec!["127.0.0.1".to_owned()];
    settings.dev.clock = true;
    settings
}

/// Connects a mailbox, or connects it again.
async fn connect(engine: &Engine, servers: &Servers, address: &str, password: &str) {
    let fields = [
        ("address", address.to_owned()),
        ("password", password.to_owned()),
        ("name", "Nordlicht".to_owned()),
        ("imap", format!("imaps://127.0.0.1:{}", servers.ports.imaps)),
        ("smtp", format!("starttls://127.0.0.1:{}", servers.ports.submission)),
    ];
    let form = Form(fields.map(|(name, value)| (name.to_owned(), value)).into());
    let redirect = "http://127.0.0.1:1/api/v1/accounts/callback".parse().unwrap();
    let step = engine.connect_begin(None, "email", &form, &redirect).await.unwrap();
    assert!(matches!(step, ConnectionStep::Done(_)), "a password is enough");
}

/// Dovecot knows another password of a mailbox from now on.
fn password(servers: &Servers, address: &str, password: &str) {
    let file = servers.dir.join("d/passwd");
    let known = std::fs::read_to_string(&file).unwrap();
    let (was, is) =
        (format!("{address}:{{PLAIN}}{PASSWORD}"), format!("{address}:{{PLAIN}}{password}"));
    assert!(known.contains(&was));
    std::fs::write(&file, known.replace(&was, &is)).unwrap();
    servers.doveadm(&["auth", "cache", "flush"]);
}

/// What lies in a mailbox with this subject; long lines of heads in one.
fn with(servers: &Servers, who: &str, subject: &str) -> Vec<String> {
    let mails = servers.mails(who, "INBOX").into_iter();
    let mut mails: Vec<String> = mails.map(|mail| mail.replace("\n ", " ")).collect();
    mails.retain(|mail| head(mail, "Subject") == subject);
    mails
}

/// Lets minutes go by until a mail came, and does something each time that it looks.
async fn until(
    servers: &Servers,
    clock: &DevClock,
    who: &str,
    subject: &str,
    meanwhile: impl Fn(),
) -> String {
    for n in 1..=400 {
        meanwhile();
        if let Some(mail) = with(servers, who, subject).pop() {
            return mail;
        }
        if n % 10 == 0 {
            clock.set(Some(clock.now() + SignedDuration::from_mins(1)), None);
        }
        pause().await;
    }
    panic!("there is only {:?}", servers.mails(who, "INBOX"));
}

#[expect(clippy::disallowed_methods, reason = "a server of somebody else works; it rings nobody")]
async fn pause() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}

fn head<'a>(mail: &'a str, field: &str) -> &'a str {
    let value = |line: &'a str| line.strip_prefix(field)?.strip_prefix(": ");
    mail.lines().find_map(value).unwrap_or_default()
}
