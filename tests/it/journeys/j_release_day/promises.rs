//! When replies said that they would leave, and when they did.

use gerne_demo::World;
use gerne_domain::{Delivery, DeliveryState};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// The two clocks are set one after the other.
const EARLY: SignedDuration = SignedDuration::from_secs(2);

/// By so much a reply may leave later than it last said: one window of the platform's limits, which
/// reading and speaking share.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// So many leave at once; who stands behind them is told a time that is later by so much. What the
/// connector says of the platform.
const MOST: usize = 30;
const WITHIN: SignedDuration = SignedDuration::from_secs(45);

/// What a reply said when it was written.
#[derive(Debug)]
pub(super) struct Promise {
    delivery: String,
    first: Timestamp,
}

impl Promise {
    /// Of an entry's delivery, when it says something.
    pub(super) fn of(delivery: &Value) -> Option<Self> {
        let first = delivery["not_before"].as_str()?.parse().expect("an instant");
        Some(Self { delivery: delivery["id"].as_str()?.to_owned(), first })
    }
}

/// Each left not before it said last, and soon after; who stood behind many was told so at once.
pub(super) async fn kept(world: &World, promised: Vec<Promise>) -> String {
    let mut db = world.engine().store().read().await.unwrap();
    let mut all = Vec::new();
    for promise in promised {
        let id = promise.delivery.parse().unwrap();
        let delivery = db.delivery(id).await.unwrap().expect("it is kept");
        assert_eq!(delivery.state, DeliveryState::Sent);
        let left = delivery.receipt.as_ref().expect("it was sent").published_at;
        all.push((promise.first, left, delivery));
    }
    all.sort_by_key(|(_, _, delivery)| delivery.id);
    let written = |delivery: &Delivery| delivery.outbound.written_at;
    let (mut behind_many, mut put_off) = (0, 0);
    let (mut latest, mut furthest) = (SignedDuration::ZERO, SignedDuration::ZERO);
    for (at, (first, left, delivery)) in all.iter().enumerate() {
        let last = delivery.not_before;
        assert!(*first <= last, "told earlier than before: {delivery:?}");
        assert!(*left >= last - EARLY, "left at {left}, before it said: {delivery:?}");
        assert!(*left <= last + LATE, "left at {left}, long after it said: {delivery:?}");
        latest = latest.max(left.duration_since(last));
        furthest = furthest.max(first.duration_since(written(delivery)));
        put_off += usize::from(*first < last);
        let before = all.iter().take(at);
        // On its way is not waiting: what leaves at about this moment is not counted.
        let waiting = before.filter(|(_, left, _)| *left > written(delivery) + EARLY);
        let told: Vec<Timestamp> = waiting.map(|(first, _, _)| *first).collect();
        if told.len() > MOST {
            behind_many += 1;
            let soonest = told.iter().min().copied().unwrap_or_default();
            assert!(*first >= soonest + WITHIN, "behind {}: {delivery:?}", told.len());
        }
    }
    assert!(behind_many > 0, "nobody ever waited: nothing was proved");
    format!(
        "{} replies said when they leave, {behind_many} of them behind more than {MOST} others, up \
         to {} s ahead, {put_off} were put off, none left early, the last of them {:.0} s late",
        all.len(),
        furthest.as_secs(),
        latest.as_secs_f64().max(0.0)
    )
}
