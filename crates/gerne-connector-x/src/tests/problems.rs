//! Every shape of error that X is known to answer with, and what it decides.

use std::time::Duration;

use gerne_connector::ConnectorError;
use gerne_sim::{Fault, FaultKind};
use gerne_webapi::Phase;

use super::world::{CLARA, World, no_pictures};
use crate::problem::{Meaning, Problem};

/// Status, body, meaning, and the decisions for looking and for saying: `retry`, `unknown`,
/// `reauthorize`, or the key of a refusal.
type Row = (u16, &'static str, Meaning, &'static str, &'static str);

fn decision(error: &ConnectorError) -> String {
    match error {
        ConnectorError::Retry { .. } => "retry".to_owned(),
        ConnectorError::Unknown { .. } => "unknown".to_owned(),
        ConnectorError::Reauthorize { .. } => "reauthorize".to_owned(),
        ConnectorError::Refused { reason } => reason.key.clone(),
    }
}

/// A problem document of this type, below the old host.
macro_rules! typed {
    ($kind:literal) => {
        concat!(
            r#"{"title":"T","detail":"D","status":400,"type":"https://api.twitter.com/2/problems/"#,
            $kind,
            r#""}"#
        )
    };
}

const SUMMON: &str = r#"{"title":"Forbidden","detail":"Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.","type":"about:blank","status":403}"#;
const DUPLICATE: &str = r#"{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}"#;
const CREDITS: &str = r#"{"title":"CreditsDepleted","detail":"Your enrolled account does not have any credits to fulfill this request.","type":"https://api.twitter.com/2/problems/credits","status":402}"#;
const DELETED_PARENT: &str = r#"{"errors":[{"parameters":{},"message":"You attempted to reply to a Tweet that is deleted or not visible to you."}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.x.com/2/problems/invalid-request"}"#;
const INVALID: &str = r#"{"errors":[{"parameters":{"ids":["x"]},"message":"The `ids` query parameter value [x] is not valid"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}"#;
const CONNECTIONS: &str = r#"{"title":"ConnectionException","detail":"This stream is currently at the maximum allowed connection limit.","connection_issue":"TooManyConnections","type":"https://api.twitter.com/2/problems/streaming-connection"}"#;
const NO_RULES: &str = r#"{"title":"ConnectionException","connection_issue":"RuleConfigurationIssue","detail":"You must define at least one rule before connecting.","type":"https://api.twitter.com/2/problems/streaming-connection"}"#;
const UNAUTHORIZED: &str =
    r#"{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}"#;
const NO_DMS: &str = r#"{"title":"Forbidden","detail":"You cannot send a Direct Message to this user.","type":"about:blank","status":403}"#;
const SCOPE: &str = r#"{"title":"Forbidden","detail":"You are not permitted to perform this action. Missing OAuth 2.0 scope.","type":"about:blank","status":403}"#;
const TOO_LONG: &str = r#"{"errors":[{"parameters":{},"message":"Your Tweet text is too long."}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"about:blank"}"#;
const LOCKED: &str = r#"{"title":"Forbidden","detail":"To protect our users, your account is temporarily locked.","type":"about:blank","status":403}"#;
const PAGE: &str = "<html><body>Over capacity</body></html>";

/// Documents of x.com, recordings and reports, form by form.
const ROWS: [Row; 61] = [
    // (a) problem documents, by the last segment of their type, whatever the host.
    (400, typed!("invalid-request"), Meaning::Invalid, "refused.invalid", "refused.invalid"),
    (404, typed!("resource-not-found"), Meaning::Gone, "refused.gone", "refused.gone"),
    (
        403,
        typed!("not-authorized-for-resource"),
        Meaning::Protected,
        "refused.protected",
        "refused.protected",
    ),
    (403, typed!("not-authorized-for-field"), Meaning::Rights, "refused.rights", "refused.rights"),
    (
        403,
        typed!("disallowed-resource"),
        Meaning::Protected,
        "refused.protected",
        "refused.protected",
    ),
    (
        403,
        typed!("resource-unavailable"),
        Meaning::Protected,
        "refused.protected",
        "refused.protected",
    ),
    (403, typed!("client-forbidden"), Meaning::Rights, "refused.rights", "refused.rights"),
    (
        403,
        typed!("unsupported-authentication"),
        Meaning::Rights,
        "refused.rights",
        "refused.rights",
    ),
    (429, typed!("usage-capped"), Meaning::NoCredits, "refused.no_credits", "refused.no_credits"),
    (429, typed!("rate-limit-exceeded"), Meaning::RateLimited, "retry", "retry"),
    (429, typed!("streaming-connection"), Meaning::RateLimited, "retry", "retry"),
    (400, typed!("rule-cap"), Meaning::Invalid, "refused.invalid", "refused.invalid"),
    (400, typed!("invalid-rules"), Meaning::Invalid, "refused.invalid", "refused.invalid"),
    (400, typed!("duplicate-rules"), Meaning::Invalid, "refused.invalid", "refused.invalid"),
    (503, typed!("operational-disconnect"), Meaning::Failed, "retry", "unknown"),
    (500, typed!("field-hydration-failure"), Meaning::Failed, "retry", "unknown"),
    (500, typed!("internal-error"), Meaning::Failed, "retry", "unknown"),
    (
        429,
        r#"{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}"#,
        Meaning::RateLimited,
        "retry",
        "retry",
    ),
    (429, CONNECTIONS, Meaning::StreamTaken, "retry", "retry"),
    (409, NO_RULES, Meaning::NoRules, "refused.invalid", "refused.invalid"),
    (402, CREDITS, Meaning::NoCredits, "refused.no_credits", "refused.no_credits"),
    (402, "", Meaning::NoCredits, "refused.no_credits", "refused.no_credits"),
    (403, SUMMON, Meaning::NotCalled, "refused.not_called", "refused.not_called"),
    (403, DUPLICATE, Meaning::Duplicate, "refused.duplicate", "refused.duplicate"),
    (403, NO_DMS, Meaning::NoPrivate, "refused.no_private", "refused.no_private"),
    (403, SCOPE, Meaning::Rights, "refused.rights", "refused.rights"),
    (403, LOCKED, Meaning::Locked, "refused.account_locked", "refused.account_locked"),
    (
        403,
        r#"{"title":"Forbidden","detail":"Forbidden","status":403}"#,
        Meaning::Forbidden,
        "refused.forbidden",
        "refused.forbidden",
    ),
    // (b) lists of parameters.
    (400, INVALID, Meaning::Invalid, "refused.invalid", "refused.invalid"),
    (400, DELETED_PARENT, Meaning::ParentGone, "refused.parent_gone", "refused.parent_gone"),
    (400, TOO_LONG, Meaning::TooLong, "refused.too_long_there", "refused.too_long_there"),
    // (c) numbers of the first version.
    (
        429,
        r#"{"errors":[{"code":88,"message":"Rate limit exceeded"}]}"#,
        Meaning::RateLimited,
        "retry",
        "retry",
    ),
    (
        403,
        r#"{"errors":[{"code":185,"message":"User is over daily status update limit."}]}"#,
        Meaning::RateLimited,
        "retry",
        "retry",
    ),
    (
        401,
        r#"{"errors":[{"code":32,"message":"Could not authenticate you."}]}"#,
        Meaning::Token,
        "reauthorize",
        "reauthorize",
    ),
    (
        401,
        r#"{"errors":[{"code":89,"message":"Invalid or expired token."}]}"#,
        Meaning::Token,
        "reauthorize",
        "reauthorize",
    ),
    (
        400,
        r#"{"errors":[{"code":215,"message":"Bad Authentication data."}]}"#,
        Meaning::Token,
        "reauthorize",
        "reauthorize",
    ),
    (
        403,
        r#"{"errors":[{"code":64,"message":"Your account is suspended"}]}"#,
        Meaning::Locked,
        "refused.account_locked",
        "refused.account_locked",
    ),
    (
        403,
        r#"{"errors":[{"code":326,"message":"To protect our users"}]}"#,
        Meaning::Locked,
        "refused.account_locked",
        "refused.account_locked",
    ),
    (
        403,
        r#"{"errors":[{"code":179,"message":"Sorry, you are not authorized to see this status."}]}"#,
        Meaning::Protected,
        "refused.protected",
        "refused.protected",
    ),
    (
        403,
        r#"{"errors":[{"code":187,"message":"Status is a duplicate."}]}"#,
        Meaning::Duplicate,
        "refused.duplicate",
        "refused.duplicate",
    ),
    (
        403,
        r#"{"errors":[{"code":186,"message":"Tweet needs to be a bit shorter."}]}"#,
        Meaning::TooLong,
        "refused.too_long_there",
        "refused.too_long_there",
    ),
    (
        403,
        r#"{"errors":[{"code":385,"message":"You attempted to reply to a Tweet that is deleted"}]}"#,
        Meaning::ParentGone,
        "refused.parent_gone",
        "refused.parent_gone",
    ),
    (
        404,
        r#"{"errors":[{"code":34,"message":"Sorry, that page does not exist."}]}"#,
        Meaning::Gone,
        "refused.gone",
        "refused.gone",
    ),
    (
        404,
        r#"{"errors":[{"code":144,"message":"No status found with that ID."}]}"#,
        Meaning::Gone,
        "refused.gone",
        "refused.gone",
    ),
    (
        403,
        r#"{"errors":[{"code":349,"message":"You cannot send messages to this user."}]}"#,
        Meaning::NoPrivate,
        "refused.no_private",
        "refused.no_private",
    ),
    (
        403,
        r#"{"errors":[{"code":453,"message":"You currently have access to a subset of endpoints"}]}"#,
        Meaning::Rights,
        "refused.rights",
        "refused.rights",
    ),
    (
        503,
        r#"{"errors":[{"code":130,"message":"Over capacity"}]}"#,
        Meaning::Failed,
        "retry",
        "unknown",
    ),
    (
        500,
        r#"{"errors":[{"code":131,"message":"Internal error"}]}"#,
        Meaning::Failed,
        "retry",
        "unknown",
    ),
    // (d) OAuth's own.
    (
        400,
        r#"{"error":"invalid_request","error_description":"Value passed for the token was invalid."}"#,
        Meaning::Grant,
        "reauthorize",
        "reauthorize",
    ),
    (
        400,
        r#"{"error":"invalid_grant","error_description":"x"}"#,
        Meaning::Grant,
        "reauthorize",
        "reauthorize",
    ),
    (
        401,
        r#"{"error":"unauthorized_client","error_description":"Missing valid authorization header"}"#,
        Meaning::Client,
        "reauthorize",
        "reauthorize",
    ),
    (401, r#"{"error":"invalid_client"}"#, Meaning::Client, "reauthorize", "reauthorize"),
    (503, r#"{"error":"temporarily_unavailable"}"#, Meaning::Failed, "retry", "unknown"),
    // (e) bare ones.
    (401, UNAUTHORIZED, Meaning::Token, "reauthorize", "reauthorize"),
    (401, "", Meaning::Token, "reauthorize", "reauthorize"),
    (404, "", Meaning::Gone, "refused.gone", "refused.gone"),
    (429, "", Meaning::RateLimited, "retry", "retry"),
    // (f) pages for people.
    (503, PAGE, Meaning::Failed, "retry", "unknown"),
    (502, PAGE, Meaning::Failed, "retry", "unknown"),
    (504, "", Meaning::Failed, "retry", "unknown"),
    (500, "{\"half", Meaning::Failed, "retry", "unknown"),
];

#[test]
fn every_shape_has_a_decision() {
    for (status, body, meaning, looking, saying) in ROWS {
        let problem = Problem::read(status, body.as_bytes(), None);
        assert_eq!(problem.meaning, meaning, "{status} {body}");
        let decided = |phase| decision(&problem.clone().decide(phase));
        assert_eq!(decided(Phase::Read), looking, "{status} {body}");
        assert_eq!(decided(Phase::Write), saying, "{status} {body}");
        assert!(!problem.to_string().contains('{'), "never its words");
    }
}

#[test]
fn x_says_when_to_ask_again() {
    let later = Some(Duration::from_secs(77));
    let limited = Problem::read(429, b"", later).decide(Phase::Write);
    assert!(matches!(limited, ConnectorError::Retry { after, .. } if after == later));
    let failed = Problem::read(503, b"", later).decide(Phase::Read);
    assert!(matches!(failed, ConnectorError::Retry { after, .. } if after == later));
}

/// The same through the wire, where sentences decide: an agent gets a key with words, never a code.
#[tokio::test]
async fn what_refuses_an_answer_is_told_in_words() {
    for (code, body, key) in [
        (403, SUMMON, "refused.not_called"),
        (403, DUPLICATE, "refused.duplicate"),
        (402, CREDITS, "refused.no_credits"),
        (400, DELETED_PARENT, "refused.parent_gone"),
        (400, TOO_LONG, "refused.too_long_there"),
        (403, LOCKED, "refused.account_locked"),
    ] {
        let world = World::new().await;
        let account = world.open();
        let question = world.mention(CLARA, "Frage?");
        account.fetch(&"mentions".into(), None).await.unwrap();
        let says = FaultKind::Says { code, body: body.to_owned() };
        world.server().inject(Fault::new(says).on("POST", "/2/tweets"));
        let refused = account.send(&world.answer(&question, "k", "Gern"), &no_pictures()).await;
        assert_eq!(decision(&refused.unwrap_err()), key);
        assert!(world.server().answers_to(&question.id).is_empty());
    }
}
