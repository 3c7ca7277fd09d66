//! What Facebook says by calling us. Signatures are over the bytes as they came; what they hold is
//! taken apart leniently: a kind that we do not know says nothing, and hides nothing else.

use std::collections::BTreeMap;

use gerne_connector::{ConnectorError, Known, Routed, Secret, Webhook};
use gerne_domain::{ExternalId, Timestamp};
use serde::Deserialize as _;
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use crate::{Facebook, client::APP_SECRET, deletion, proof, send::refusal, wire};

/// Facebook repeats what failed for 36 hours; what is older than two days is somebody's copy.
const OLDEST_SECONDS: i64 = 48 * 60 * 60;

/// Something that happened at a Page, as a call says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// The Page.
    pub page: String,
    /// When, as far as it is told.
    pub at: Option<Timestamp>,
    /// What.
    pub kind: Kind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A comment was written, changed, hidden, shown or taken away.
    Comment {
        /// Its identifier.
        id: String,
        /// The post that it stands under.
        post: String,
        /// What it answers, when that is a comment.
        parent: Option<String>,
        /// What was done.
        verb: String,
        /// By whom, where it is told.
        from: Option<Person>,
        /// The words; none of what has none.
        text: String,
    },
    /// A post on the wall.
    Post {
        /// Its identifier.
        id: String,
        /// What was done.
        verb: String,
        /// By whom, where it is told.
        from: Option<Person>,
        /// The words.
        text: String,
    },
    /// Somebody named the Page; nobody says who.
    Mention {
        /// The post.
        post: String,
        /// The comment, when it was one.
        comment: Option<String>,
        /// The words.
        text: String,
    },
    /// A review.
    Review {
        /// What was done.
        verb: String,
        /// As it came.
        value: Value,
    },
    /// A like, or what else a finger can say; of a comment, a post or a message.
    Reaction {
        /// Of what.
        of: String,
        /// By whom, where it is told.
        from: Option<Person>,
    },
    /// A message in Messenger, or an answer of ours that comes back.
    Message {
        /// Its identifier; of a pressed button there may be none.
        mid: Option<String>,
        /// The person, whoever wrote it.
        person: String,
        /// We wrote it.
        ours: bool,
        /// What we gave with it, and the application that it came from.
        metadata: Option<String>,
        /// The words.
        text: String,
        /// Pictures and files: kind and address.
        files: Vec<(String, String)>,
        /// It was taken back.
        gone: bool,
    },
    /// A message was changed.
    Edit {
        /// Its identifier.
        mid: String,
        /// The person.
        person: String,
        /// The words now.
        text: String,
    },
    /// A message was received or read; who may answer somebody changed.
    Sign {
        /// `delivery`, `read`, `pass_thread_control` …
        what: String,
        /// The person.
        person: String,
    },
    /// Facebook enforces its rules on the Page.
    Enforcement {
        /// What was done.
        action: String,
    },
    /// Nothing that we know.
    Other {
        /// Its name.
        what: String,
    },
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// For this Page.
    pub id: String,
    /// May be missing.
    pub name: String,
}

/// Everything that a call says, in its order. `None`: it is no call about Pages.
pub fn read(body: &[u8]) -> Option<Vec<Update>> {
    let call: Value = serde_json::from_slice(body).ok()?;
    if call.get("object").and_then(Value::as_str) != Some("page") {
        return None;
    }
    let mut updates = Vec::new();
    for entry in call.get("entry")?.as_array()? {
        let Some(page) = entry.get("id").and_then(wire::id_of) else { continue };
        let at = entry.get("time").and_then(wire::moment);
        let mut add = |at: Option<Timestamp>, kind| {
            updates.push(Update { page: page.clone(), at, kind });
        };
        for change in list(entry, "changes") {
            let value = change.get("value").unwrap_or(&Value::Null);
            let told = value.get("created_time").and_then(wire::moment);
            add(told.or(at), changed(&text(change, "field"), value));
        }
        for event in list(entry, "messaging").chain(list(entry, "standby")) {
            let told = event.get("timestamp").and_then(wire::moment);
            add(told.or(at), messaged(event, &page));
        }
    }
    Some(updates)
}

