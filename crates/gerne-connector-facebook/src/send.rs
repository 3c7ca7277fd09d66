//! Saying something: a comment before everyone, a private answer to a comment, a message.

use gerne_connector::{Action, Blobs, ConnectorError};
use gerne_domain::{ExternalId, Outbound, OutboundMedia, Receipt, Refusal, Timestamp, Visibility};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::{
    account::Connection,
    client::{Ask, CallError},
    normalize::{self, DM, RATING},
    problem::Meaning,
    states::NOT_SHOWN,
    wire,
};

impl Connection {
    pub(crate) async fn say(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        self.refuse_early(outbound)?;
        // Facebook keeps no key of ours: what may be there is looked for before anything is said.
        if self.tried.may_be_there(outbound)
            && let Some(receipt) = self.find(outbound).await?
        {
            self.tried.forget(&outbound.key);
            return Ok(receipt);
        }
        let said = if outbound.visibility == Visibility::Private {
            self.say_in_private(outbound).await
        } else {
            self.say_in_public(outbound, blobs).await
        };
        if matches!(said, Ok(_) | Err(ConnectorError::Refused { .. })) {
            self.tried.forget(&outbound.key);
        }
        said
    }

    async fn say_in_public(
        &self,
        outbound: &Outbound,
        blobs: &dyn Blobs,
    ) -> Result<Receipt, ConnectorError> {
        let Some(to) = &outbound.in_reply_to else { return self.announce(outbound).await };
        let mut form = vec![("message", outbound.text.trim().to_owned())];
        if let Some(media) = outbound.media.first() {
            form.push(("attachment_id", self.upload(media, blobs).await?));
        }
        self.tried.note(&outbound.key, self.api.now());
        let ask = Ask::deed(Method::POST, format!("{to}/comments"));
        match self.api.act(&ask, |request| request.form(&form)).await {
            Ok(answer) => {
                let id = answer.get("id").and_then(wire::id_of);
                let id = id.ok_or_else(|| {
                    ConnectorError::unknown("the answer does not name the comment")
                })?;
                Ok(self.receipt(&id, None))
            }
            // It proves nothing by itself: the same words may stand under another comment.
            Err(error) if error.meaning() == Some(Meaning::Duplicate) => {
                self.find(outbound).await?.ok_or_else(|| error.write())
            }
            Err(error) if error.is_gone() => {
                self.unseen.read(&*self.vault).await.map_err(ConnectorError::retry)?;
                let unseen = self.unseen.holds(&to.0);
                Err(refusal(if unseen { NOT_SHOWN } else { "refused.parent_gone" }))
            }
            Err(error) => Err(error.write()),
        }
    }

    /// A post on the Page's own wall (`POST /{page}/feed`, `pages_manage_posts`).
    async fn announce(&self, outbound: &Outbound) -> Result<Receipt, ConnectorError> {
        if !outbound.media.is_empty() {
            return Err(refusal("refused.too_many_files"));
        }
        let form = [("message", outbound.text.trim())];
        self.tried.note(&outbound.key, self.api.now());
        let ask = Ask::deed(Method::POST, format!("{}/feed", self.us.id));
        match self.api.act(&ask, |request| request.form(&form)).await {
            Ok(answer) => {
                let id = answer.get("id").and_then(wire::id_of);
                let id =
                    id.ok_or_else(|| ConnectorError::unknown("the answer does not name the post"))?;
                Ok(self.receipt(&id, None))
            }
            Err(error) if error.meaning() == Some(Meaning::Duplicate) => {
                self.find(outbound).await?.ok_or_else(|| error.write())
            }
            Err(error) => Err(error.write()),
        }
    }

