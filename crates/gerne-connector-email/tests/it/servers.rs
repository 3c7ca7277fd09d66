//! Dovecot and Postfix, as people run them, on ports of their own in a directory of their own.
//!
//! They are started once for all tests and end with this process, however it ends: a shell waits on
//! a pipe that closes then.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

// By its path: tests of the whole product use these servers too, from elsewhere.
#[path = "servers/config.rs"]
mod config;

/// What signs tokens that Dovecot believes.
pub(crate) const JWT_KEY: &str = "test-signing-key-0123456789abcdef";
/// The password of every mailbox.
pub(crate) const PASSWORD: &str = "secret-of-the-mailbox";
/// A mailbox that answers by itself.
pub(crate) const VACATION: &str = "vacation@example.test";
/// Mailboxes that there are.
const MAILBOXES: u32 = 300;
const PATIENCE: Duration = Duration::from_secs(30);

/// Where they listen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ports {
    pub(crate) imap: u16,
    pub(crate) imaps: u16,
    pub(crate) lmtp: u16,
    pub(crate) auth: u16,
    pub(crate) smtp: u16,
    pub(crate) submission: u16,
}

pub(crate) struct Servers {
    pub(crate) dir: PathBuf,
    pub(crate) ports: Ports,
    /// Who signed their certificate.
    pub(crate) ca_pem: Vec<u8>,
    /// Unlike in any other run: processes are told apart by it.
    run: String,
    next: AtomicU32,
    _life: Child,
    postfix: OnceLock<bool>,
}

/// Dovecot runs; `None` where it is not installed.
pub(crate) fn dovecot() -> Option<&'static Servers> {
    static SERVERS: OnceLock<Option<Servers>> = OnceLock::new();
    SERVERS.get_or_init(|| installed("dovecot").then(Servers::start)).as_ref()
}

/// Others of both, whose end troubles nobody else.
pub(crate) fn own() -> Option<&'static Servers> {
    // They end with this process like the usual ones.
    let servers = installed("dovecot").then(|| &*Box::leak(Box::new(Servers::start())))?;
    servers.postfix.get_or_init(|| servers.start_postfix()).then_some(servers)
}

/// Postfix runs as well; `None` where it is not installed, or may not run.
pub(crate) fn postfix() -> Option<&'static Servers> {
    let servers = dovecot()?;
    servers.postfix.get_or_init(|| servers.start_postfix()).then_some(servers)
}

fn installed(program: &str) -> bool {
    let found =
        ["/usr/sbin", "/usr/bin", "/sbin"].iter().any(|dir| Path::new(dir).join(program).exists());
    if !found {
        println!("SKIPPED: {program} is not installed (scripts/install-test-deps.sh)");
    }
    found
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt as _;
        me.uid() == 0
    })
}

impl Servers {
    fn start() -> Self {
        for _ in 0..3 {
            if let Some(servers) = Self::try_start() {
                return servers;
            }
        }
        panic!("Dovecot does not start");
    }

