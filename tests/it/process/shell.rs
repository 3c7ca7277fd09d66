//! Commands beside an installation, each a process of its own.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::process::{Child, ChildStdin};

use super::child_of;

/// Where commands are given: an installation's settings.
#[derive(Debug)]
pub(crate) struct Shell {
    settings: PathBuf,
}

/// A command that runs.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    _alive: Option<ChildStdin>,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) ok: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Shell {
    pub(crate) fn at(settings: &Path) -> Self {
        Self { settings: settings.to_owned() }
    }

    /// Gives a command and waits for its end.
    pub(crate) async fn run(&self, words: &[&str]) -> Said {
        self.begin(words).end().await
    }

    /// Gives a command.
    pub(crate) fn begin(&self, words: &[&str]) -> Running {
        let mut command = child_of(&self.settings, &words.join("\n"));
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        // Closed, it would end the child.
        let alive = child.stdin.take();
        Running { child, _alive: alive }
    }
}

impl Running {
    /// Any signal, by name.
    pub(crate) fn signal(&self, name: &str) {
        super::signal(self.child.id(), name);
    }

    pub(crate) async fn end(self) -> Said {
        let Self { child, _alive } = self;
        let done = child.wait_with_output().await.unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Said { ok: done.status.success(), out: text(&done.stdout), err: text(&done.stderr) }
    }
}