    async fn say_in_private(&self, outbound: &Outbound) -> Result<Receipt, ConnectorError> {
        let recipient = self.recipient(outbound)?;
        let to_comment = recipient.get("id").is_none();
        // The key comes back with the echo, and tells which of our answers it was.
        let message = json!({ "text": outbound.text.trim(), "metadata": outbound.key });
        let mut body = json!({ "recipient": recipient, "message": message });
        if !to_comment {
            body["messaging_type"] = "RESPONSE".into();
        }
        self.tried.note(&outbound.key, self.api.now());
        if let Some(to) = &outbound.in_reply_to {
            self.means(&outbound.key, to);
        }
        let ask = Ask::deed(Method::POST, format!("{}/messages", self.us.id));
        let mut said = self.api.act(&ask, |request| request.json(&body)).await;
        // Facebook knows the window best. A person wrote this: that is what the tag says.
        if let Err(error) = &said
            && error.meaning() == Some(Meaning::WindowClosed)
            && self.facts.goes_on()
            && !to_comment
        {
            body["messaging_type"] = "MESSAGE_TAG".into();
            body["tag"] = "HUMAN_AGENT".into();
            said = self.api.act(&ask, |request| request.json(&body)).await;
        }
        let answer = said.map_err(|error| refused_in_private(error, to_comment))?;
        let id = answer.get("message_id").and_then(wire::id_of);
        let id =
            id.ok_or_else(|| ConnectorError::unknown("the answer does not name the message"))?;
        if let (true, Some(reached), Some(to)) =
            (to_comment, answer.get("recipient_id").and_then(wire::id_of), outbound.to.first())
            && let Err(error) = self.links.found(&*self.vault, &reached, &to.external_id.0).await
        {
            // It was said: that nobody knows whose it is does not make it unsaid.
            tracing::warn!(error = &error as &dyn std::error::Error, "a link was not kept");
        }
        Ok(self.receipt(&format!("{DM}{id}"), None))
    }

    /// To whom: a person that wrote to us, or whoever wrote a comment, once.
    fn recipient(&self, outbound: &Outbound) -> Result<Value, ConnectorError> {
        match &outbound.in_reply_to {
            Some(id) if !id.0.starts_with(DM) => {
                let ours = id.0.split_once('_').is_some_and(|(wall, _)| wall == self.us.id);
                let kind = if ours { "post_id" } else { "comment_id" };
                Ok(json!({ kind: id.0 }))
            }
            _ => {
                let numeric = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
                let to = outbound.to.iter().map(|to| &to.external_id.0);
                let mut to = to.filter(|id| **id != self.us.id && numeric(id));
                let to = to.next().ok_or_else(|| refusal("refused.nobody_named"))?;
                let to = self.links.in_messenger(to).unwrap_or_else(|| to.clone());
                Ok(json!({ "id": to }))
            }
        }
    }

    /// A picture becomes a photo of the Page that nobody sees until the comment shows it.
    async fn upload(
        &self,
        media: &OutboundMedia,
        blobs: &dyn Blobs,
    ) -> Result<String, ConnectorError> {
        let bytes = blobs.read(&media.blob).await.map_err(ConnectorError::retry)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let part = Part::stream_with_length(bytes.clone(), size).file_name(media.name.clone());
        // A type that is none was refused before.
        let part = part
            .mime_str(&media.mime)
            .unwrap_or_else(|_| Part::stream_with_length(bytes, size).file_name("file"));
        let form = Form::new().text("published", "false").part("source", part);
        let ask = Ask::deed(Method::POST, format!("{}/photos", self.us.id));
        let answer = self.api.act(&ask, |request| request.multipart(form)).await;
        let answer = answer.map_err(|error| match error.meaning() {
            Some(Meaning::Invalid | Meaning::Gone | Meaning::Link) => {
                let reason = Refusal::of("refused.file_failed").with("name", &media.name);
                ConnectorError::refused(reason)
            }
            // A photo that nobody sees is no harm twice.
            _ => error.read(),
        })?;
        let id = answer.get("id").and_then(wire::id_of);
        id.ok_or_else(|| ConnectorError::retry("the answer does not name the photo"))
    }

