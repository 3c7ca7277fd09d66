//! The conversations behind a figure.

use gerne_engine::reports::{Key, Which};
use jiff::civil::Date;

use super::{Question, asked};
use crate::{
    routes::prelude::*,
    view,
    wire::report::{Behind, By},
};

/// Which of a figure's cases.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::routes) struct Wanted {
    /// The part: the `key` of one that was told apart. Absent: of all.
    pub part: Option<String>,
    /// `counted`; `still_waiting`; `left_out:<reason>` as the figure tells it; only of one's own or with
    /// a stated ground `within`, `missed`, `in_public`, `elsewhere`, `outcome:<word>` (why nothing had to
    /// be said always).
    pub what: Option<String>,
}

/// The conversations behind a figure, as far as they are still there and the caller sees them, those
/// of the last days first. `total`: how many cases; null: held back, as the figure is.
#[utoipa::path(get, path = "/reports/behind", tag = "time", params(Question, Wanted, Page),
    responses((status = 200, body = List<Behind>)))]
pub(in crate::routes) async fn get_behind(
    State(api): State<ApiState>,
    who: Who,
    Params(question): Params<Question>,
    Params(wanted): Params<Wanted>,
    Params(page): Params<Page>,
) -> Answer<Json<List<Behind>>> {
    let asked = asked(&question)?;
    let part = wanted.part.as_deref().map(|text| key(question.by, text)).transpose()?;
    let which = which(wanted.what.as_deref())?;
    let found =
        api.engine.behind(&who.verbs(), &asked, part.as_ref(), &which, &paged(page)).await?;
    let mut db = db(&api).await?;
    let rows = view::row::rows(&api, &mut db, who.agent.id, found.conversations).await?;
    Ok(Json(List {
        items: rows.into_iter().map(Behind::from).collect(),
        next: found.next,
        total: found.cases.and_then(|cases| u64::try_from(cases).ok()),
    }))
}

/// What may be asked for.
const WHAT: [&str; 8] = [
    "counted",
    "within",
    "missed",
    "still_waiting",
    "in_public",
    "elsewhere",
    "outcome:<word>",
    "left_out:<reason>",
];

fn which(what: Option<&str>) -> Answer<Which> {
    Ok(match what {
        None | Some("" | "counted") => Which::Counted,
        Some("within") => Which::Within(true),
        Some("missed") => Which::Within(false),
        Some("still_waiting") => Which::Late,
        Some("in_public") => Which::InPublic(true),
        Some("elsewhere") => Which::InPublic(false),
        Some(other) => match other.split_once(':') {
            Some(("outcome", word)) => Which::Outcome(word.to_owned()),
            Some(("left_out", reason)) => Which::LeftOut(reason.to_owned()),
            _ => return Err(Problem::word("what", other, &WHAT)),
        },
    })
}

/// A part, as the answer with the figures names it.
fn key(by: Option<By>, text: &str) -> Answer<Key> {
    let wrong = || Problem::value("part", "expected the `key` of a part of these figures");
    Ok(match by {
        None => return Err(wrong()),
        Some(By::Account | By::Team | By::Label | By::Rule) => {
            Key::Id(text.parse().map_err(|_| wrong())?)
        }
        Some(By::Priority | By::Language) => Key::Word(text.to_owned()),
        Some(By::Hour | By::Weekday) => Key::Number(text.parse().map_err(|_| wrong())?),
        Some(By::Day | By::Week | By::Month) => {
            let date: Date = text.parse().map_err(|_| wrong())?;
            Key::Day(gerne_engine::day_of(date))
        }
    })
}
