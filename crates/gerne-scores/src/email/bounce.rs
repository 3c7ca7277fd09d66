//! What servers and programs answer.

use std::path::Path;

use gerne_mail::{Kind, Mail, read};
use serde::Deserialize;
use serde_json::Value;

use super::lines;
use crate::Score;

#[derive(Deserialize)]
struct Case {
    id: String,
    file: String,
    kind: String,
    expect: Value,
}

fn read_all(folder: &Path) -> anyhow::Result<Vec<(Case, Mail)>> {
    let cases = lines::<Case>(&folder.join("expected.jsonl"))?;
    let read_one = |case: Case| {
        let mail = read(&std::fs::read(folder.join(&case.file))?);
        Ok((case, mail))
    };
    cases.into_iter().map(read_one).collect()
}

/// What kind of mail it is. Where the sources themselves do not know, nothing is scored.
pub(crate) fn recognised(folder: &Path) -> anyhow::Result<Score> {
    let all = read_all(folder)?;
    Ok(Score::of(all.iter().filter_map(|(case, mail)| {
        let kind = mail.automatic.as_ref().map(|automatic| automatic.kind);
        let fits = match case.kind.as_str() {
            // The source calls a delay a bounce that is not for good.
            "bounce" => {
                kind == Some(Kind::Bounce) || (kind == Some(Kind::Delay) && is_soft(&case.expect))
            }
            // A delay may be told together with a failure.
            "delay-warning" => matches!(kind, Some(Kind::Delay | Kind::Bounce)),
            "auto-reply" => kind == Some(Kind::AutoReply),
            "feedback-loop" => kind == Some(Kind::Feedback),
            "delivered-notice" => kind == Some(Kind::Delivered),
            "not-a-bounce" => !matches!(kind, Some(Kind::Bounce | Kind::Delay)),
            _ => return None,
        };
        Some(if fits { Ok(()) } else { Err(format!("{}: {} is {kind:?}", case.id, case.kind)) })
    })))
}

/// Whether it is for good, for each recipient; and for whom, where the source says so.
pub(crate) fn verdict(folder: &Path) -> anyhow::Result<Score> {
    let all = read_all(folder)?;
    Ok(Score::of(all.iter().filter_map(|(case, mail)| {
        let bounces = matches!(case.kind.as_str(), "bounce" | "delay-warning");
        let expected = bounces.then(|| expected(&case.expect)).flatten()?;
        let ours = mail.report.as_ref().map(verdicts).unwrap_or_default();
        let fits = match &expected {
            Verdict::Statuses(classes) => {
                let told = classes.iter().flatten().count();
                let ours: Vec<_> = ours.iter().filter_map(|(_, permanent)| *permanent).collect();
                told == 0 || classes.iter().flatten().all(|class| ours.contains(class))
            }
            Verdict::Addresses(addresses) => addresses.iter().all(|(address, permanent)| {
                ours.iter().any(|(ours, verdict)| ours == address && *verdict == Some(*permanent))
            }),
        };
        Some(if fits {
            Ok(())
        } else {
            Err(format!("{}: {ours:?}, expected {expected:?}", case.id))
        })
    })))
}

fn is_soft(expect: &Value) -> bool {
    expect.as_array().is_some_and(|list| list.iter().all(|one| one["hard"] == Value::Bool(false)))
}

fn verdicts(report: &gerne_mail::Report) -> Vec<(String, Option<bool>)> {
    let pair = |one: &gerne_mail::Returned| (one.address.to_lowercase(), one.permanent);
    report.recipients.iter().map(pair).collect()
}

#[derive(Debug)]
enum Verdict {
    /// By the class of the status: 5 is for good, 4 is not.
    Statuses(Vec<Option<bool>>),
    Addresses(Vec<(String, bool)>),
}

fn expected(expect: &Value) -> Option<Verdict> {
    if let Some(list) = expect.as_array() {
        let class =
            |one: &Value| match one["status"].as_str().and_then(|status| status.chars().next()) {
                Some('5') => Some(true),
                Some('4') => Some(false),
                _ => None,
            };
        return Some(Verdict::Statuses(list.iter().map(class).collect()));
    }
    let mut all = Vec::new();
    for (name, permanent) in [("permanent", true), ("temporary", false)] {
        let addresses = expect[name].as_array()?.iter().filter_map(Value::as_str);
        all.extend(addresses.map(|address| (address.to_lowercase(), permanent)));
    }
    Some(Verdict::Addresses(all))
}