    /// What Facebook would refuse anyway is refused in words, and nothing private leaves before
    /// everyone.
    fn refuse_early(&self, outbound: &Outbound) -> Result<(), ConnectorError> {
        let limits = self.facts.limits();
        let private = outbound.visibility == Visibility::Private;
        let text = outbound.text.trim();
        if text.is_empty() && outbound.media.is_empty() {
            return Err(refusal("refused.empty"));
        }
        let length = limits.counting.count(text);
        let limit = if private { limits.max_private_length } else { limits.max_length };
        if let Some(limit) = limit.filter(|limit| length > *limit) {
            let reason = Refusal::of("refused.too_long");
            return Err(ConnectorError::refused(
                reason.with("limit", limit).with("length", length),
            ));
        }
        let most = if private { 0 } else { limits.max_media };
        if u32::try_from(outbound.media.len()).unwrap_or(u32::MAX) > most {
            let reason = Refusal::of("refused.too_many_files").with("limit", most);
            return Err(ConnectorError::refused(reason));
        }
        let to = outbound.in_reply_to.as_ref();
        if to.is_some_and(|id| id.0.starts_with(RATING)) {
            return Err(refusal("refused.review_without_story"));
        }
        if !private && to.is_some_and(|id| id.0.starts_with(DM)) {
            return Err(refusal("refused.invalid"));
        }
        Ok(())
    }

    pub(crate) fn receipt(&self, id: &str, at: Option<Timestamp>) -> Receipt {
        let url = (!id.starts_with(DM)).then(|| normalize::page(id));
        // To the second, as Facebook tells it.
        let now = self.api.now();
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let published_at = at.unwrap_or(now);
        Receipt { external_id: Some(ExternalId(id.to_owned())), url, published_at }
    }

    /// Hides, shows, deletes, likes: the same twice as once, so that a lost answer is another try.
    pub(crate) async fn do_to(&self, action: &Action) -> Result<(), ConnectorError> {
        let (Action::Hide(id)
        | Action::Unhide(id)
        | Action::Delete(id)
        | Action::Like(id)
        | Action::Unlike(id)) = action;
        if id.0.starts_with(DM) || id.0.starts_with(RATING) {
            return Err(refusal("refused.unsupported"));
        }
        let (method, path) = match action {
            Action::Hide(_) | Action::Unhide(_) => (Method::POST, id.0.clone()),
            Action::Delete(_) => (Method::DELETE, id.0.clone()),
            Action::Like(_) => (Method::POST, format!("{id}/likes")),
            Action::Unlike(_) => (Method::DELETE, format!("{id}/likes")),
        };
        let hidden = match action {
            Action::Hide(_) => Some("true"),
            Action::Unhide(_) => Some("false"),
            _ => None,
        };
        let ask = Ask::deed(method, path);
        let done = self.api.act(&ask, |request| match hidden {
            Some(hidden) => request.form(&[("is_hidden", hidden)]),
            None => request,
        });
        match done.await {
            Ok(_) => {
                self.memory().forget(&id.0);
                Ok(())
            }
            Err(error) if error.is_gone() && matches!(action, Action::Delete(_)) => Ok(()),
            Err(error) => Err(error.read()),
        }
    }
}

/// A private answer to a comment is refused once there was one, or after seven days: Facebook says
/// no more than that it does not like the question.
fn refused_in_private(error: CallError, to_comment: bool) -> ConnectorError {
    match error.meaning() {
        Some(Meaning::Invalid | Meaning::Gone | Meaning::WindowClosed) if to_comment => {
            refusal("refused.private_reply")
        }
        Some(Meaning::Gone | Meaning::Nobody) => refusal("refused.nobody_there"),
        _ => error.write(),
    }
}

pub(crate) fn refusal(key: &str) -> ConnectorError {
    ConnectorError::refused(Refusal::of(key))
}
