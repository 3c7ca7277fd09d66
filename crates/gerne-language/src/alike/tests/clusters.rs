use jiff::{SignedDuration, Timestamp};

use crate::alike::{Clusters, Likeness};

fn start() -> Timestamp {
    "2026-03-11T09:00:00Z".parse().unwrap()
}

fn minutes(minutes: i64) -> Timestamp {
    start() + SignedDuration::from_mins(minutes)
}

/// Enough of other things that the words of a matter are rarer than a few in a few.
fn among_others() -> Clusters {
    let mut clusters = Clusters::new(Likeness::default());
    for n in 0..60 {
        let words = [format!("ding{n}"), format!("sache{n}"), "bitte".to_owned()];
        clusters.take(words.iter().map(String::as_str), start());
    }
    clusters
}

#[test]
fn posts_about_the_same_come_together_with_the_words_that_counted() {
    let mut clusters = among_others();
    let first = clusters.take(["dsl", "ausfall", "bonn"], minutes(1));
    assert!(first.shared.is_empty() && first.likeness == 0.0, "{first:?}");
    let second = clusters.take(["bonn", "dsl", "weg", "seit", "frueh"], minutes(2));
    assert_eq!(second.cluster, first.cluster);
    let mut shared = second.shared.clone();
    shared.sort();
    assert_eq!(shared, ["bonn", "dsl"]);
    let other = clusters.take(["paket", "beschaedigt", "karton"], minutes(3));
    assert_ne!(other.cluster, first.cluster);
    let about = clusters.about(first.cluster, 2);
    assert!(about.contains(&"dsl") && about.contains(&"bonn"), "{about:?}");
}

#[test]
fn what_has_grown_alike_is_joined_and_stays_found() {
    let mut clusters = among_others();
    let one = clusters.take(["zug", "verspaetung", "koeln"], minutes(1)).cluster;
    let other = clusters.take(["bahn", "ausfall", "signal"], minutes(2)).cluster;
    assert_ne!(one, other);
    for n in 3..9 {
        clusters.take(["zug", "verspaetung", "signal", "bahn"], minutes(n));
        clusters.take(["bahn", "ausfall", "verspaetung", "zug", "koeln"], minutes(n));
    }
    let joined = clusters.tidy(minutes(10));
    assert!(!joined.is_empty());
    assert_eq!(clusters.now(one), clusters.now(other));
    let next = clusters.take(["verspaetung", "zug", "koeln"], minutes(11));
    assert_eq!(clusters.now(next.cluster), clusters.now(one));
}

#[test]
fn what_nobody_writes_about_any_more_is_forgotten() {
    let mut clusters = among_others();
    let old = clusters.take(["hochwasser", "keller", "ahr"], minutes(0)).cluster;
    clusters.tidy(start() + SignedDuration::from_hours(49));
    assert!(clusters.is_empty());
    assert!(clusters.about(old, 3).is_empty());
    let new =
        clusters.take(["hochwasser", "keller", "ahr"], start() + SignedDuration::from_hours(50));
    assert_ne!(new.cluster, old, "a number is never given again");
}

#[test]
fn a_replay_gives_the_same() {
    let run = || {
        let mut clusters = Clusters::new(Likeness::default());
        let mut went = Vec::new();
        for n in 0_i64..400 {
            let words = [format!("a{}", n % 7), format!("b{}", n % 11), format!("c{}", n % 13)];
            went.push(clusters.take(words.iter().map(String::as_str), minutes(n)).cluster);
            if n % 50 == 0 {
                clusters.tidy(minutes(n));
            }
        }
        went.into_iter().map(|cluster| clusters.now(cluster)).collect::<Vec<_>>()
    };
    assert_eq!(run(), run());
}

#[test]
fn nothing_and_the_very_long_are_taken_as_well() {
    let mut clusters = Clusters::new(Likeness::default());
    clusters.take([], start());
    let many: Vec<String> = (0..5_000).map(|n| format!("w{n}")).collect();
    let first = clusters.take(many.iter().map(String::as_str), start());
    let again = clusters.take(many.iter().map(String::as_str), start());
    assert_eq!(first.cluster, again.cluster);
    // Time that runs backwards, as posts come out of order.
    clusters.take(["a", "b"], minutes(-600));
    clusters.tidy(minutes(-600));
}
