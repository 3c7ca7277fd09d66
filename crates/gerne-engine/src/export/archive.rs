//! A ZIP archive that is sent while it is written.

use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use tokio::sync::mpsc;
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use crate::EngineError;

/// Bytes that are sent together.
pub(super) const PIECE: usize = 64 * 1024;

/// What was written and not sent yet.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<u8>>>);

impl Tray {
    fn take(&self, least: usize) -> Option<Bytes> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (bytes.len() >= least).then(|| Bytes::from(std::mem::take(&mut *bytes)))
    }
}

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An archive in the making. Nothing is compressed: pictures are already.
pub(super) struct Archive {
    zip: Option<ZipWriter<StreamWriter<Tray>>>,
    tray: Tray,
    out: mpsc::Sender<Result<Bytes, EngineError>>,
}

impl Archive {
    pub(super) fn new(out: mpsc::Sender<Result<Bytes, EngineError>>) -> Self {
        let tray = Tray::default();
        Self { zip: Some(ZipWriter::new_stream(tray.clone())), tray, out }
    }

    /// A new file.
    pub(super) async fn begin(&mut self, name: &str) -> Result<(), EngineError> {
        self.flush().await?;
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let zip = self.zip.as_mut().ok_or_else(|| broken("the archive is closed"))?;
        zip.start_file(name, stored).map_err(broken)
    }

    /// More of the file.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), EngineError> {
        let zip = self.zip.as_mut().ok_or_else(|| broken("the archive is closed"))?;
        zip.write_all(bytes).map_err(broken)
    }

    /// Sends what gathered, once it is enough. Waits for a slow reader.
    pub(super) async fn flush(&mut self) -> Result<(), EngineError> {
        self.send(PIECE).await
    }

    /// The end of it.
    pub(super) async fn end(&mut self) -> Result<(), EngineError> {
        if let Some(zip) = self.zip.take() {
            zip.finish().map_err(broken)?;
        }
        self.send(1).await
    }

    /// Tells the reader that it is not whole.
    pub(super) async fn fail(&self, error: EngineError) {
        // Who no longer reads needs not be told.
        drop(self.out.send(Err(error)).await);
    }

    async fn send(&mut self, least: usize) -> Result<(), EngineError> {
        let Some(bytes) = self.tray.take(least) else { return Ok(()) };
        self.out.send(Ok(bytes)).await.map_err(|_| broken("nobody reads any more"))
    }
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> EngineError {
    EngineError::Store(gerne_store::StoreError::Blob(std::io::Error::other(error)))
}
