//! The log on several nodes: gapless for all, where an ordinary sequence is not.

use std::{collections::BTreeSet, time::Duration};

use gerne_store::{Store, StoreError};
use sqlx::{Connection as _, PgConnection, Row as _};

use crate::support::{House, event};

async fn tell(store: &Store, n: i64) -> i64 {
    let write = store.write(move |tx| {
        Box::pin(async move {
            tx.emit(event(n));
            Ok::<_, StoreError>(())
        })
    });
    write.await.unwrap().1
}

/// Reads from the beginning until `last`, as a socket does.
async fn follow(store: Store, last: i64) -> Vec<i64> {
    let log = store.log();
    let mut seen = Vec::new();
    let mut at = 0;
    while at < last {
        log.wait_beyond(at).await;
        for event in log.after(at, 37).await.unwrap() {
            at = event.seq;
            seen.push(at);
        }
    }
    seen
}

#[tokio::test]
async fn followers_see_every_event_once_on_sqlite() {
    let house = House::sqlite().await;
    followers_see_every_event_once(&house, &house.store).await;
}

#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn followers_see_every_event_once_on_two_nodes() {
    let house = House::postgres().await;
    let mut config = house.config.clone();
    // Slower than the test: what arrives came by the bell.
    config.poll = Duration::from_mins(10);
    let second = house.another(&config).await;
    followers_see_every_event_once(&house, &second).await;
}

async fn followers_see_every_event_once(house: &House, second: &Store) {
    const EACH: i64 = 150;
    let write = |store: Store| async move {
        let writes = (0..EACH).map(|n| tell(&store, n));
        futures_util::future::join_all(writes).await
    };
    let work = async {
        tokio::join!(
            write(house.store.clone()),
            write(second.clone()),
            follow(house.store.clone(), 2 * EACH),
            follow(second.clone(), 2 * EACH),
        )
    };
    let (one, two, seen_one, seen_two) =
        tokio::time::timeout(Duration::from_mins(2), work).await.unwrap();
    let expected: Vec<i64> = (1..=2 * EACH).collect();
    assert_eq!(seen_one, expected);
    assert_eq!(seen_two, expected);
    let numbers: BTreeSet<i64> = one.into_iter().chain(two).collect();
    assert_eq!(numbers.len(), expected.len(), "each write has a number of its own");
}

#[tokio::test]
async fn who_is_behind_the_ring_reads_the_database() {
    let house = House::sqlite().await;
    let mut config = house.config.clone();
    config.ring = 4;
    let store = house.another(&config).await;
    for n in 0..20 {
        tell(&store, n).await;
    }
    let log = store.log();
    for (after, limit) in [(0, 99), (3, 5), (15, 99), (16, 2), (19, 1), (20, 1), (99, 1)] {
        let found: Vec<i64> =
            log.after(after, limit).await.unwrap().iter().map(|event| event.seq).collect();
        let expected: Vec<i64> = (after + 1..=20).take(limit).collect();
        assert_eq!(found, expected, "after {after}");
    }
}

/// The same writers, told by an ordinary sequence: a reader that asks for what is beyond the last
/// it saw misses what was numbered before and committed after. Ours misses nothing.
#[tokio::test]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn an_ordinary_sequence_skips_and_ours_does_not() {
    let house = House::postgres().await;
    let url = house.config.url.0.clone();
    let mut naive = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE naive (seq BIGSERIAL PRIMARY KEY)")
        .execute(&mut naive)
        .await
        .unwrap();
    // One takes a number and does not commit; the next one takes a number and does.
    let mut slow = PgConnection::connect(&url).await.unwrap();
    let mut quick = PgConnection::connect(&url).await.unwrap();
    let (mut last, mut seen) = (0_i64, 0_usize);
    let mut read = async |naive: &mut PgConnection| {
        let rows = sqlx::query("SELECT seq FROM naive WHERE seq > $1 ORDER BY seq")
            .bind(last)
            .fetch_all(naive)
            .await
            .unwrap();
        seen += rows.len();
        last = rows.last().map_or(last, |row| row.get("seq"));
        seen
    };
    for _ in 0..10 {
        sqlx::raw_sql("BEGIN; INSERT INTO naive DEFAULT VALUES").execute(&mut slow).await.unwrap();
        sqlx::raw_sql("INSERT INTO naive DEFAULT VALUES").execute(&mut quick).await.unwrap();
        read(&mut naive).await;
        sqlx::raw_sql("COMMIT").execute(&mut slow).await.unwrap();
    }
    assert_eq!(read(&mut naive).await, 10, "half of the twenty were skipped");

    // Ours: a node that is slow to commit keeps the others from taking numbers.
    let second = house.another(&house.config).await;
    let (take, taken) = tokio::sync::oneshot::channel::<()>();
    let (go, gone) = tokio::sync::oneshot::channel::<()>();
    let slow = house.store.write(move |tx| {
        Box::pin(async move {
            tx.emit(event(1));
            take.send(()).unwrap();
            gone.await.unwrap();
            Ok::<_, StoreError>(())
        })
    });
    let quick = async {
        taken.await.unwrap();
        let quick = tell(&second, 2);
        let release = async {
            // The quick one has had every chance to run ahead when the bell has not rung for it.
            for _ in 0..1000 {
                tokio::task::yield_now().await;
            }
            assert_eq!(second.log().head(), 0);
            go.send(()).unwrap();
        };
        tokio::join!(quick, release).0
    };
    let (((), first), then) = {
        let (slow, quick) = tokio::join!(slow, quick);
        (slow.unwrap(), quick)
    };
    assert_eq!((first, then), (1, 2), "numbers follow the order of commits");
    assert_eq!(follow(second, 2).await, [1, 2]);
}

