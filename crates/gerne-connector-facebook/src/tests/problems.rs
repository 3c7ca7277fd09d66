use gerne_connector::ConnectorError;
use gerne_webapi::Phase;
use serde_json::json;

use crate::problem::{Dead, Meaning, Problem};

/// What the engine does.
#[derive(Debug, PartialEq, Eq)]
enum Does {
    Again,
    MaybeDone,
    Connect,
    Tells(&'static str),
}

fn does(problem: Problem, phase: Phase) -> Does {
    match problem.decide(phase) {
        ConnectorError::Retry { .. } => Does::Again,
        ConnectorError::Unknown { .. } => Does::MaybeDone,
        ConnectorError::Reauthorize { .. } => Does::Connect,
        ConnectorError::Refused { reason } => Does::Tells(Box::leak(reason.key.into_boxed_str())),
    }
}

#[test]
fn every_code_of_the_documents_comes_down_to_a_decision() {
    use Does::{Again, Connect, MaybeDone, Tells};
    let table: [(i64, Option<i64>, Meaning, Does, Does); 50] = [
        (1, None, Meaning::Failed, Again, MaybeDone),
        (2, None, Meaning::Failed, Again, MaybeDone),
        (
            3,
            None,
            Meaning::Capability,
            Tells("refused.app_capability"),
            Tells("refused.app_capability"),
        ),
        (4, None, Meaning::RateLimited, Again, Again),
        (17, None, Meaning::RateLimited, Again, Again),
        (32, None, Meaning::RateLimited, Again, Again),
        (341, None, Meaning::RateLimited, Again, Again),
        (613, None, Meaning::RateLimited, Again, Again),
        (80_001, None, Meaning::RateLimited, Again, Again),
        (80_006, None, Meaning::RateLimited, Again, Again),
        (10, None, Meaning::Permission, Tells("refused.permission"), Tells("refused.permission")),
        (
            10,
            Some(2_018_278),
            Meaning::WindowClosed,
            Tells("refused.window_closed"),
            Tells("refused.window_closed"),
        ),
        (
            10,
            Some(2_534_022),
            Meaning::WindowClosed,
            Tells("refused.window_closed"),
            Tells("refused.window_closed"),
        ),
        (
            10,
            Some(2_018_065),
            Meaning::WindowClosed,
            Tells("refused.window_closed"),
            Tells("refused.window_closed"),
        ),
        (
            10,
            Some(1_893_063),
            Meaning::PageRestricted,
            Tells("refused.page_restricted"),
            Tells("refused.page_restricted"),
        ),
        (
            10,
            Some(2_018_300),
            Meaning::NotOurThread,
            Tells("refused.other_app"),
            Tells("refused.other_app"),
        ),
        (
            10,
            Some(2_018_108),
            Meaning::Development,
            Tells("refused.app_development"),
            Tells("refused.app_development"),
        ),
        (100, None, Meaning::Invalid, Tells("refused.invalid"), Tells("refused.invalid")),
        (100, Some(33), Meaning::Gone, Tells("refused.gone"), Tells("refused.gone")),
        (
            100,
            Some(2_018_001),
            Meaning::Nobody,
            Tells("refused.nobody_there"),
            Tells("refused.nobody_there"),
        ),
        (100, Some(1_609_005), Meaning::Link, Tells("refused.link"), Tells("refused.link")),
        (803, None, Meaning::Gone, Tells("refused.gone"), Tells("refused.gone")),
        (102, None, Meaning::Token(Dead::Invalid), Connect, Connect),
        (190, None, Meaning::Token(Dead::Invalid), Connect, Connect),
        (190, Some(458), Meaning::Token(Dead::AppRemoved), Connect, Connect),
        (190, Some(459), Meaning::Token(Dead::Checkpoint), Connect, Connect),
        (190, Some(460), Meaning::Token(Dead::Password), Connect, Connect),
        (190, Some(463), Meaning::Token(Dead::Expired), Connect, Connect),
        (190, Some(464), Meaning::Token(Dead::Unconfirmed), Connect, Connect),
        (190, Some(467), Meaning::Token(Dead::Invalid), Connect, Connect),
        (190, Some(492), Meaning::Token(Dead::Role), Connect, Connect),
        (102, Some(463), Meaning::Token(Dead::Expired), Connect, Connect),
        (200, None, Meaning::Permission, Tells("refused.permission"), Tells("refused.permission")),
        (210, None, Meaning::Permission, Tells("refused.permission"), Tells("refused.permission")),
        (230, None, Meaning::Permission, Tells("refused.permission"), Tells("refused.permission")),
        (299, None, Meaning::Permission, Tells("refused.permission"), Tells("refused.permission")),
        (368, None, Meaning::Policy, Tells("refused.policy"), Tells("refused.policy")),
        (506, None, Meaning::Duplicate, Tells("refused.duplicate"), Tells("refused.duplicate")),
        (
            551,
            None,
            Meaning::Unavailable,
            Tells("refused.unavailable"),
            Tells("refused.unavailable"),
        ),
        (
            551,
            Some(1_545_041),
            Meaning::Unavailable,
            Tells("refused.unavailable"),
            Tells("refused.unavailable"),
        ),
        (
            200,
            Some(2_018_108),
            Meaning::Development,
            Tells("refused.app_development"),
            Tells("refused.app_development"),
        ),
        (1, Some(1_609_005), Meaning::Link, Tells("refused.link"), Tells("refused.link")),
        (-1, None, Meaning::Invalid, Tells("refused.invalid"), Tells("refused.invalid")),
        (80_000, None, Meaning::RateLimited, Again, Again),
        (80_014, None, Meaning::RateLimited, Again, Again),
        (21, None, Meaning::Gone, Tells("refused.gone"), Tells("refused.gone")),
        (110, Some(33), Meaning::Gone, Tells("refused.gone"), Tells("refused.gone")),
        (
            2,
            Some(1_545_041),
            Meaning::Unavailable,
            Tells("refused.unavailable"),
            Tells("refused.unavailable"),
        ),
        (9_999, None, Meaning::Invalid, Tells("refused.invalid"), Tells("refused.invalid")),
        (300, None, Meaning::Invalid, Tells("refused.invalid"), Tells("refused.invalid")),
    ];
    for (code, subcode, meaning, reading, writing) in table {
        let body = json!({ "error": { "message": "Irgendetwas", "code": code, "error_subcode": subcode } });
        let problem = Problem::read(400, body.to_string().as_bytes(), None);
        assert_eq!(problem.meaning, meaning, "{code}/{subcode:?}");
        assert_eq!(does(problem.clone(), Phase::Read), reading, "{code}/{subcode:?} while reading");
        assert_eq!(does(problem, Phase::Write), writing, "{code}/{subcode:?} while writing");
    }
}

#[test]
fn what_has_no_code_goes_by_its_status() {
    let read = |status, body: &str| Problem::read(status, body.as_bytes(), None).meaning;
    assert_eq!(read(500, "<html>"), Meaning::Failed);
    assert_eq!(read(503, ""), Meaning::Failed);
    assert_eq!(read(401, "{}"), Meaning::Token(Dead::Invalid));
    assert_eq!(read(404, "[]"), Meaning::Gone);
    assert_eq!(read(429, "nope"), Meaning::RateLimited);
    assert_eq!(read(400, r#"{"error":"text"}"#), Meaning::Invalid);
    let transient = r#"{"error":{"code":1234,"is_transient":true}}"#;
    assert_eq!(read(400, transient), Meaning::Failed);
    let proof = r#"{"error":{"message":"Invalid appsecret_proof provided in the API argument","code":100}}"#;
    assert_eq!(read(400, proof), Meaning::Proof);
    let text = r#"{"error":{"code":"190","error_subcode":"460"}}"#;
    assert_eq!(read(400, text), Meaning::Token(Dead::Password));
}
