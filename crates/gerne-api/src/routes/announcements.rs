//! What accounts say of an incident before everyone.

use gerne_domain::{AccountId, AnnouncementId, IncidentId};
use gerne_engine::verbs;

use super::prelude::*;
use crate::wire::incident::{AnnounceBody, Announceable, Announcement, Told};

/// The accounts that can say something of an incident before everyone, the words as they would say them,
/// and what each said.
#[utoipa::path(get, path = "/incidents/{id}/announcements", tag = "rules",
    params(("id" = Uuid, Path)), responses((status = 200, body = List<Announceable>)))]
pub(super) async fn list_announcements(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Json<List<Announceable>>> {
    let id = IncidentId(id);
    let body = api.engine.incident(&who.verbs(), id).await?.incident.body;
    let all = api.engine.announceable(&who.verbs(), id).await?;
    let place =
        if body.places.is_empty() { "der Region".to_owned() } else { body.places.join(", ") };
    let wire = |one: verbs::Announceable| Announceable {
        account_id: one.account.id.0,
        text: body.post.replace("{place}", &place),
        over: body.post_over.replace("{place}", &place),
        said: one.said.into_iter().map(said).collect(),
    };
    Ok(Json(List::whole(all.into_iter().map(wire).collect())))
}

fn said(one: gerne_domain::Announcement) -> Announcement {
    Announcement {
        id: one.id.0,
        what: one.what,
        text: one.outbound.text,
        state: one.state.into(),
        not_before: one.not_before,
        reason: one.reason.map(Into::into),
        url: one.receipt.and_then(|receipt| receipt.url),
    }
}

/// Say something of an incident before everyone, with the words that you read; once for each text and
/// account.
#[utoipa::path(post, path = "/incidents/{id}/announce", tag = "rules", params(("id" = Uuid, Path)),
    request_body = AnnounceBody, responses((status = 200, body = Told)))]
pub(super) async fn announce(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
    Body(body): Body<AnnounceBody>,
) -> Answer<Written<Told>> {
    let texts = body.texts.into_iter().map(|one| (AccountId(one.account_id), one.text));
    let (id, what) = (IncidentId(id), body.what.into());
    let done = api.engine.announce(&who.verbs(), id, what, texts.collect()).await?;
    Ok(Written::ok(done.seq, Told { told: done.value }))
}

/// Take back what has not left, was refused, or of which you know that it is not there.
#[utoipa::path(delete, path = "/announcements/{id}", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn drop_announcement(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    let done = api.engine.drop_announcement(&who.verbs(), AnnouncementId(id)).await?;
    Ok(Gone(done.seq))
}

/// You looked: what nobody knew of is there.
#[utoipa::path(post, path = "/announcements/{id}/there", tag = "rules", params(("id" = Uuid, Path)),
    responses((status = 204)))]
pub(super) async fn announcement_is_there(
    State(api): State<ApiState>,
    who: Who,
    At(id): At<Uuid>,
) -> Answer<Gone> {
    let done = api.engine.announcement_is_there(&who.verbs(), AnnouncementId(id)).await?;
    Ok(Gone(done.seq))
}
