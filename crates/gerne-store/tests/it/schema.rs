//! The twins: the same tables and columns on both engines.

use std::{collections::BTreeSet, path::Path};

use crate::support::{House, raw};

/// What erasing a person takes out, or strikes them out of: `forgetting/erasing.rs`,
/// `forgetting/striking.rs`, and the engine's `verbs/erasing/taking.rs`.
const ERASED_FROM: [&str; 50] = [
    "account_note", // who wrote, as a connector noted it
    "agent",        // their names for lists and searches, in the settings
    "alarm",
    "attachment",
    "blob",
    "consult",
    "contact",
    "conversation",
    "conversation_label",
    "conversation_step",
    "customer",
    "customer_key", // keyed hashes of what they stated
    "customer_label",
    "deletion", // which message it is about
    "delivery",
    "draft",
    "escalation",
    "erasure", // whom it erases, until it is done
    "flag",    // found posts of theirs
    "flag_hit",
    "follow_up",
    "handover_note",
    "fact",
    "hiding", // which message it is about
    "hint_dismissal",
    "idempotency",
    "identity",
    "incident_member",
    "join_record",
    "label",
    "lesson",
    "letter_name",
    "liked",
    "likeness",
    "message",
    "note",
    "note_mention",
    "notification",
    "promise",
    "proof_code",
    "pushed", // what platforms said and nobody has worked off yet
    "revision",
    "rule", // which names whom it looks for
    "search_customer",
    "search_message",
    "search_note",
    "thread",
    "tone",
    "verification",
    "view",
];

/// What holds nothing of customers: of the house, of accounts and agents; ids and keyed hashes that
/// tell nobody anything.
const NOTHING_OF_CUSTOMERS: [&str; 37] = [
    "account",
    "account_team",
    "agent_skill",
    "agent_team",
    "announcement", // what is said to everybody, and to nobody
    "approach",     // hashes, so that who wants to be left alone is
    "alarm_call",
    "alarm_hook",
    "alarm_mail",
    "alarm_reader",
    "capacity",
    "claim",
    "connecting",
    "cursor",
    "erasure_mark",
    "event",
    "figures_ground",
    "handover",
    "hint_count",
    "hint_rest",
    "incident", // words that several people used
    "lease",
    "log_head",
    "measure",
    "measure_day",
    "opening_hours",
    "rule_day",
    "rule_deed",
    "secret",
    "session",
    "setting",
    "saved_report",
    "snippet",
    "spending",
    "target",
    "team",
    "ticket",
];

/// A new table is not forgotten when people are erased: somebody decides.
#[tokio::test]
async fn each_table_is_erased_from_or_holds_nothing_of_customers() {
    let house = House::sqlite().await;
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main'
        AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx%'";
    let mut there = BTreeSet::new();
    for name in raw(&house, tables.to_owned()).await {
        // The index of a text lies in tables beside its own.
        there.insert(name.strip_suffix("_text").map_or(name.clone(), str::to_owned));
    }
    let decided: BTreeSet<String> =
        ERASED_FROM.iter().chain(&NOTHING_OF_CUSTOMERS).map(|name| (*name).to_owned()).collect();
    assert_eq!(decided.len(), ERASED_FROM.len() + NOTHING_OF_CUSTOMERS.len(), "one of both");
    let new: Vec<&String> = there.difference(&decided).collect();
    assert!(new.is_empty(), "{new:?}: erase people from it, or say that it holds nothing of them");
    let gone: Vec<&String> = decided.difference(&there).collect();
    assert!(gone.is_empty(), "{gone:?} is not there any more");
}

#[test]
fn migrations_have_the_same_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let names = |engine: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(root.join(engine)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn tables_and_columns_are_the_same() {
    let sqlite = House::sqlite().await;
    let postgres = House::postgres().await;
    let columns = "SELECT m.name || '.' || p.name || CASE WHEN p.\"notnull\" = 1 OR p.pk > 0
        THEN ' NOT NULL' ELSE '' END FROM sqlite_schema m JOIN pragma_table_info(m.name) p
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%'
        AND m.name NOT LIKE '%_text%'";
    let sqlite: BTreeSet<String> = raw(&sqlite, columns.to_owned()).await.into_iter().collect();
    let columns = "SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO'
        THEN ' NOT NULL' ELSE '' END FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'
        AND data_type <> 'tsvector'";
    let postgres: BTreeSet<String> = raw(&postgres, columns.to_owned()).await.into_iter().collect();
    assert!(sqlite.len() > 150, "{sqlite:?}");
    let only =
        |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    let nothing: [String; 0] = [];
    assert_eq!(only(&sqlite, &postgres), nothing, "only on SQLite");
    assert_eq!(only(&postgres, &sqlite), nothing, "only on PostgreSQL");
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn indexes_are_the_same() {
    let sqlite = House::sqlite().await;
    let postgres = House::postgres().await;
    let names = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    let sqlite: BTreeSet<String> = raw(&sqlite, names.to_owned()).await.into_iter().collect();
    let names = "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public'
        AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'
        AND indexname NOT LIKE 'search%'";
    let postgres: BTreeSet<String> = raw(&postgres, names.to_owned()).await.into_iter().collect();
    assert_eq!(sqlite, postgres);
}
