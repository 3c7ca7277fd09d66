//! Mails come while the server and its processes are killed and stopped, connections ended and cut,
//! and the folder is numbered anew: each arrives, once, in order.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    time::{Duration, Instant},
};

use gerne_connector::ConnectorError;
use gerne_domain::Item;

use crate::{
    proxy::Proxy,
    servers::{self, Servers},
    world::{Mail, World, config},
};

/// How often the folder is numbered anew.
const RENUMBERED: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_loses_nothing_and_doubles_nothing() {
    let Some(servers) = servers::own() else { return };
    #[expect(
        clippy::disallowed_methods,
        reason = "the long tests are asked for by the environment"
    )]
    let soak = std::env::var("SOAK").is_ok_and(|value| value == "1");
    let count: usize = if soak { 2000 } else { 60 };
    let mut impatient = config(servers);
    impatient.timeout = Duration::from_secs(2);
    let line = Arc::new(Proxy::to(servers.ports.imaps).await);
    let imap = format!("imaps://localhost:{}", line.port);
    let world = World::configured(servers, impatient, &[("imap", &imap)]).await;
    let account = world.open();
    let mut cursor = account.fetch(&"inbox".into(), None).await.unwrap().cursor;

    let delivered = Arc::new(AtomicUsize::new(0));
    let (address, counter) = (world.address.clone(), Arc::clone(&delivered));
    let writer = tokio::task::spawn_blocking(move || {
        for n in 0..count {
            let mail = Mail::new(&format!("m{n}"), "Hallo").bytes(&address);
            // As a mail server does: until it is taken. What was taken without a word comes twice.
            while servers.try_deliver("sender@example.net", &address, &mail).is_err() {}
            counter.fetch_add(1, Ordering::Relaxed);
        }
    });
    let (over, is_over) = channel::<()>();
    let breaker = Breaker { servers, address: world.address.clone(), line, delivered, count };
    let breaker = tokio::task::spawn_blocking(move || breaker.breaks(&is_over));

    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut order = Vec::new();
    let (began, mut failures) = (Instant::now(), 0_u32);
    let patience = Duration::from_secs(if soak { 1800 } else { 100 });
    while seen.len() < count && began.elapsed() < patience {
        match account.fetch(&"inbox".into(), cursor.as_ref()).await {
            Ok(batch) => {
                for item in batch.items {
                    let Item::Message(message) = item else { continue };
                    let subject = message.subject.expect("no mail is passed over");
                    let times = seen.entry(message.external_id.0).or_default();
                    *times += 1;
                    if *times == 1 {
                        order.push(subject);
                    }
                }
                cursor = batch.cursor.or(cursor);
            }
            Err(error) => {
                assert!(matches!(error, ConnectorError::Retry { .. }), "{error:?}");
                failures += 1;
            }
        }
    }
    over.send(()).unwrap();
    let did = breaker.await.unwrap();
    writer.await.unwrap();
    let again = seen.values().filter(|times| **times > 1).count();
    println!(
        "MEASURED mail storm: {count} mails, {did:?}, {failures} failed looks, {} lost, {again} \
         seen again and recognised, {} s",
        count - seen.len(),
        began.elapsed().as_secs()
    );
    assert_eq!(seen.len(), count, "none is lost");
    assert!(did.renumbered > 0 || again == 0 || did.servers > 0, "nothing is handed over twice");
    in_order(&order, &lie(servers, &world.address));
}

/// Where each mail lies in the folder, by the server's numbers.
fn lie(servers: &Servers, mailbox: &str) -> BTreeMap<String, usize> {
    let mut places = BTreeMap::new();
    for (place, mail) in servers.mails(mailbox, "INBOX").iter().enumerate() {
        let subject = mail.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
        places.entry(subject.to_owned()).or_insert(place);
    }
    places
}

/// Who wrote first is told first, unless the server itself numbered them the other way round: killed
/// while it files mails, it finds them in any order.
fn in_order(order: &[String], places: &BTreeMap<String, usize>) {
    let written = |subject: &String| subject.trim_start_matches("Frage m").parse::<u32>().unwrap();
    for (n, earlier) in order.iter().enumerate() {
        for later in order.iter().skip(n + 1) {
            let turned = written(earlier) > written(later);
            assert!(!turned || places[earlier] < places[later], "{earlier} before {later}");
        }
    }
}

/// What was done to the server.
#[derive(Debug, Default)]
struct Did {
    ended: u32,
    killed: u32,
    stopped: u32,
    cut: u32,
    servers: u32,
    renumbered: usize,
}

struct Breaker {
    servers: &'static Servers,
    address: String,
    line: Arc<Proxy>,
    delivered: Arc<AtomicUsize>,
    count: usize,
}

impl Breaker {
    fn breaks(self, is_over: &Receiver<()>) -> Did {
        let Self { servers, address, line, delivered, count } = self;
        let (mut did, mut stopped) = (Did::default(), false);
        for n in 0_u32.. {
            // Sometimes nothing can be done between two ends, sometimes much.
            let pause = Duration::from_millis(u64::from(250 + 250 * (n % 7)));
            if is_over.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
                break;
            }
            if std::mem::take(&mut stopped) {
                // What stood still goes on, or is ended by a watchdog.
                servers.signal(&address, if n.is_multiple_of(2) { "KILL" } else { "CONT" });
            }
            let came = delivered.load(Ordering::Relaxed);
            if came * (RENUMBERED + 1) > count * (did.renumbered + 1) && did.renumbered < RENUMBERED
            {
                did.renumbered += 1;
                let validity = 1_999_999_000 + u32::try_from(did.renumbered).unwrap();
                servers.renumber(&address, "INBOX", validity);
            }
            match n % 6 {
                0 => {
                    servers.kick(&address);
                    did.ended += 1;
                }
                1 => did.killed += u32::from(servers.signal(&address, "KILL") > 0),
                2 => {
                    stopped = servers.signal(&address, "STOP") > 0;
                    did.stopped += u32::from(stopped);
                }
                4 => {
                    servers.kill_server();
                    did.servers += 1;
                }
                _ => {
                    line.cut();
                    did.cut += 1;
                }
            }
        }
        servers.signal(&address, "CONT");
        did
    }
}
