//! Mails come while connections are ended, processes killed and stopped: each arrives once.

use std::{
    collections::BTreeMap,
    sync::mpsc::RecvTimeoutError,
    time::{Duration, Instant},
};

use crate::{
    servers,
    world::{Mail, World, config},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_loses_nothing_and_doubles_nothing() {
    let Some(servers) = servers::postfix() else { return };
    #[expect(
        clippy::disallowed_methods,
        reason = "the long tests are asked for by the environment"
    )]
    let soak = std::env::var("SOAK").is_ok_and(|value| value == "1");
    let count: usize = if soak { 2000 } else { 60 };
    let mut impatient = config(servers);
    impatient.timeout = Duration::from_secs(1);
    let world = World::configured(servers, impatient, &[]).await;
    let account = world.open();
    let mut cursor = account.fetch(&"inbox".into(), None).await.unwrap().cursor;
    let address = world.address.clone();
    let writer = tokio::task::spawn_blocking(move || {
        for n in 0..count {
            servers.deliver(&address, &[Mail::new(&format!("m{n}"), "Hallo").bytes(&address)]);
        }
    });
    let address = world.address.clone();
    let (over, is_over) = std::sync::mpsc::channel::<()>();
    let breaker = tokio::task::spawn_blocking(move || {
        let mut ends = 0_u32;
        let mut stopped = false;
        // Long enough that something can be done between two ends, not that all can.
        while is_over.recv_timeout(Duration::from_millis(250)) == Err(RecvTimeoutError::Timeout) {
            if std::mem::take(&mut stopped) {
                // What stood still goes on, or is ended by a watchdog.
                servers.signal(&address, if ends.is_multiple_of(2) { "KILL" } else { "CONT" });
            }
            match ends % 3 {
                0 => servers.kick(&address),
                1 => drop(servers.signal(&address, "KILL")),
                _ => stopped = servers.signal(&address, "STOP") > 0,
            }
            ends += 1;
        }
        servers.signal(&address, "CONT");
        ends
    });
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let (began, mut failures) = (Instant::now(), 0_u32);
    while seen.len() < count && began.elapsed() < Duration::from_secs(if soak { 1800 } else { 100 })
    {
        match account.fetch(&"inbox".into(), cursor.as_ref()).await {
            Ok(batch) => {
                for item in batch.items {
                    let gerne_domain::Item::Message(message) = item else { continue };
                    assert!(message.subject.is_some(), "a mail was passed over");
                    *seen.entry(message.external_id.0).or_default() += 1;
                }
                cursor = batch.cursor.or(cursor);
            }
            Err(error) => {
                assert!(
                    matches!(error, gerne_connector::ConnectorError::Retry { .. }),
                    "{error:?}"
                );
                failures += 1;
            }
        }
    }
    over.send(()).unwrap();
    writer.await.unwrap();
    let ends = breaker.await.unwrap();
    let twice = seen.values().filter(|times| **times > 1).count();
    println!(
        "MEASURED mail storm: {count} mails, {ends} ends of connections, {failures} failed looks, \
         {} lost, {twice} twice, {} s",
        count - seen.len(),
        began.elapsed().as_secs()
    );
    assert_eq!((seen.len(), twice), (count, 0));
}