/// Thirty-two writers and four followers; nobody misses anything. `SOAK=1`: a million events.
#[tokio::test(flavor = "multi_thread")]
async fn many_writers_and_no_follower_misses_any_on_sqlite() {
    let house = House::sqlite().await;
    many_writers(&house, "sqlite", false).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with scripts/test-postgres.sh"]
async fn many_writers_and_no_follower_misses_any_on_postgres() {
    let house = House::postgres().await;
    many_writers(&house, "postgres", true).await;
}

async fn many_writers(house: &House, engine: &str, naive_beside: bool) {
    const WRITERS: i64 = 32;
    #[expect(clippy::disallowed_methods, reason = "tests are told by their runner")]
    let soak = std::env::var("SOAK").is_ok();
    // As many in one command as a fetch writes; each command is one write.
    let (events, each): (i64, i64) = if soak { (1_000_000, 50) } else { (20_000, 20) };
    let began = std::time::Instant::now();
    let second =
        if naive_beside { house.another(&house.config).await } else { house.store.clone() };
    let writers = (0..WRITERS).map(|n| {
        let store = if n % 2 == 0 { house.store.clone() } else { second.clone() };
        async move {
            for _ in 0..events / WRITERS / each {
                let write = store.write(move |tx| {
                    Box::pin(async move {
                        (0..each).for_each(|n| tx.emit(event(n)));
                        Ok::<_, StoreError>(())
                    })
                });
                write.await.unwrap();
            }
        }
    });
    let total = events / WRITERS / each * each * WRITERS;
    let stores = [&house.store, &second, &house.store, &second];
    let followers = stores.map(|store| follow(store.clone(), total));
    let naive = async { if naive_beside { naive(house, total).await } else { (0, 0) } };
    let (_, seen, (written, read)) = tokio::join!(
        futures_util::future::join_all(writers),
        futures_util::future::join_all(followers),
        naive
    );
    for seen in seen {
        assert_eq!(i64::try_from(seen.len()).unwrap(), total);
        assert!(seen.iter().zip(1..).all(|(seen, expected)| *seen == expected), "in order");
    }
    let beside = if naive_beside {
        assert!(read < written, "the naive reader was lucky: {read} of {written}");
        format!("; naive reader beside it: {read} of {written}")
    } else {
        String::new()
    };
    let took = began.elapsed().as_secs_f64();
    println!(
        "MEASURED events on {engine}: {total} by {WRITERS} writers, each of 4 followers saw all, \
         {took:.0} s{beside}"
    );
}

/// What a reader of an ordinary sequence sees while others commit out of order: how many were
/// written, how many it read.
async fn naive(house: &House, events: i64) -> (i64, i64) {
    let url = house.config.url.0.clone();
    let mut reader = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE naive_many (seq BIGSERIAL PRIMARY KEY)")
        .execute(&mut reader)
        .await
        .unwrap();
    let rounds = (events / 100).min(2_000);
    let (written, done) = (std::sync::atomic::AtomicI64::new(0), tokio::sync::Notify::new());
    let write = async {
        let writers = (0..8).map(|n| {
            let (url, written) = (url.clone(), &written);
            async move {
                let mut own = PgConnection::connect(&url).await.unwrap();
                for round in 0..rounds / 8 {
                    let begin = "BEGIN; INSERT INTO naive_many DEFAULT VALUES";
                    sqlx::raw_sql(begin).execute(&mut own).await.unwrap();
                    // Some are held open a little, as any real transaction now and then is.
                    for _ in 0..(round + n) % 5 {
                        sqlx::raw_sql("SELECT 1").execute(&mut own).await.unwrap();
                    }
                    sqlx::raw_sql("COMMIT").execute(&mut own).await.unwrap();
                    written.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                }
            }
        });
        futures_util::future::join_all(writers).await;
        done.notify_one();
    };
    let read = async {
        let (mut last, mut seen) = (0_i64, 0_i64);
        let mut finished = false;
        loop {
            let rows = sqlx::query("SELECT seq FROM naive_many WHERE seq > $1 ORDER BY seq")
                .bind(last)
                .fetch_all(&mut reader)
                .await
                .unwrap();
            seen += i64::try_from(rows.len()).unwrap();
            last = rows.last().map_or(last, |row| row.get("seq"));
            if finished {
                return seen;
            }
            tokio::select! {
                () = done.notified() => finished = true,
                () = tokio::task::yield_now() => {}
            }
        }
    };
    let ((), read) = tokio::join!(write, read);
    (written.into_inner(), read)
}
