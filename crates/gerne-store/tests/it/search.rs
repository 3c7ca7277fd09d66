//! Searches find the same on both engines.

use gerne_domain::{Message, MessageId, Scope};
use gerne_store::{Page, Search};

use crate::support::{House, message, tx, world};

/// What was said; the number is what the table below names.
const SAID: &[&str] = &[
    "Seit heute früh Störung in Köln, kein Internet!", // 0
    "Störungsmeldung ist raus, Danke für die schnelle Antwort", // 1
    "Internet-Ausfall in der Südstraße 5, @nordlicht_hilft", // 2
    "Internetausfall seit 3 Stunden #BahnStreik",      // 3
    "Die Straßenbahn fährt nicht: Verspätung, Verspätungen, Ausfälle", // 4
    "My router doesn't work since yesterday",          // 5
    "The quick brown fox jumps over the lazy dog's back", // 6
    "Rechnung R-2026-0042 über 1.234,56 € ist falsch", // 7
    "Ich habe 250mbit bestellt und bekomme 16",        // 8
    "sooooo langsam 😡😡 👍🏽",                          // 9
    "Maße: 3x4 Meter, Masse egal",                     // 10
    "Café Übermut, naïve Größe, señor, Ångström, Łódź", // 11
    "https://example.org/hilfe?x=1 und mail@example.org", // 12
    "Quelle: neue Bauernregel",                        // 13
    "ＦＵＬＬＷＩＤＴＨ und ﬁligran",                  // 14
    "Привет, где мой заказ? 注文はどこ",               // 15
    "'; DROP TABLE message; -- \"quoted\" (AND) OR NOT NEAR", // 16
    "Netz Netz Netz kein Netz",                        // 17
    "Fehler E1e5 0x1F -5 12:30 Uhr 2026-11-21",        // 18
    "Tschüss! Ärger, Öl, Übel: AERGER, OEL, UEBEL",    // 19
];

/// What is typed, and which are found, the newest first.
const CASES: &[(&str, &[usize])] = &[
    ("störung", &[1, 0]),
    ("stoerung", &[1, 0]),
    ("STÖRUNG", &[1, 0]),
    ("storung", &[1, 0]),
    ("Störungsme", &[1]),
    ("störung köln", &[0]),
    ("koeln störung", &[0]),
    ("störung berlin", &[]),
    ("\"kein Internet\"", &[0]),
    ("„kein Internet“", &[0]),
    ("\"Internet kein\"", &[]),
    ("\"kein Internet", &[0]),
    ("internet", &[3, 2, 0]),
    ("internetausfall", &[3, 2]),
    ("Internet-Ausfall", &[3, 2]),
    ("internet ausfall", &[2]),
    ("ausfall", &[4, 2]),
    ("ausfälle", &[4]),
    ("südstrasse", &[2]),
    ("suedstraße 5", &[2]),
    ("nordlicht", &[2]),
    ("@nordlicht_hilft", &[2]),
    ("bahnstreik", &[3]),
    ("#bahnstreik", &[3]),
    ("#BahnStreik", &[3]),
    ("streik", &[3]),
    ("strassenbahn", &[4]),
    ("verspaetung", &[4]),
    ("doesn't", &[5]),
    ("router yester", &[5]),
    ("dog's", &[6]),
    ("\"brown fox\"", &[6]),
    ("\"fox brown\"", &[]),
    ("R-2026-0042", &[7]),
    ("2026 0042", &[7]),
    ("0042", &[7]),
    ("1.234,56", &[7]),
    ("rechnung falsch", &[7]),
    ("250mbit", &[8]),
    ("250 mbit", &[8]),
    ("mbit", &[8]),
    ("sooo langsam", &[9]),
    ("soooooooo", &[9]),
    ("😡", &[9]),
    ("👍🏽", &[9]),
    ("masse", &[10]),
    ("maße", &[10]),
    ("cafe ubermut", &[11]),
    ("senor", &[11]),
    ("lodz angstrom naive", &[11]),
    ("größe", &[11]),
    ("example.org", &[12]),
    ("mail@example.org", &[12]),
    ("hilfe", &[12]),
    ("quelle", &[13]),
    ("neue bauern", &[13]),
    ("fullwidth filigran", &[14]),
    ("заказ", &[15]),
    ("привет где", &[15]),
    ("drop table", &[16]),
    ("NOT", &[16]),
    ("AND OR NOT NEAR", &[16]),
    ("netz", &[17]),
    ("\"netz kein netz\"", &[17]),
    ("1e5", &[18]),
    ("0x1f", &[18]),
    ("-5", &[18, 2]),
    ("2026-11-21", &[18]),
    ("ärger", &[19]),
    ("aerger uebel", &[19]),
    ("tschuess", &[19]),
    ("in", &[3, 2, 0]),
    ("", &[]),
    ("\"", &[]),
    ("* : ( ) ^ - + ~ & | ! < >", &[]),
    ("\\ ' '' \0", &[]),
    ("a:* & b | !c", &[]),
];

