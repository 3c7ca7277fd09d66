//! The product as it is shipped: the release binary as a process of its own.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

/// How long a start may take before it is called broken.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running `gerne serve`; killed when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    process: Child,
    /// `127.0.0.1:port`.
    pub(crate) address: String,
    /// From starting the process until it was ready.
    pub(crate) start: Duration,
}

impl Server {
    /// Starts it on the installation in `folder` and waits until it is ready.
    pub(crate) async fn start(folder: &Path) -> Result<Self> {
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let log = std::fs::File::create(folder.join("serve.log"))?;
        let started = Instant::now();
        let process = command(folder, &folder.join("gerne.db"))?
            .arg("serve")
            .env("GERNE_SERVER__LISTEN", &address)
            .env("GERNE_SERVER__PUBLIC_URL", format!("http://{address}"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("starting gerne")?;
        let mut server = Self { process, address, start: Duration::ZERO };
        while !server.is_ready().await {
            anyhow::ensure!(started.elapsed() < PATIENCE, "gerne did not get ready");
            if server.process.try_wait()?.is_some() {
                let said = std::fs::read_to_string(folder.join("serve.log"))?;
                anyhow::bail!("gerne ended: {said}");
            }
            pause().await;
        }
        server.start = started.elapsed();
        Ok(server)
    }

    async fn is_ready(&self) -> bool {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let Ok(mut socket) = tokio::net::TcpStream::connect(&self.address).await else {
            return false;
        };
        let request = b"GET /readyz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
        let mut answer = [0_u8; 12];
        socket.write_all(request).await.is_ok()
            && socket.read_exact(&mut answer).await.is_ok()
            && &answer == b"HTTP/1.1 200"
    }

    /// Where browsers find it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Memory that it holds now.
    pub(crate) fn memory(&self) -> Result<Memory> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let of = |name: &str| -> Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|line| line.split_whitespace().next());
            let kilobytes: f64 = kilobytes.context("Linux says what a process holds")?.parse()?;
            Ok(kilobytes / 1024.0)
        };
        Ok(Memory { resident: of("VmRSS:")?, own: of("RssAnon:")? })
    }
}

/// What a process holds, in megabytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    /// All of it.
    pub(crate) resident: f64,
    /// Without the pages of files: the binary's, the database's.
    pub(crate) own: f64,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The binary, told to work in `folder` on this database.
pub(crate) fn command(folder: &Path, database: &Path) -> Result<Command> {
    let mut command = Command::new(binary()?);
    command
        .current_dir(folder)
        .env("GERNE_DATABASE__URL", format!("sqlite:{}", database.display()))
        .env("GERNE_DATABASE__BLOBS", folder.join("blobs"))
        .env("GERNE_KEY__FILE", folder.join("gerne.key"))
        .env("GERNE_LOG__LEVEL", "warn");
    Ok(command)
}

/// The binary beside this one.
pub(crate) fn binary() -> Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("gerne");
    anyhow::ensure!(path.exists(), "{} is missing: just bench builds it", path.display());
    Ok(path)
}

#[expect(clippy::disallowed_methods, reason = "a program outside waits like any other program")]
async fn pause() {
    tokio::time::sleep(Duration::from_millis(2)).await;
}
