//! A PostgreSQL server of our own that keeps what it says it keeps, and can be torn down.

use std::{path::PathBuf, process::Command};

/// A server in a folder of its own, with `fsync` on. Stopped when dropped.
#[derive(Debug)]
pub(crate) struct Own {
    folder: tempfile::TempDir,
    bin: PathBuf,
    port: u16,
}

impl Own {
    /// A new, empty server. `None`, with a notice, where tests have no PostgreSQL.
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    pub(crate) fn start() -> Option<Self> {
        if std::env::var("GERNE_TEST_POSTGRES").is_err() {
            println!("SKIPPED on PostgreSQL: GERNE_TEST_POSTGRES names no server");
            return None;
        }
        let bin = bin().expect("where there is a server there are its programs; set PG_BIN");
        let folder = tempfile::Builder::new().prefix("gerne-own-").tempdir().unwrap();
        // PostgreSQL refuses to run as root: then the folder is its own user's.
        let path = folder.path().display();
        shell(&format!("if [ \"$(id -u)\" = 0 ]; then chown postgres '{path}'; fi"));
        let mut own = Self { folder, bin, port: 0 };
        own.run("initdb", "-U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        // Somebody else may take a free port before the server does: try a few.
        for _ in 0..10 {
            let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            own.port = free.local_addr().unwrap().port();
            drop(free);
            if own.try_up() {
                return Some(own);
            }
        }
        panic!("no server of our own: {}", own.log());
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres?sslmode=disable", self.port)
    }

    /// As if its machine lost power: what was not on the disk is gone.
    pub(crate) fn tear_down(&self) {
        self.run("pg_ctl", "-m immediate -w stop");
    }

    /// Starts again; it recovers from its log.
    pub(crate) fn up(&self) {
        for _ in 0..10 {
            if self.try_up() {
                return;
            }
        }
        panic!("it does not come back: {}", self.log());
    }

    fn try_up(&self) -> bool {
        let folder = self.folder.path().display();
        let options = format!(
            "-p {} -k {folder} -h 127.0.0.1 -c max_connections=200 -c shared_buffers=64MB",
            self.port
        );
        self.command("pg_ctl", &format!("-l '{folder}/server.log' -w -o '{options}' start"))
    }

    fn run(&self, program: &str, args: &str) {
        assert!(self.command(program, args), "{program} {args}: {}", self.log());
    }

    fn command(&self, program: &str, args: &str) -> bool {
        let folder = self.folder.path().display();
        let program = self.bin.join(program);
        let line = format!("cd '{folder}' && '{}' -D '{folder}/data' {args}", program.display());
        let as_postgres = "if [ \"$(id -u)\" = 0 ]; then exec su postgres -s /bin/sh -c \"$1\"; \
                           else exec sh -c \"$1\"; fi";
        let done = Command::new("sh")
            .args(["-c", as_postgres, "sh", &line])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status();
        done.unwrap().success()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default()
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        self.command("pg_ctl", "-m immediate -w stop");
    }
}

#[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
fn bin() -> Option<PathBuf> {
    if let Ok(bin) = std::env::var("PG_BIN") {
        return Some(bin.into());
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    let path = std::env::var("PATH").unwrap_or_default();
    found.extend(path.split(':').map(PathBuf::from));
    found.into_iter().find(|bin| bin.join("initdb").exists())
}

fn shell(line: &str) {
    assert!(Command::new("sh").args(["-c", line]).status().unwrap().success(), "{line}");
}