    fn try_start() -> Option<Self> {
        // The paths of its sockets must be shorter than 108 bytes.
        let dir = tempfile::Builder::new().prefix("gm").tempdir_in("/tmp").unwrap().keep();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        let ports = free_ports();
        let run = dir.file_name().unwrap().to_str().unwrap().to_lowercase();
        let run: String = run.chars().filter(char::is_ascii_alphanumeric).collect();
        let ca_pem = certificates(&dir);
        let (user, group) = if is_root() { ("nobody".into(), "nogroup".into()) } else { whoami() };
        let d = dir.join("d");
        for sub in ["run", "state", "mail", "keys/default/HS256"] {
            fs::create_dir_all(d.join(sub)).unwrap();
        }
        fs::write(d.join("keys/default/HS256/default"), STANDARD.encode(JWT_KEY)).unwrap();
        fs::write(d.join("oauth2.conf"), config::oauth2(&d)).unwrap();
        let names = (0..MAILBOXES).map(|n| mailbox(&run, n)).chain([VACATION.to_owned()]);
        let lines: String = names
            .fold(String::new(), |all, name| format!("{all}{name}:{{PLAIN}}{PASSWORD}::::::\n"));
        fs::write(d.join("passwd"), lines).unwrap();
        let home = d.join("mail").join(VACATION);
        fs::create_dir_all(&home).unwrap();
        fs::write(home.join(".dovecot.sieve"), config::SIEVE).unwrap();
        fs::write(d.join("dovecot.conf"), config::dovecot(&dir, &d, &user, &group, &ports))
            .unwrap();
        let life = dir.join("life.sh");
        fs::write(&life, config::life(&dir, is_root())).unwrap();
        if is_root() {
            run_ok(Command::new("chown").arg("-R").arg("nobody:nogroup").arg(&d));
        }
        let mut life = Command::new("sh")
            .arg(&life)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(dir.join("life.log")).unwrap())
            .process_group(0)
            .spawn()
            .unwrap();
        let up =
            [ports.imap, ports.imaps, ports.lmtp, ports.auth].iter().all(|port| until_open(*port));
        if !up {
            drop(life.stdin.take());
            life.wait().unwrap();
            return None;
        }
        let next = AtomicU32::new(0);
        Some(Self { dir, ports, ca_pem, run, next, _life: life, postfix: OnceLock::new() })
    }

    fn start_postfix(&self) -> bool {
        if !installed("postfix") {
            return false;
        }
        if !is_root() {
            println!("SKIPPED: Postfix runs only as root");
            return false;
        }
        let p = self.dir.join("p");
        for sub in ["etc", "queue", "data"] {
            fs::create_dir_all(p.join(sub)).unwrap();
        }
        run_ok(Command::new("chown").arg("postfix").arg(p.join("data")));
        fs::write(p.join("etc/main.cf"), config::main_cf(&self.dir, &p, &self.ports)).unwrap();
        fs::write(p.join("etc/master.cf"), config::master_cf(&self.ports)).unwrap();
        // The shell that waits for our end looks for this directory.
        run_ok(Command::new("postfix").arg("-c").arg(p.join("etc")).arg("start"));
        assert!(
            until_open(self.ports.submission) && until_open(self.ports.smtp),
            "Postfix is not up"
        );
        true
    }

    /// A mailbox that nobody else uses.
    pub(crate) fn mailbox(&self) -> String {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        assert!(n < MAILBOXES, "more mailboxes are needed");
        mailbox(&self.run, n)
    }

    /// Puts mails into a mailbox, as a mail server does.
    pub(crate) fn deliver(&self, to: &str, mails: &[Vec<u8>]) {
        self.deliver_from("sender@example.net", to, mails);
    }

    pub(crate) fn deliver_from(&self, from: &str, to: &str, mails: &[Vec<u8>]) {
        for mail in mails {
            self.try_deliver(from, to, mail).unwrap();
        }
    }

    /// Fails when the line breaks; whether the mail is there is not known then.
    pub(crate) fn try_deliver(&self, from: &str, to: &str, mail: &[u8]) -> io::Result<()> {
        let mut lmtp = TcpStream::connect(("127.0.0.1", self.ports.lmtp))?;
        lmtp.set_read_timeout(Some(PATIENCE))?;
        expect(&mut lmtp, "220")?;
        talk(&mut lmtp, b"LHLO test\r\n", "250")?;
        talk(&mut lmtp, format!("MAIL FROM:<{from}>\r\n").as_bytes(), "250")?;
        talk(&mut lmtp, format!("RCPT TO:<{to}>\r\n").as_bytes(), "250")?;
        talk(&mut lmtp, b"DATA\r\n", "354")?;
        let mut body = mail.to_vec();
        body.extend_from_slice(b"\r\n.\r\n");
        talk(&mut lmtp, &body, "250")
    }

    /// Dovecot's own tool.
    pub(crate) fn doveadm(&self, args: &[&str]) -> String {
        let output = self.doveadm_command().args(args).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn doveadm_command(&self) -> Command {
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "doveadm"]);
            command
        } else {
            Command::new("doveadm")
        };
        command.arg("-c").arg(self.dir.join("d/dovecot.conf"));
        command
    }

    /// Puts a mail into a folder just as it is.
    pub(crate) fn save(&self, mailbox: &str, folder: &str, mail: &[u8]) {
        let mut command = self.doveadm_command();
        command.args(["save", "-u", mailbox, "-m", folder]).stdin(Stdio::piped());
        let mut running = command.stderr(Stdio::piped()).spawn().unwrap();
        running.stdin.take().unwrap().write_all(mail).unwrap();
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Nothing is on its way any more.
    #[expect(
        clippy::disallowed_methods,
        reason = "a queue of somebody else empties; it rings nobody"
    )]
    pub(crate) async fn until_delivered(&self) {
        for _ in 0..600 {
            let etc = self.dir.join("p/etc");
            let queue = Command::new("postqueue").arg("-c").arg(etc).arg("-p").output().unwrap();
            if String::from_utf8_lossy(&queue.stdout).contains("queue is empty") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("mail is still on its way");
    }

    /// Ends the connections of a mailbox, politely.
    pub(crate) fn kick(&self, mailbox: &str) {
        self.doveadm(&["kick", mailbox]);
    }

    /// Kills the server itself; it is started again at once.
    pub(crate) fn kill_server(&self) {
        let Ok(pid) = fs::read_to_string(self.dir.join("d/run/master.pid")) else { return };
        Command::new("kill").arg("-KILL").arg(pid.trim()).output().unwrap();
    }

    /// All numbers of the mails in a folder change.
    pub(crate) fn renumber(&self, mailbox: &str, folder: &str, validity: u32) {
        let validity = validity.to_string();
        self.doveadm(&["mailbox", "update", "--uid-validity", &validity, "-u", mailbox, folder]);
    }

    /// What lies in a folder.
    pub(crate) fn mails(&self, mailbox: &str, folder: &str) -> Vec<String> {
        let all = self.doveadm(&["fetch", "-u", mailbox, "text", "mailbox", folder]);
        all.split("text:\n").skip(1).map(|mail| mail.replace("\r\n", "\n")).collect()
    }

    /// The processes that serve a mailbox.
    #[expect(clippy::unused_self, reason = "they are these servers' processes")]
    pub(crate) fn processes(&self, mailbox: &str) -> Vec<u32> {
        let mark = format!("[{mailbox} ");
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").unwrap().flatten() {
            let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            let mut line = Vec::new();
            let read = fs::File::open(entry.path().join("cmdline"))
                .and_then(|mut f| f.read_to_end(&mut line));
            let line = String::from_utf8_lossy(&line);
            if read.is_ok() && line.contains("/imap") && line.contains(&mark) {
                found.push(pid);
            }
        }
        found
    }

    /// Whether somebody waits for the bell of a mailbox.
    pub(crate) fn is_waiting(&self, mailbox: &str) -> bool {
        let title = |pid: &u32| fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let idles = |pid: &u32| String::from_utf8_lossy(&title(pid)).contains(" IDLE]");
        self.processes(mailbox).iter().any(idles)
    }

    /// Sends a signal to the processes that serve a mailbox: `KILL`, `STOP`, `CONT`.
    pub(crate) fn signal(&self, mailbox: &str, signal: &str) -> usize {
        let pids = self.processes(mailbox);
        for pid in &pids {
            // It may be gone by now.
            Command::new("kill").arg(format!("-{signal}")).arg(pid.to_string()).output().unwrap();
        }
        pids.len()
    }
}

