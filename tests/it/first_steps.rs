//! What somebody meets who has only the papers and the program, and has it wrong at first.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crate::process::{Home, Shell, pass};

/// A folder with settings, and nothing else yet.
struct Machine {
    folder: tempfile::TempDir,
    shell: Shell,
}

impl Machine {
    /// `more`: lines below the section `[server]`, and further sections.
    fn new(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gerne.toml");
        let at = folder.path().join("var");
        let at = at.display();
        let text = format!(
            "[database]\nurl = \"sqlite:{at}/gerne.db\"\nblobs = \"{at}/blobs\"\n[key]\nfile = \
             \"{at}/gerne.key\"\n[server]\n{more}\n"
        );
        std::fs::write(&file, text).unwrap();
        Self { shell: Shell::at(&file), folder }
    }

    /// With an installation in it.
    async fn installed(more: &str) -> Self {
        let machine = Self::new(more);
        let made = machine.shell.run(&["migrate", "--new"]).await;
        assert!(made.ok, "{made:?}");
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_wrong_folder_nothing_is_made() {
    let machine = Machine::new("");
    let backup = machine.path("gerne.tar.gz");
    let commands: [&[&str]; 9] = [
        &["agent", "invite", "lena@example.org", "--name", "Lena"],
        &["agent", "list"],
        &["account", "add", "email"],
        &["account", "check"],
        &["key", "list"],
        &["key", "rotate"],
        &["backup", "--to", word(&backup)],
        &["migrate"],
        &["doctor"],
    ];
    for command in commands {
        let said = machine.shell.run(command).await;
        let told = [said.out.as_str(), said.err.as_str()].concat();
        assert!(!said.ok && told.contains("are you in the right folder?"), "{command:?}: {said:?}");
        assert!(!machine.path("var").exists(), "{command:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_added_with_the_fields_that_there_are() {
    let Machine { shell, .. } = &Machine::installed("").await;
    let none = shell.run(&["account", "check"]).await;
    assert!(none.ok && none.out.contains("No account yet"), "{none:?}");
    let bare = shell.run(&["account", "add", "email"]).await;
    assert!(!bare.ok && bare.err.contains("say also address=hilfe@example.com"), "{bare:?}");
    for field in ["password=-", "imap=imap.example.com:993", "smtp=smtp.example.com:465"] {
        assert!(bare.err.contains(field), "{bare:?}");
    }
    let misspelt = ["account", "add", "email", "address=hilfe@example.com", "impa=x"];
    let misspelt = shell.run(&misspelt).await;
    assert!(!misspelt.ok && misspelt.err.contains("no field \"impa\""), "{misspelt:?}");
    assert!(misspelt.err.contains("imap="), "{misspelt:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_taken_away_only_when_somebody_is_sure() {
    let home = Home::new(None, 1.0).await;
    let shell = home.shell();
    let account = home.account.to_string();
    let asked = shell.run(&["account", "remove", &account]).await;
    assert!(!asked.ok && asked.err.contains("--yes"), "{asked:?}");
    assert!(asked.out.contains("its conversations stay"), "{asked:?}");
    assert!(shell.run(&["account", "list"]).await.out.contains(&account));
    let gone = shell.run(&["account", "remove", &account, "--yes"]).await;
    assert!(gone.ok && gone.out.contains("no longer connected"), "{gone:?}");
    assert!(!shell.run(&["account", "list"]).await.out.contains(&account));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_without_the_key_says_where_it_belongs() {
    let home = Home::new(None, 1.0).await;
    let backup = home.folder().join("gerne.tar.gz");
    let made = home.shell().run(&["backup", "--to", word(&backup)]).await;
    assert!(made.ok, "{made:?}");
    let machine = Machine::new("");
    let said = machine.shell.run(&["restore", "--from", word(&backup)]).await;
    let first = said.err.lines().next().unwrap_or_default();
    assert!(!said.ok && first.starts_with("gerne: there is no key at"), "{said:?}");
    assert!(first.contains("put the key of the old installation there"), "{said:?}");
    // Without its key nothing is asked of it twice, and nothing is warned of beside.
    std::fs::remove_file(home.folder().join("gerne.key")).unwrap();
    let said = home.shell().run(&["account", "list"]).await;
    assert!(!said.ok && said.err.contains("put your copy there"), "{said:?}");
    assert!(!said.err.contains("WARN"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_says_what_it_lacks() {
    let machine = Machine::installed("").await;
    let nowhere = machine.path("nowhere/gerne.tar.gz");
    let said = machine.shell.run(&["backup", "--to", word(&nowhere)]).await;
    assert!(!said.ok && said.err.contains("there is no folder"), "{said:?}");
    assert!(said.err.contains("install -d -m 700") && !nowhere.exists(), "{said:?}");
    let said = machine.shell.run(&["backup", "--to", word(&machine.path("gerne.tar.gz"))]).await;
    assert!(said.ok && said.out.contains("It needs no key"), "{said:?}");
    assert!(
        said.out.contains(&format!("a copy of {}", word(&machine.path("var/gerne.key")))),
        "{said:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_says_what_is_wrong_before_anybody_meets_it() {
    let port = free_port();
    let more = format!(
        "listen = \"127.0.0.1:{port}\"\npublic_url = \"https://care.example.org\"\n[[accounts]]\n\
         platform = \"mastodn\"\naddress = \"https://social.example\"\ntoken = \"x\"\n[[accounts]]\n\
         platform = \"mastodon\"\naddress = \"https://social.example\"\n[[accounts]]\nplatform = \
         \"mastodon\"\naddress = \"https://social.example\"\ntoken_file = \"/nowhere/token\"\n"
    );
    let machine = Machine::installed(&more).await;
    let key = machine.path("var/gerne.key");
    set_mode(&key, 0o644);
    let said = machine.shell.run(&["doctor"]).await;
    assert!(!said.ok, "{said:?}");
    for line in [
        &format!("NOTE     service: nobody answers at 127.0.0.1:{port}; start it"),
        "PROBLEM  proxy: server.public_url is https",
        "PROBLEM  key file: everybody on this machine can read it",
        "PROBLEM  [[accounts]] 1, https://social.example/: there is no platform \"mastodn\"",
        "PROBLEM  [[accounts]] 2, https://social.example/: it has no token",
        "PROBLEM  [[accounts]] 3, https://social.example/: could not read token_file /nowhere/token",
        "ok       database and key",
    ] {
        assert!(said.out.contains(line), "{line}: {said:?}");
    }
    assert!(!said.out.contains("clock"), "what is not there is not looked at: {said:?}");
    set_mode(&key, 0o600);
    let said = machine.shell.run(&["doctor"]).await;
    assert!(said.out.contains("ok       key file"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_blames_the_network_for_what_is_wrong_with_the_network() {
    let machine = Machine::installed("[network]\nca_file = \"/nowhere/ca.pem\"").await;
    let said = machine.shell.run(&["doctor"]).await;
    let line = "PROBLEM  network: could not read network.ca_file /nowhere/ca.pem";
    assert!(!said.ok && said.out.contains(line), "{said:?}");
    assert!(!said.out.contains("PROBLEM  database"), "{said:?}");
    let text = std::fs::read_to_string(machine.path("gerne.toml")).unwrap();
    let other = text.replace("/nowhere/ca.pem", word(&machine.path("gerne.toml")));
    std::fs::write(machine.path("gerne.toml"), other).unwrap();
    let said = machine.shell.run(&["doctor"]).await;
    assert!(!said.ok && said.out.contains("holds no certificate in PEM"), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_tells_who_answers_where_we_listen() {
    let port = free_port();
    let machine = Machine::new(&format!("listen = \"127.0.0.1:{port}\""));
    let serving = machine.shell.begin(&["serve"]);
    let began = Instant::now();
    let mut said = machine.shell.run(&["doctor"]).await;
    while !said.out.contains(&format!("ok       service at 127.0.0.1:{port}")) {
        assert!(began.elapsed() < Duration::from_mins(1), "{said:?}");
        pass(Duration::from_millis(100)).await;
        said = machine.shell.run(&["doctor"]).await;
    }
    serving.signal("TERM");
    let served = serving.end().await;
    assert!(served.ok, "{served:?}");
    // The link goes where it listens.
    assert!(served.out.contains(&format!("http://127.0.0.1:{port}/app/setup#")), "{served:?}");
    let _other = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let said = machine.shell.run(&["doctor"]).await;
    assert!(!said.ok && said.out.contains("something else listens there"), "{said:?}");
}

/// One that nobody listens at, just now.
fn free_port() -> u16 {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}

fn set_mode(file: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode)).unwrap();
}