fn changed(field: &str, value: &Value) -> Kind {
    let verb = text(value, "verb");
    let item = text(value, "item");
    let id = |name: &str| value.get(name).and_then(wire::id_of);
    let from = person(value);
    let words = text(value, "message");
    match (field, item.as_str()) {
        ("feed" | "mention", "reaction" | "like") => {
            let of = id("comment_id").or_else(|| id("post_id")).or_else(|| id("parent_id"));
            Kind::Reaction { of: of.unwrap_or_default(), from }
        }
        ("feed", "comment") => {
            let Some(comment) = id("comment_id") else { return other(field, &item) };
            let post = id("post_id").unwrap_or_default();
            let parent = id("parent_id").filter(|parent| *parent != post);
            Kind::Comment { id: comment, post, parent, verb, from, text: words }
        }
        ("feed", _) => match id("post_id") {
            Some(post) => Kind::Post { id: post, verb, from, text: words },
            None => other(field, &item),
        },
        ("mention", _) => match id("post_id") {
            Some(post) => Kind::Mention { post, comment: id("comment_id"), text: words },
            None => other(field, &item),
        },
        ("ratings", "comment") => match (id("comment_id"), id("open_graph_story_id")) {
            (Some(comment), Some(post)) => {
                let parent = id("parent_id").filter(|parent| *parent != post);
                Kind::Comment { id: comment, post, parent, verb, from, text: words }
            }
            _ => other(field, &item),
        },
        ("ratings", "reaction" | "like") => {
            Kind::Reaction { of: id("open_graph_story_id").unwrap_or_default(), from }
        }
        ("ratings", _) => Kind::Review { verb, value: value.clone() },
        ("policy-enforcement" | "policy_enforcement", _) => {
            Kind::Enforcement { action: text(value, "action") }
        }
        _ => other(field, &item),
    }
}

fn messaged(event: &Value, page: &str) -> Kind {
    let who = |name: &str| event.get(name).and_then(|who| who.get("id")).and_then(wire::id_of);
    let (sender, recipient) = (who("sender"), who("recipient"));
    let message = event.get("message");
    let echo = message.and_then(|m| m.get("is_echo")).and_then(Value::as_bool) == Some(true);
    let ours = echo || sender.as_deref() == Some(page);
    // Whoever is not the Page; old recordings name the person as sender of an echo, too.
    let person = [sender, recipient].into_iter().flatten().find(|id| id != page);
    let person = person.unwrap_or_default();
    if let Some(message) = message {
        return said(message, person, ours);
    }
    if let Some(edit) = event.get("message_edit") {
        let mid = edit.get("mid").and_then(wire::id_of).unwrap_or_default();
        return Kind::Edit { mid, person, text: text(edit, "text") };
    }
    if let Some(reaction) = event.get("reaction") {
        let of = reaction.get("mid").and_then(wire::id_of).unwrap_or_default();
        return Kind::Reaction { of, from: Some(Person { id: person, name: String::new() }) };
    }
    if let Some(postback) = event.get("postback") {
        let words = [text(postback, "title"), text(postback, "payload")];
        let words = words.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        return Kind::Message {
            mid: postback.get("mid").and_then(wire::id_of),
            person,
            ours: false,
            metadata: None,
            text: words,
            files: Vec::new(),
            gone: false,
        };
    }
    if let Some(enforced) = event.get("policy-enforcement").or(event.get("policy_enforcement")) {
        return Kind::Enforcement { action: text(enforced, "action") };
    }
    let signs = [
        "delivery",
        "read",
        "pass_thread_control",
        "take_thread_control",
        "request_thread_control",
        "app_roles",
        "optin",
        "referral",
        "account_linking",
    ];
    match signs.into_iter().find(|sign| event.get(*sign).is_some()) {
        Some(what) => Kind::Sign { what: what.to_owned(), person },
        None => other("messaging", ""),
    }
}