fn mailbox(run: &str, n: u32) -> String {
    format!("{run}-{n:03}@example.test")
}

fn whoami() -> (String, String) {
    let ask = |what: &str| {
        let said = Command::new("id").arg(what).output().unwrap();
        String::from_utf8(said.stdout).unwrap().trim().to_owned()
    };
    (ask("-un"), ask("-gn"))
}

fn run_ok(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn free_ports() -> Ports {
    let held: Vec<TcpListener> =
        (0..6).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
    let port = |n: usize| held[n].local_addr().unwrap().port();
    Ports {
        imap: port(0),
        imaps: port(1),
        lmtp: port(2),
        auth: port(3),
        smtp: port(4),
        submission: port(5),
    }
}

/// Waits for a server to come up: there is nothing to be told by.
#[expect(clippy::disallowed_methods, reason = "a process of somebody else starts; it rings nobody")]
fn until_open(port: u16) -> bool {
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

/// An authority, and a certificate of it for this machine.
fn certificates(dir: &Path) -> Vec<u8> {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    let ca_key = KeyPair::generate().unwrap();
    let mut ca = CertificateParams::new(Vec::new()).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_cert = ca.self_signed(&ca_key).unwrap();
    let issuer = Issuer::new(ca, ca_key);
    let key = KeyPair::generate().unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let cert = CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
    fs::write(dir.join("cert.pem"), cert.pem()).unwrap();
    fs::write(dir.join("key.pem"), key.serialize_pem()).unwrap();
    ca_cert.pem().into_bytes()
}

fn talk(stream: &mut TcpStream, said: &[u8], code: &str) -> io::Result<()> {
    stream.write_all(said)?;
    expect(stream, code)
}

fn expect(stream: &mut TcpStream, code: &str) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        line.push(byte[0]);
        if byte[0] != b'\n' {
            continue;
        }
        let text = String::from_utf8_lossy(&line).into_owned();
        if !text.starts_with(code) {
            return Err(io::Error::other(text));
        }
        if text.as_bytes().get(3) == Some(&b' ') {
            return Ok(());
        }
        line.clear();
    }
}
