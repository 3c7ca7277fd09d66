//! The least that any program would have to do.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    time::Instant,
};

use anyhow::{Context, Result};

use crate::{fill::text, ingest::per_second};

/// Rows in one transaction, as in one fetch.
const BATCH: usize = 100;

/// Messages a second: customer when new, conversation, message, event and words for search, a
/// hundred in a durable transaction with the cursor behind them, one writer, nothing in between.
/// What is deleted or moved is overwritten: forgetting must reach the bytes. People are found by
/// their names as messages are by their words, and both can be taken out of the index again.
pub(crate) fn ingest(path: &Path, messages: usize) -> Result<f64> {
    let mut db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         CREATE TABLE cursor (resource TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
         CREATE TABLE customer (id BLOB PRIMARY KEY, external_id TEXT NOT NULL UNIQUE,
             name TEXT NOT NULL) STRICT;
         CREATE TABLE conversation (id BLOB PRIMARY KEY, customer_id BLOB NOT NULL,
             status TEXT NOT NULL, preview TEXT NOT NULL, due INTEGER, last_at INTEGER NOT NULL)
             STRICT;
         CREATE INDEX conversation_customer ON conversation (customer_id);
         CREATE INDEX conversation_open ON conversation (due) WHERE status = 'open';
         CREATE INDEX conversation_last ON conversation (last_at);
         CREATE TABLE message (id BLOB PRIMARY KEY, external_id TEXT NOT NULL UNIQUE,
             conversation_id BLOB NOT NULL, customer_id BLOB NOT NULL, text TEXT NOT NULL,
             published_at INTEGER NOT NULL) STRICT;
         CREATE INDEX message_conversation ON message (conversation_id, published_at);
         CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE words USING fts5 (text, content='', contentless_delete=1,
             prefix='2 3');
         CREATE VIRTUAL TABLE names USING fts5 (text, content='', contentless_delete=1,
             prefix='2 3');",
    )?;
    let started = Instant::now();
    for from in (0..messages).step_by(BATCH) {
        let tx = db.transaction()?;
        for n in from..(from + BATCH).min(messages) {
            let (row, by, text) = (i64::try_from(n)?, n / 3, text(n));
            let (id, customer) = (id(2, n), id(1, by));
            let external = format!("person-{by}");
            let known: Option<Vec<u8>> = tx
                .prepare_cached("SELECT id FROM customer WHERE external_id = ?1")?
                .query_map([&external], |row| row.get(0))?
                .next()
                .transpose()?;
            if known.is_none() {
                tx.prepare_cached("INSERT INTO customer VALUES (?1, ?2, ?3)")?
                    .execute((customer, &external, "Kundin"))?;
                let names = gerne_text::words(&format!("Kundin {by}\n{external}"), 10_000);
                tx.prepare_cached("INSERT INTO names (rowid, text) VALUES (?1, ?2)")?
                    .execute((i64::try_from(by)?, names.join(" ")))?;
            }
            tx.prepare_cached("INSERT INTO conversation VALUES (?1, ?2, 'open', ?3, ?4, ?4)")?
                .execute((id, customer, &text, row))?;
            tx.prepare_cached("INSERT INTO message VALUES (?1, ?2, ?1, ?3, ?4, ?5)")?.execute((
                id,
                format!("post-{n}"),
                customer,
                &text,
                row,
            ))?;
            tx.prepare_cached("INSERT INTO event VALUES (?1, ?2)")?.execute((row, EVENT))?;
            let words = gerne_text::words(&text, 10_000).join(" ");
            tx.prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
                .execute((row, &words))?;
        }
        tx.prepare_cached("INSERT OR REPLACE INTO cursor VALUES ('inbox', ?1)")?
            .execute([(from + BATCH).to_string()])?;
        tx.commit()?;
    }
    Ok(per_second(messages, started))
}

/// About as long as ours are.
pub(crate) const EVENT: &str = r#"{"at":"2026-01-01T00:00:00Z","actor":"customer","audience":{"conversation":{"account":"018f3c5e-0000-7000-8000-000000000000","team":null}},"kind":{"message_received":{"message":"018f3c5e-0000-7000-8000-000000000000"}}}"#;

/// Ids that grow with `n`, as ours do.
fn id(kind: u64, n: usize) -> [u8; 16] {
    ((u128::from(kind) << 64) | n as u128).to_be_bytes()
}

/// The argument that makes a process the write loop; the next one is a folder to keep rows in.
pub(crate) const WRITE_LOOP: &str = "write-loop";

/// A process with one thread that keeps a row and its event, durable, and then writes a ready frame
/// to every socket that connected, each time it is told to. Says its port on standard output; is told through the first connection: first how
/// many sockets will come (u32) and how long the frame is (u32), then a number (u64) per round.
pub(crate) fn write_loop(folder: &Path) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?.port())?;
    let (mut told, _) = listener.accept()?;
    let (sockets, length) = (number::<4>(&mut told)?, number::<4>(&mut told)?);
    let mut accepted: Vec<TcpStream> = Vec::new();
    for _ in 0..sockets {
        let (mut socket, _) = listener.accept()?;
        socket.set_nodelay(true)?;
        // The upgrade, unread but for its end: both sides speak frames from here on.
        let mut request = Vec::new();
        let mut byte = [0_u8; 1];
        while !request.ends_with(b"\r\n\r\n") {
            socket.read_exact(&mut byte)?;
            request.extend_from_slice(&byte);
        }
        socket.write_all(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")?;
        accepted.push(socket);
    }
    // Nothing is told that could be lost again.
    let db = rusqlite::Connection::open(folder.join("told.db"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
         CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;",
    )?;
    told.write_all(b"!")?;
    while let Ok(round) = number::<8>(&mut told) {
        let tx = db.unchecked_transaction()?;
        let row = i64::try_from(round)?;
        tx.prepare_cached("INSERT INTO note VALUES (?1, 'Ich kümmere mich.')")?.execute([row])?;
        tx.prepare_cached("INSERT INTO event VALUES (?1, ?2)")?.execute((row, EVENT))?;
        tx.commit()?;
        let frame = frame(round, usize::try_from(length)?)?;
        for socket in &mut accepted {
            socket.write_all(&frame)?;
        }
    }
    Ok(())
}

fn number<const N: usize>(from: &mut TcpStream) -> Result<u64> {
    let mut bytes = [0_u8; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
}

/// A text frame of so many bytes that tells of event `round`.
fn frame(round: u64, length: usize) -> Result<Vec<u8>> {
    let head = format!("{{\"from\":{round},\"to\":{round},\"events\":\"");
    let filling = "x".repeat(length.saturating_sub(head.len() + 2));
    let text = format!("{head}{filling}\"}}");
    let size = u16::try_from(text.len()).context("a frame is small")?;
    let mut frame = vec![0x81];
    if size < 126 {
        frame.push(u8::try_from(size)?);
    } else {
        frame.push(126);
        frame.extend_from_slice(&size.to_be_bytes());
    }
    frame.extend_from_slice(text.as_bytes());
    Ok(frame)
}
