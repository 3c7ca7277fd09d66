//! The least that any program would have to do.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    time::Instant,
};

use anyhow::{Context as _, Result};
use gerne_language::{
    card::{By, Place, read},
    facts::{Known, Region},
    lang, tone,
    when::{Context, MondayToFriday},
};

use crate::{fill::text, ingest::per_second};

/// Rows in one transaction, as in one fetch.
const BATCH: usize = 100;

/// What an inbox has to know, in as few tables as it can. The columns are those that ours have for the
/// same facts: a row of the list shows whose turn it is, since when, and what was said last; a
/// message says where, by whom, when, how widely and in which language. Beside the keys there is one
/// index for each question that every inbox is asked: what is this person's, what is open and due,
/// of everybody and of one, what came last, what stands in this matter, what did they write, what
/// happened to it. Threads, references that the database checks, lists by status, a second event for
/// what begins: those are ours, and not here.
const TABLES: &str = "
    CREATE TABLE cursor (resource TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE customer (id BLOB PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL)
        STRICT;
    CREATE TABLE identity (id BLOB PRIMARY KEY, customer_id BLOB NOT NULL,
        external_id TEXT NOT NULL UNIQUE, handle TEXT NOT NULL, name TEXT NOT NULL) STRICT;
    CREATE INDEX identity_customer ON identity (customer_id);
    CREATE TABLE conversation (id BLOB PRIMARY KEY, customer_id BLOB NOT NULL,
        account_id BLOB NOT NULL, assignee_id BLOB, status TEXT NOT NULL, priority TEXT NOT NULL,
        preview TEXT NOT NULL, last_message_id BLOB, last_message_at INTEGER NOT NULL,
        waiting_since INTEGER, unanswered INTEGER NOT NULL, due INTEGER,
        created_at INTEGER NOT NULL) STRICT;
    CREATE INDEX conversation_customer ON conversation (customer_id);
    CREATE INDEX conversation_open ON conversation (due) WHERE status = 'open';
    CREATE INDEX conversation_mine ON conversation (assignee_id, due) WHERE status = 'open';
    CREATE INDEX conversation_last ON conversation (last_message_at);
    CREATE TABLE message (id BLOB PRIMARY KEY, account_id BLOB NOT NULL,
        external_id TEXT NOT NULL UNIQUE, conversation_id BLOB NOT NULL, identity_id BLOB NOT NULL,
        direction TEXT NOT NULL, visibility TEXT NOT NULL, addressed INTEGER NOT NULL,
        text TEXT NOT NULL, language TEXT, extra TEXT NOT NULL, published_at INTEGER NOT NULL,
        received_at INTEGER NOT NULL) STRICT;
    CREATE INDEX message_conversation ON message (conversation_id, published_at);
    CREATE INDEX message_identity ON message (identity_id, published_at);
    CREATE TABLE fact (id BLOB PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL,
        norm TEXT NOT NULL, sought TEXT, message_id BLOB NOT NULL, identity_id BLOB NOT NULL,
        starts INTEGER NOT NULL, ends INTEGER NOT NULL, said_at INTEGER NOT NULL,
        public INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
    CREATE INDEX fact_message ON fact (message_id);
    CREATE INDEX fact_identity ON fact (identity_id, said_at);
    CREATE INDEX fact_sought ON fact (sought) WHERE sought IS NOT NULL;
    CREATE TABLE tone (message_id BLOB PRIMARY KEY, class TEXT NOT NULL, complaint REAL NOT NULL,
        urgency INTEGER NOT NULL, said TEXT NOT NULL) STRICT;
    CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL,
        conversation_id BLOB NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE INDEX event_conversation ON event (conversation_id, seq);
    CREATE VIRTUAL TABLE words USING fts5 (text, content='', contentless_delete=1, prefix='2 3');
    CREATE VIRTUAL TABLE names USING fts5 (text, content='', contentless_delete=1, prefix='2 3');";

/// Messages a second: customer when new, conversation, message, event and words for search, a
/// hundred in a durable transaction with the cursor behind them, one writer, nothing in between.
/// What is deleted or moved is overwritten: forgetting must reach the bytes. People are found by
/// their names as messages are by their words, and both can be taken out of the index again. What
/// a message says, and in which tone, is read as ours is and kept beside it.
pub(crate) fn ingest(path: &Path, messages: usize) -> Result<f64> {
    let mut db = rusqlite::Connection::open(path)?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;",
    )?;
    db.execute_batch(TABLES)?;
    // Rows go through one statement for each table, prepared once; it is kept at hand.
    db.set_prepared_statement_cache_capacity(32);
    let account = id(9, 0);
    let now = jiff::Timestamp::from_second(1_767_225_600)?.to_zoned(jiff::tz::TimeZone::UTC);
    let context = Context::reporting(now, &MondayToFriday);
    let place = Place { by: By::Customer, opens: true };
    let known = Known { region: Region::De, products: &[], patterns: &[] };
    let started = Instant::now();
    for from in (0..messages).step_by(BATCH) {
        let tx = db.transaction()?;
        for n in from..(from + BATCH).min(messages) {
            let (row, by, text) = (i64::try_from(n)?, n / 3, text(n));
            let (id, identity) = (id(2, n), id(1, by));
            let external = format!("person-{by}");
            let there: Option<Vec<u8>> = tx
                .prepare_cached("SELECT customer_id FROM identity WHERE external_id = ?1")?
                .query_map([&external], |row| row.get(0))?
                .next()
                .transpose()?;
            if there.is_none() {
                let name = format!("Kundin {by}");
                tx.prepare_cached("INSERT INTO customer VALUES (?1, ?2, ?3)")?
                    .execute((identity, &name, row))?;
                tx.prepare_cached("INSERT INTO identity VALUES (?1, ?1, ?2, ?3, ?4)")?
                    .execute((identity, &external, format!("{external}@bench.example"), &name))?;
                let names = gerne_text::words(&format!("{name}\n{external}"), 10_000);
                tx.prepare_cached("INSERT INTO names (rowid, text) VALUES (?1, ?2)")?
                    .execute((i64::try_from(by)?, names.join(" ")))?;
            }
            tx.prepare_cached(
                "INSERT INTO conversation VALUES (?1, ?2, ?3, NULL, 'open', 'normal', ?4, ?1, ?5,
                 ?5, 1, ?5, ?5)",
            )?
            .execute((id, identity, account, &text, row))?;
            tx.prepare_cached(
                "INSERT INTO message VALUES (?1, ?2, ?3, ?1, ?4, 'in', 'public', 1, ?5, 'de', ?6,
                 ?7, ?7)",
            )?
            .execute((
                id,
                account,
                format!("post-{n}"),
                identity,
                &text,
                EXTRA,
                row,
            ))?;
            for (nth, found) in read(&text, place, &context, &known).iter().enumerate() {
                tx.prepare_cached(
                    "INSERT INTO fact VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, 1, 'drafted')",
                )?
                .execute((
                    self::id(3, n * 100 + nth),
                    found.kind.name(),
                    &found.raw,
                    &found.norm,
                    id,
                    identity,
                    i64::try_from(found.span.start)?,
                    i64::try_from(found.span.end)?,
                    row,
                ))?;
            }
            let (class, complaint, urgency, said) = heard(&text);
            tx.prepare_cached("INSERT INTO tone VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute((id, class, complaint, urgency, said))?;
            tx.prepare_cached("INSERT INTO event VALUES (?1, ?1, ?2, ?3)")?
                .execute((row, id, EVENT))?;
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

/// In which language and tone it is said, how urgent it is, and where it says so.
fn heard(text: &str) -> (&'static str, f32, u16, String) {
    let language = match lang::guess(text, None) {
        lang::Guess::In(language, share) if share >= 0.5 => language.code(),
        _ => "",
    };
    let reading = tone::read(tone::shipped(), text);
    let (urgency, worries) = (tone::urgency(text), tone::sensitive(text));
    let words = reading.words.iter().map(|word| (word.span.start, word.span.end, word.weight));
    let causes = urgency.points.iter().map(|point| (point.span.start, point.span.end));
    let worries = worries.iter().map(|worry| (worry.span.start, worry.span.end));
    let said = serde_json::json!({
        "language": language,
        "words": words.collect::<Vec<_>>(),
        "causes": causes.collect::<Vec<_>>(),
        "worries": worries.collect::<Vec<_>>(),
    });
    (reading.class.name(), reading.complaint, urgency.sum().into(), said.to_string())
}

/// What else a message has, of which nothing is searched.
pub(crate) const EXTRA: &str = r#"{"mentions":[],"emojis":[],"poll":null,"url":null}"#;

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
