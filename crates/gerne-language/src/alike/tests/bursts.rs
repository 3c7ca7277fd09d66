use jiff::{SignedDuration, Timestamp};

use crate::alike::{Background, Burst, Bursts, ClusterId, Key, Report, Sensitivity, Usual};

fn at(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-03-11T07:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(minutes)
}

fn complaint(minutes: i64, author: u64) -> Report {
    Report { at: at(minutes), author, complains: true }
}

const DSL: Key = Key::Cluster(ClusterId(7));

/// So many posts came in each span; so many of ten thousand were alike.
struct Quiet {
    alike: usize,
}

impl Background for Quiet {
    fn came(&self, within: SignedDuration) -> usize {
        usize::try_from(within.as_mins()).unwrap() * 2
    }

    fn usual(&self, _: &Key) -> Usual {
        Usual { alike: self.alike, of: 10_000 }
    }

    fn lately(&self, _: &Key) -> Option<Vec<Report>> {
        None
    }
}

const NEW: Quiet = Quiet { alike: 0 };

fn first_burst(reports: impl IntoIterator<Item = Report>) -> Option<(usize, Burst)> {
    let mut bursts = Bursts::new(Sensitivity::default());
    let mut reports = reports.into_iter().enumerate();
    reports.find_map(|(n, report)| Some((n + 1, bursts.take(&DSL, report, &NEW)?)))
}

#[test]
fn a_burst_is_noticed_after_a_few_and_says_since_when() {
    let (after, burst) =
        first_burst((0..8).map(|n| complaint(160 + 4 * i64::try_from(n).unwrap(), n))).unwrap();
    assert!(after <= 7, "after {after}");
    assert_eq!(burst.since, at(160));
    assert_eq!(burst.people, after);
    assert!(burst.usual < 1.0, "{}", burst.usual);
}

#[test]
fn one_person_is_one_however_often_they_write() {
    assert_eq!(first_burst((0..30).map(|n| complaint(n, 42))), None);
    assert_eq!(first_burst((0..30).map(|n| complaint(n, u64::try_from(n).unwrap() % 4))), None);
}

#[test]
fn praise_is_no_incident() {
    let praise = (0..20).map(|n| Report { complains: n % 3 == 0, ..complaint(1, n) });
    assert_eq!(first_burst(praise), None);
}

#[test]
fn what_is_usual_alarms_nobody_and_more_than_usual_does() {
    // One in fifty posts is of this kind; 120 come in an hour.
    let usual = Quiet { alike: 200 };
    let mut bursts = Bursts::new(Sensitivity::default());
    for n in 0..60 {
        let report = complaint(25 * n, u64::try_from(n).unwrap());
        assert_eq!(bursts.take(&DSL, report, &usual), None);
    }
    let more = (0..30).map(|n| complaint(1_500 + n, 1_000 + u64::try_from(n).unwrap()));
    let told: Vec<Burst> = more.filter_map(|report| bursts.take(&DSL, report, &usual)).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].people < 15, "{told:?}");
}

#[test]
fn a_burst_is_told_again_only_when_the_first_is_over() {
    let mut bursts = Bursts::new(Sensitivity::default());
    let mut told = Vec::new();
    for minute in 0..1_500 {
        let quiet = (300..1_000).contains(&minute);
        if !quiet && minute % 3 == 0 {
            let author = u64::try_from(minute).unwrap();
            told.extend(bursts.take(&DSL, complaint(minute, author), &NEW).map(|_| minute));
        }
    }
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1] >= 1_000, "{told:?}");
}

#[test]
fn joined_clusters_are_counted_together_and_told_once() {
    let mut bursts = Bursts::new(Sensitivity::default());
    let other = Key::Cluster(ClusterId(8));
    for n in 0..4 {
        bursts.take(&DSL, complaint(n, 100 + u64::try_from(n).unwrap()), &NEW);
        bursts.take(&other, complaint(n, 100 + u64::try_from(n).unwrap()), &NEW);
        bursts.take(&other, complaint(n, 200 + u64::try_from(n).unwrap()), &NEW);
    }
    bursts.join_clusters(ClusterId(7), ClusterId(8));
    assert_eq!(bursts.authors(&other).count(), 8);
    assert_eq!(bursts.authors(&DSL).count(), 0);
}

#[test]
fn what_is_forgotten_frees_its_room() {
    let mut bursts = Bursts::new(Sensitivity::default());
    bursts.take(&DSL, complaint(0, 1), &NEW);
    bursts.forget(at(181));
    assert_eq!(bursts.authors(&DSL).count(), 0);
}
