//! Looking for words everywhere an installation keeps anything: proving that they are gone.

use std::path::Path;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};

/// Characters of a word's end that are looked for on their own: an index leaves out what a word
/// shares with the one before it.
const TAIL: usize = 10;

/// Where these words still are: in which table, in which file. Words should be of one kind of
/// letters and of twelve or more, so that their ends are theirs alone.
///
/// Looks into every column of every table, and into every byte of every file below `folders`:
/// databases, their logs, pictures, lists.
///
/// # Panics
/// When something cannot be read: a test must not pass by accident.
pub async fn traces(url: &str, folders: &[&Path], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (table, row) in rows(url).await {
        for word in words.iter().filter(|word| holds(&row, word)) {
            let row: String = row.chars().take(1_500).collect();
            found.push(format!("table {table}: {row}: {word}"));
        }
    }
    for folder in folders {
        walk(folder, &mut |path, bytes| {
            for word in words {
                let tail = tail(word);
                let there = |word: &str| {
                    bytes.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()))
                };
                if there(word) || there(&tail) {
                    found.push(format!("file {}: {word}", path.display()));
                }
            }
        });
    }
    found.sort();
    found.dedup();
    found
}

fn tail(word: &str) -> String {
    let skip = word.chars().count().saturating_sub(TAIL);
    word.chars().skip(skip).collect()
}

/// As text or as the hexadecimal digits of bytes.
fn holds(row: &str, word: &str) -> bool {
    let row = row.to_lowercase();
    let word = word.to_lowercase();
    let digits = |text: &str| -> String {
        let nibbles = text.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
        nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
    };
    row.contains(&word) || row.contains(&digits(&word)) || row.contains(&digits(&tail(&word)))
}

/// Every row of every table, as one text.
async fn rows(url: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    if url.starts_with("sqlite:") {
        let mut db = SqliteConnection::connect(url).await.expect("the database opens");
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'
            AND sql NOT LIKE 'CREATE VIRTUAL%'";
        let tables = sqlx::query(tables).fetch_all(&mut db).await.expect("tables are listed");
        for table in tables {
            let table: String = table.get(0);
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            let columns = sqlx::query(AssertSqlSafe(columns)).fetch_all(&mut db).await;
            let columns: Vec<String> = columns
                .expect("columns are listed")
                .iter()
                .map(|row| format!("quote(\"{}\")", row.get::<String, _>(0)))
                .collect();
            let dump = format!("SELECT {} FROM \"{table}\"", columns.join(" || ' ' || "));
            let dump = sqlx::query(AssertSqlSafe(dump)).fetch_all(&mut db).await;
            let dump = dump.expect("a table can be read");
            all.extend(dump.iter().map(|row| (table.clone(), row.get::<String, _>(0))));
        }
        db.close().await.expect("the database closes");
    } else {
        let mut db = PgConnection::connect(url).await.expect("the database answers");
        let tables = "SELECT table_name::text FROM information_schema.tables
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
        let tables = sqlx::query(tables).fetch_all(&mut db).await.expect("tables are listed");
        for table in tables {
            let table: String = table.get(0);
            let dump = format!("SELECT CAST(t.* AS TEXT) FROM \"{table}\" t");
            let dump = sqlx::query(AssertSqlSafe(dump)).fetch_all(&mut db).await;
            let dump = dump.expect("a table can be read");
            all.extend(dump.iter().map(|row| (table.clone(), row.get::<String, _>(0))));
        }
        db.close().await.expect("the connection closes");
    }
    all
}

fn walk(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            walk(&path, look);
        } else {
            look(&path, &std::fs::read(&path).expect("a file can be read"));
        }
    }
}
