//! Reads the embedded script.

use jiff::SignedDuration;
use serde::Deserialize;

use super::{Actor, Deed, Step, Words};
use crate::Visibility;

const DAYS: [&str; 4] = [
    include_str!("day1.json"),
    include_str!("day2.json"),
    include_str!("day3.json"),
    include_str!("day4.json"),
];

/// One line of a day: exactly one of the verbs is set.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Line {
    /// `HH:MM`
    at: String,
    /// Handle of a customer.
    who: Option<String>,
    /// Key of an agent.
    agent: Option<String>,
    /// Key of what is made.
    key: Option<String>,
    post: Option<String>,
    edit: Option<String>,
    delete: Option<String>,
    like: Option<String>,
    reply: Option<String>,
    note: Option<String>,
    assign: Option<String>,
    label: Option<String>,
    resolve: Option<String>,
    snooze: Option<String>,
    /// What a reply, note, assignment, label or snooze is about; what a post answers.
    to: Option<String>,
    /// Text of an edit.
    text: Option<String>,
    quote: Option<String>,
    cw: Option<String>,
    lang: Option<String>,
    visibility: Option<Visibility>,
    /// Scene and alt text.
    pictures: Vec<(String, Option<String>)>,
}

pub(super) fn read() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (day, text) in DAYS.into_iter().enumerate() {
        let lines: Vec<Line> = serde_json::from_str(text).expect("the script is valid JSON");
        let day = i64::try_from(day).unwrap_or(0);
        steps.extend(lines.into_iter().map(|line| step(day, line)));
    }
    steps.sort_by_key(|step| step.offset);
    steps
}

fn step(day: i64, line: Line) -> Step {
    let actor = match (&line.who, &line.agent) {
        (Some(who), None) => Actor::Customer(who.clone()),
        (None, Some(agent)) => Actor::Agent(agent.clone()),
        _ => panic!("a line has a customer or an agent: {line:?}"),
    };
    let offset = time(day, &line.at);
    let key = line.key.clone();
    Step { offset, key, actor, deed: deed(day, line) }
}

fn deed(day: i64, line: Line) -> Deed {
    let to = line.to.clone();
    let about = || to.clone().expect("the line says what it is about");
    if let Some(text) = line.post {
        return Deed::Post(Words {
            text,
            visibility: line.visibility.unwrap_or_default(),
            reply_to: line.to,
            quote: line.quote,
            spoiler_text: line.cw.unwrap_or_default(),
            language: line.lang,
            pictures: line.pictures,
        });
    }
    if let Some(post) = line.edit {
        return Deed::Edit { post, text: line.text.expect("an edit has a text") };
    }
    if let Some(post) = line.delete {
        return Deed::Delete { post };
    }
    if let Some(post) = line.like {
        return Deed::Favourite { post };
    }
    if let Some(text) = line.reply {
        return Deed::Reply { to: about(), text };
    }
    if let Some(text) = line.note {
        return Deed::Note { about: about(), text };
    }
    if let Some(agent) = line.assign {
        return Deed::Assign { about: about(), to: agent };
    }
    if let Some(label) = line.label {
        return Deed::Label { about: about(), label };
    }
    if let Some(about) = line.resolve {
        return Deed::Resolve { about };
    }
    let until = line.snooze.expect("the line has a verb");
    let (days, at) = until.split_once(' ').unwrap_or(("0", &until));
    Deed::Snooze { about: about(), until: time(day + days.parse::<i64>().unwrap_or(0), at) }
}

fn time(day: i64, at: &str) -> SignedDuration {
    let (hours, minutes) = at.split_once(':').expect("a time is HH:MM");
    let number = |text: &str| text.trim().parse::<i64>().expect("a time is HH:MM");
    SignedDuration::from_mins((day * 24 + number(hours)) * 60 + number(minutes))
}