#[tokio::test]
async fn searches_find_on_sqlite() {
    searches_find(&House::sqlite().await).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn searches_find_on_postgres() {
    searches_find(&House::postgres().await).await;
}

async fn searches_find(house: &House) {
    let world = world(house).await;
    let (conversation, first) = (world.conversation.id, world.message.id);
    tx!(house, |tx| tx.entomb_message(first, crate::support::at(0)).await?);
    let mut ids = Vec::new();
    for (n, text) in SAID.iter().enumerate() {
        let seconds = 10 + i64::try_from(n).unwrap();
        let (account, thread) = (world.account.id, world.thread);
        let new = message(&house.ids, account, thread, Some(conversation), text, seconds);
        ids.push(new.id);
        tx!(house, |tx| tx.insert_message(&new).await?);
    }
    let mut db = house.store.read().await.unwrap();
    let mut wrong = Vec::new();
    for (typed, expected) in CASES {
        let search = Search::of(*typed);
        let hits = db.search_messages(&search, &Scope::Everything, &Page::first(50)).await.unwrap();
        let place = |id| ids.iter().position(|one| *one == id).unwrap();
        let found: Vec<usize> = hits.items.iter().map(|message| place(message.id)).collect();
        if found != *expected {
            wrong.push(format!("{typed:?}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn nothing_that_is_typed_is_an_error_on_sqlite() {
    nothing_that_is_typed_is_an_error(&House::sqlite().await).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn nothing_that_is_typed_is_an_error_on_postgres() {
    nothing_that_is_typed_is_an_error(&House::postgres().await).await;
}

/// Pieces of both engines' query languages in every pair, and texts made of them kept as well.
async fn nothing_that_is_typed_is_an_error(house: &House) {
    const PIECES: &[&str] = &[
        "\"",
        "'",
        "*",
        ":",
        "&",
        "|",
        "!",
        "(",
        ")",
        "<->",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "^",
        "-",
        "\\",
        "{",
        "folded:",
        "a",
        "ß",
        "\u{0}",
        "\u{ad}",
        "\u{1F469}\u{200D}",
        "½",
        "⑴",
        "%",
        "_",
        "$1",
        "--",
        ";",
        "\u{FFFF}",
        "e\u{301}",
    ];
    let world = world(house).await;
    let mut db = house.store.read().await.unwrap();
    for one in PIECES {
        let typed = |other| format!("{one}{other} {other}{one}wort{one}");
        let texts: Vec<String> = PIECES.iter().map(typed).collect();
        let (account, thread) = (world.account.id, world.thread);
        let said = |text: &String| {
            message(&house.ids, account, thread, Some(world.conversation.id), text, 3)
        };
        let said: Vec<Message> = texts.iter().map(said).collect();
        let ids: Vec<MessageId> = said.iter().map(|message| message.id).collect();
        tx!(house, |tx| for message in &said {
            tx.insert_message(message).await?;
        });
        for (text, id) in texts.iter().zip(&ids) {
            let (search, page) = (Search::of(text.clone()), Page::first(100));
            let found = db.search_messages(&search, &Scope::Everything, &page).await.unwrap();
            assert!(found.items.iter().any(|hit| hit.id == *id), "{text:?} finds itself");
        }
        tx!(house, |tx| for id in ids {
            tx.delete_message(id).await?;
        });
    }
}
