use serde_json::json;

use crate::{Found, SCORES, default_data, difference};

#[test]
fn losses_are_seen() {
    for (ours, recorded, expected) in [
        (json!({"a": 1}), json!({"a": 1, "b": 2}), None),
        (json!({"a": null, "b": []}), json!({}), None),
        (json!({"a": false}), json!({}), None),
        (json!({"a": "2026-11-20T08:00:00Z"}), json!({"a": "2026-11-20T08:00:00.000Z"}), None),
        (json!({"a": "2026-11-20T08:00:00Z"}), json!({"a": "2026-11-20T08:00:01Z"}), Some(".a")),
        (json!({"a": null}), json!({"a": {"b": 1}}), Some(".a")),
        (json!({"a": [1, 2]}), json!({"a": [1]}), Some(".a")),
        (json!({"a": [{"b": "x"}]}), json!({"a": [{"b": "y"}]}), Some(".a[0].b")),
        (json!({"a": 1}), json!({}), Some(".a")),
    ] {
        assert_eq!(difference(&ours, &recorded).as_deref(), expected, "{ours} / {recorded}");
    }
}

#[test]
fn scores_hold_where_their_data_is() {
    for scored in SCORES {
        match scored.find(&default_data()) {
            Found::Score(score) => {
                assert!(score.n > 0, "{scored}");
                let (value, holds) = (score.value, scored.bound.holds(score.value));
                assert!(holds, "{scored}: {value}, not {:?}: {:#?}", scored.bound, score.wrong);
            }
            Found::Absent => eprintln!("{scored}: no data beside the project, skipped"),
            Found::Unreadable(error) => panic!("{scored}: {error}"),
        }
    }
}