fn said(message: &Value, person: String, ours: bool) -> Kind {
    let mut files = Vec::new();
    for file in list(message, "attachments") {
        let payload = file.get("payload").unwrap_or(&Value::Null);
        let address = [text(payload, "url"), text(file, "url")];
        let address = address.into_iter().find(|text| !text.is_empty());
        files.extend(address.map(|address| (text(file, "type"), address)));
    }
    Kind::Message {
        mid: message.get("mid").and_then(wire::id_of),
        person,
        ours,
        metadata: message.get("metadata").and_then(Value::as_str).map(str::to_owned),
        text: text(message, "text"),
        files,
        gone: message.get("is_deleted").and_then(Value::as_bool) == Some(true),
    }
}

fn other(field: &str, item: &str) -> Kind {
    Kind::Other { what: format!("{field} {item}").trim().to_owned() }
}

/// `from`, or `sender_id` and `sender_name` as up to version 2.10.
fn person(value: &Value) -> Option<Person> {
    let from = value.get("from").and_then(|from| wire::Who::deserialize(from).ok());
    let told = from.and_then(|who| Some(Person { id: who.id?, name: who.name }));
    let old = || {
        let id = value.get("sender_id").and_then(wire::id_of)?;
        Some(Person { id, name: text(value, "sender_name") })
    };
    told.or_else(old)
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'v>(value: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// What Facebook gives back when it asks whether an address is ours: made of the application's
/// secret, so that nobody has to keep it.
pub(crate) fn verify_token(secret: &Secret) -> String {
    hex::encode(proof::sign(secret, b"gerne verifies webhooks")).chars().take(40).collect()
}

impl Facebook {
    /// Proves a call by the secrets that we know, and says whom it concerns.
    pub(crate) fn proven(
        &self,
        call: &Webhook,
        secrets: &[Secret],
    ) -> Result<Routed, ConnectorError> {
        if call.method == "GET" {
            return asked_by_get(&call.query, secrets);
        }
        if let Some(request) = deletion::request_in(&call.body) {
            return deletion::answer(&request, secrets, self.config.public_url.as_ref());
        }
        let header = call.headers.get("x-hub-signature-256").map(String::as_str);
        let header = header.unwrap_or_default();
        // Each secret is tried, whichever fits.
        let fits = secrets
            .iter()
            .fold(false, |fits, secret| proof::fits(secret, header, &call.body) | fits);
        if !fits {
            return Err(refusal("webhook.forged"));
        }
        let updates = read(&call.body).ok_or_else(|| refusal("webhook.not_understood"))?;
        let now = self.clock.now().as_second();
        let newest = updates.iter().filter_map(|update| update.at).max();
        let stale = newest.is_some_and(|at| now - at.as_second() > OLDEST_SECONDS);
        if stale {
            return Err(refusal("webhook.replayed"));
        }
        let mut pages: Vec<ExternalId> = Vec::new();
        for update in updates {
            if pages.iter().all(|page| page.0 != update.page) {
                pages.push(ExternalId(update.page));
            }
        }
        if pages.is_empty() {
            return Err(refusal("webhook.not_understood"));
        }
        Ok(Routed::Keep(pages))
    }

    /// That of the settings.
    pub(crate) fn own_secret(&self) -> Vec<Secret> {
        let own = self.config.app_secret.clone();
        Some(own).filter(|own| !own.expose().is_empty()).into_iter().collect()
    }

    /// That of the settings, and those that accounts were connected with.
    pub(crate) async fn secrets(&self, known: &[Known]) -> Result<Vec<Secret>, ConnectorError> {
        let mut secrets = self.own_secret();
        for account in known {
            let secret = account.vault.get(APP_SECRET).await.map_err(ConnectorError::retry)?;
            if let Some(secret) = secret
                && !secrets.contains(&secret)
            {
                secrets.push(secret);
            }
        }
        Ok(secrets)
    }
}

fn asked_by_get(
    query: &BTreeMap<String, String>,
    secrets: &[Secret],
) -> Result<Routed, ConnectorError> {
    let get = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    if query.contains_key("deletion") {
        return Ok(deletion::status());
    }
    let told = get("hub.verify_token");
    let fits = secrets.iter().fold(false, |fits, secret| {
        bool::from(verify_token(secret).as_bytes().ct_eq(told.as_bytes())) | fits
    });
    if get("hub.mode") != "subscribe" || !fits {
        return Err(refusal("webhook.forged"));
    }
    Ok(Routed::Challenge(get("hub.challenge").to_owned()))
}
