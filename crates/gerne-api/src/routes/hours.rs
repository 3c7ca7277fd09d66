//! Opening hours.

use gerne_calendar::{Holidays, Hours as Counting, OpeningHours, Region};
use gerne_domain::{AccountId, HoursOwner, TeamId, Timestamp};
use gerne_engine::verbs::HoursChange;
use gerne_store::StoredHours;

use super::prelude::*;
use crate::wire::hours::{DayName, FreeDay, Hours, HoursBody, IcalBody, IcalRead, Regions};

/// All that somebody set; whoever has none has the house's, and without those it is always open.
#[utoipa::path(get, path = "/settings/hours", tag = "time",
    responses((status = 200, body = List<Hours>)))]
pub(super) async fn list_hours(State(api): State<ApiState>) -> Answer<Json<List<Hours>>> {
    let all = api.engine.opening_hours().await?;
    let now = api.engine.clock().now();
    let items = all.iter().map(|hours| wire(hours, &all, now)).collect::<Result<_, _>>()?;
    Ok(Json(List::whole(items)))
}

/// Say when somebody is there: a team or an account by its id, the house by the nil UUID.
#[utoipa::path(put, path = "/settings/hours/{id}", tag = "time", params(("id" = Uuid, Path)),
    request_body = HoursBody, responses((status = 200, body = Hours)))]
pub(super) async fn put_hours(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<HoursBody>,
) -> Answer<Written<Hours>> {
    let covered_by = body.covered_by.map(TeamId);
    let change = HoursChange { hours: read(body)?, covered_by };
    let owner = owner(&api, id).await?;
    let done = api.engine.set_hours(&who.verbs(), owner, change).await?;
    let all = api.engine.opening_hours().await?;
    Ok(Written::ok(done.seq, wire(&done.value, &all, api.engine.clock().now())?))
}

/// Nobody says any more when they are there.
#[utoipa::path(delete, path = "/settings/hours/{id}", tag = "time", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_hours(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    let owner = owner(&api, id).await?;
    Ok(Gone(api.engine.drop_hours(&who.verbs(), owner).await?.seq))
}

/// Read a calendar file: nothing is kept, the days are for `holidays.also`.
#[utoipa::path(post, path = "/settings/hours/ical", tag = "time", request_body = IcalBody,
    responses((status = 200, body = IcalRead)))]
pub(super) async fn read_ical(
    State(api): State<ApiState>,
    Body(body): Body<IcalBody>,
) -> Answer<Json<IcalRead>> {
    let read = api.engine.read_ical(&body.text)?;
    let day = |(date, name): (jiff::civil::Date, gerne_calendar::Name)| FreeDay {
        date: date.to_string(),
        name: DayName { de: name.de, en: name.en },
        in_places: false,
    };
    let days = read.days.into_iter().map(day).collect();
    Ok(Json(IcalRead { days, left_out: read.left_out }))
}

/// Places whose holidays are known.
#[utoipa::path(get, path = "/settings/hours/regions", tag = "time",
    responses((status = 200, body = Regions)))]
pub(super) async fn list_regions() -> Json<Regions> {
    Json(Regions { regions: Region::all().map(|region| region.code().to_owned()).collect() })
}

/// Which region and year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FreeDaysOf {
    /// `DE-NW`.
    region: String,
    /// 2026.
    year: i16,
}

/// The free days of a place in a year, by date.
#[utoipa::path(get, path = "/settings/hours/free-days", tag = "time", params(FreeDaysOf),
    responses((status = 200, body = List<FreeDay>)))]
pub(super) async fn list_free_days(Params(of): Params<FreeDaysOf>) -> Answer<Json<List<FreeDay>>> {
    let region: Region =
        of.region.parse().map_err(|_| Problem::value("region", "expected a place, like DE-NW"))?;
    if !(1990..=2100).contains(&of.year) {
        return Err(Problem::value("year", "expected a year from 1990 to 2100"));
    }
    let day = |in_places| {
        move |day: gerne_calendar::FreeDay| FreeDay {
            date: day.date.to_string(),
            name: DayName { de: day.name.de, en: day.name.en },
            in_places,
        }
    };
    let mut days: Vec<FreeDay> = region.free_days(of.year).into_iter().map(day(false)).collect();
    days.extend(Holidays::in_places(region, of.year).into_iter().map(day(true)));
    days.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(Json(List::whole(days)))
}

async fn owner(api: &ApiState, id: Uuid) -> Answer<HoursOwner> {
    if id.is_nil() {
        return Ok(HoursOwner::House);
    }
    let mut db = db(api).await?;
    if db.team(TeamId(id)).await?.is_some() {
        return Ok(HoursOwner::Team(TeamId(id)));
    }
    let account = db.account(AccountId(id)).await?.map(|account| account.id);
    account.map(HoursOwner::Account).ok_or_else(Problem::not_found)
}

/// The body in the words of the calendar; what cannot be names its field.
fn read(body: HoursBody) -> Answer<OpeningHours> {
    let wrong = |field: &'static str| move |_| Problem::field(field, "invalid.value");
    let part = |value: Result<serde_json::Value, _>, field| value.map_err(wrong(field));
    let week = part(serde_json::to_value(&body.week), "week")?;
    let week: gerne_calendar::Week = serde_json::from_value(week).map_err(wrong("week"))?;
    week.check().map_err(|_| Problem::field("week", "hours.overlap"))?;
    let holidays = part(serde_json::to_value(&body.holidays), "holidays")?;
    let holidays = serde_json::from_value(holidays).map_err(wrong("holidays"))?;
    let hours = OpeningHours::new(&body.zone, week)
        .map_err(|_| Problem::value("zone", "expected a time zone, like Europe/Berlin"))?
        .without(holidays);
    body.exceptions.iter().try_fold(hours, |hours, (date, exception)| {
        let wrong = |_| Problem::field("exceptions", "invalid.value");
        let not_a_day = |_| Problem::value("exceptions", "expected days, like 2026-12-24");
        let date = date.parse().map_err(not_a_day)?;
        let exception = serde_json::to_value(exception).map_err(wrong)?;
        let exception = serde_json::from_value(exception).map_err(wrong)?;
        hours.except(date, exception).map_err(|_| Problem::field("exceptions", "hours.overlap"))
    })
}

fn wire(stored: &StoredHours, all: &[StoredHours], now: Timestamp) -> Answer<Hours> {
    let (id, whose) = match stored.owner {
        HoursOwner::House => (Uuid::nil(), "house"),
        HoursOwner::Team(team) => (team.0, "team"),
        HoursOwner::Account(account) => (account.0, "account"),
    };
    let unreadable = |_| Problem::unavailable();
    let mut written = serde_json::to_value(&stored.hours).map_err(unreadable)?;
    if let (Some(object), Some(team)) = (written.as_object_mut(), stored.covered_by) {
        object.insert("covered_by".to_owned(), team.0.to_string().into());
    }
    let hours: HoursBody = serde_json::from_value(written).map_err(unreadable)?;
    let mut counting = Counting::of(stored.hours.clone());
    let cover = stored.covered_by.map(HoursOwner::Team);
    if let Some(cover) = all.iter().find(|other| Some(other.owner) == cover) {
        counting = counting.covered_by(cover.hours.clone());
    }
    let open_now = counting.is_open(now);
    Ok(Hours {
        id,
        whose: whose.to_owned(),
        hours,
        open_now,
        closes_at: counting.closes(now),
        opens_at: counting.next_open(now).filter(|_| !open_now),
        changed_at: stored.changed_at,
    })
}
