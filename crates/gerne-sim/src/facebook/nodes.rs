//! Objects as the Graph API shows them: only what was asked for.

use serde_json::{Map, Value, json};

use super::auth::Viewer;
use super::edges::edge;
use super::fields::Field;
use super::model::{Author, PageNo, PostKind, TASKS, Who};
use super::parts::{
    attachment, can_reply_privately, from, message_attachments, party, permalink, picture,
    post_attachments,
};
use super::problem::{Answer, Problem};
use super::state::{Node, State, wire_time};

/// Known to be there, but nothing that this stand-in has.
const BLANK_OF_POST: [&str; 26] = [
    "actions",
    "admin_creator",
    "application",
    "backdated_time",
    "call_to_action",
    "child_attachments",
    "coordinates",
    "event",
    "icon",
    "instagram_eligibility",
    "is_app_share",
    "is_eligible_for_promotion",
    "is_expired",
    "is_popular",
    "is_spherical",
    "message_tags",
    "place",
    "privacy",
    "promotable_id",
    "properties",
    "shares",
    "story",
    "story_tags",
    "target",
    "via",
    "width",
];

/// The fields that are shown when none are asked for.
fn usual(node: Node) -> &'static [&'static str] {
    match node {
        Node::Page(_) | Node::User(_) | Node::App => &["name", "id"],
        Node::Post(_) => &["created_time", "message", "id"],
        Node::Comment(_) => &["created_time", "from", "message", "id"],
        Node::Conversation(_) => &["id", "updated_time"],
        Node::Message(_) => &["id", "created_time"],
        Node::Photo(_) => &["created_time", "id"],
        Node::Person(..) => &["first_name", "last_name", "profile_pic", "id"],
    }
}

pub(crate) fn kind(node: Node) -> &'static str {
    match node {
        Node::Page(_) => "Page",
        Node::Post(_) => "PagePost",
        Node::Comment(_) => "Comment",
        Node::Conversation(_) => "UnifiedThread",
        Node::Message(_) => "UnifiedMessage",
        Node::Photo(_) => "Photo",
        Node::Person(..) | Node::User(_) => "User",
        Node::App => "Application",
    }
}

/// A node with the wanted fields; `id` is always there.
pub(crate) fn node(state: &State, viewer: &Viewer, node: Node, fields: &[Field]) -> Answer<Value> {
    may_see(state, viewer, node)?;
    let usual: Vec<Field>;
    let fields = if fields.is_empty() {
        usual = self::usual(node).iter().map(|name| Field::named(name)).collect();
        usual.as_slice()
    } else {
        fields
    };
    let mut shown = Map::new();
    for field in fields {
        let value = match node {
            Node::Page(page) => page_field(state, viewer, page, field)?,
            Node::Post(number) => post_field(state, viewer, number, field)?,
            Node::Comment(number) => comment_field(state, viewer, number, field)?,
            Node::Conversation(at) => conversation_field(state, viewer, at, field)?,
            Node::Message(number) => message_field(state, viewer, number, field)?,
            Node::Photo(id) => photo_field(state, id, field)?,
            Node::Person(who, page) => person_field(state, who, page, field)?,
            Node::User(who) => user_field(state, who, field)?,
            Node::App => match field.name.as_str() {
                "id" => None,
                "name" => Some(json!(state.config.app.name)),
                other => return Err(Problem::no_field(other, "Application")),
            },
        };
        if let Some(value) = value {
            shown.insert(field.name.clone(), value);
        }
    }
    shown.insert("id".to_owned(), json!(id_of(state, node)));
    Ok(Value::Object(shown))
}

pub(crate) fn id_of(state: &State, node: Node) -> String {
    match node {
        Node::Page(page) => state.pages[page].id.to_string(),
        Node::Post(number) => state.posts[&number].id.clone(),
        Node::Comment(number) => state.comments[&number].id.clone(),
        Node::Conversation(at) => state.conversations[at].id.clone(),
        Node::Message(number) => state.messages[&number].id.clone(),
        Node::Photo(id) => id.to_string(),
        Node::Person(who, page) => state.psid(who, page).to_string(),
        Node::User(who) => state.people[who].id.to_string(),
        Node::App => state.config.app.id.clone(),
    }
}

fn may_see(state: &State, viewer: &Viewer, node: Node) -> Answer<()> {
    match node {
        Node::Post(number) => {
            let theirs = matches!(state.posts[&number].author, Author::Person(_));
            viewer.reads(if theirs {
                "pages_read_user_content"
            } else {
                "pages_read_engagement"
            })?;
        }
        Node::Comment(_) => {
            viewer.reads("pages_read_user_content")?;
        }
        Node::Conversation(_) | Node::Message(_) if !viewer.has("pages_messaging") => {
            let text = "Requires pages_messaging permission to manage the object";
            return Err(Problem::numbered(230, text));
        }
        Node::Person(who, page) => {
            // A profile is told of who wrote to the Page, of nobody else.
            let wrote = state.conversation_of(page, who);
            let wrote = wrote.is_some_and(|at| state.conversations[at].heard_at.is_some());
            if !wrote || !viewer.has("pages_messaging") {
                let id = state.psid(who, page).to_string();
                return Err(Problem::missing("get", &id));
            }
        }
        _ => {}
    }
    Ok(())
}

fn page_field(
    state: &State,
    viewer: &Viewer,
    page: PageNo,
    field: &Field,
) -> Answer<Option<Value>> {
    let spec = &state.pages[page].spec;
    Ok(match field.name.as_str() {
        "id" => None,
        "name" => Some(json!(spec.name)),
        "username" => Some(json!(spec.handle)),
        "category" => Some(json!(spec.category)),
        "link" => Some(json!(format!("https://www.facebook.com/{}", spec.handle))),
        "picture" => Some(picture(state, state.pages[page].id)),
        "access_token" => (viewer.page() == Some(page)).then(|| json!(viewer.token)),
        "tasks" => Some(json!(TASKS)),
        "fan_count" | "followers_count" => Some(json!(12_480)),
        "about" | "emails" | "phone" | "website" | "verification_status" => None,
        _ => return edge(state, viewer, Node::Page(page), field).map(Some),
    })
}

fn post_field(state: &State, viewer: &Viewer, number: u64, field: &Field) -> Answer<Option<Value>> {
    let post = &state.posts[&number];
    let page = &state.pages[post.page];
    Ok(match field.name.as_str() {
        "id" => None,
        "created_time" => Some(json!(wire_time(post.created_at))),
        "updated_time" => Some(json!(wire_time(post.updated_at))),
        "message" => (!post.text.is_empty()).then(|| json!(post.text)),
        "from" => from(state, viewer, post.page, post.author, field),
        "to" => matches!(post.kind, PostKind::Visitor | PostKind::Tagged)
            .then(|| json!({ "data": [{ "name": page.spec.name, "id": page.id.to_string() }] })),
        "permalink_url" => Some(json!(permalink(state, number))),
        "attachments" => post_attachments(state, number),
        "full_picture" | "picture" => {
            let first = post.files.first().and_then(|id| state.media.get(id));
            first.map(|one| json!(state.file_url(one)))
        }
        "is_hidden" => Some(json!(post.hidden)),
        "is_published" => Some(json!(post.kind != PostKind::Ad)),
        "is_eligible_for_dark_post" => None,
        "status_type" => Some(json!(match (post.kind, post.files.is_empty()) {
            (PostKind::Visitor, _) => "wall_post",
            (_, false) => "added_photos",
            _ => "mobile_status_update",
        })),
        "promotion_status" => {
            Some(json!(if post.kind == PostKind::Ad { "active" } else { "ineligible" }))
        }
        "can_reply_privately" => Some(json!(can_reply_privately(
            state,
            post.author,
            post.private_reply,
            post.created_at
        ))),
        "parent_id" => None,
        known if BLANK_OF_POST.contains(&known) => None,
        "comments" | "likes" | "reactions" => Some(edge(state, viewer, Node::Post(number), field)?),
        other => return Err(Problem::no_field(other, "PagePost")),
    })
}

fn comment_field(
    state: &State,
    viewer: &Viewer,
    number: u64,
    field: &Field,
) -> Answer<Option<Value>> {
    let comment = &state.comments[&number];
    let own = comment.author == Author::Page(comment.page);
    Ok(match field.name.as_str() {
        "id" => None,
        "created_time" => Some(json!(wire_time(comment.created_at))),
        "message" => Some(json!(comment.text)),
        "from" => from(state, viewer, comment.page, comment.author, field),
        "parent" => {
            let parent = comment.parent.map(Node::Comment);
            parent.map(|parent| node(state, viewer, parent, &field.sub)).transpose()?
        }
        "object" => Some(node(state, viewer, Node::Post(comment.post), &field.sub)?),
        "attachment" => {
            comment.file.and_then(|id| state.media.get(&id)).map(|one| attachment(state, one))
        }
        "comment_count" => {
            Some(json!(comment.replies.iter().filter(|one| !state.comments[one].deleted).count()))
        }
        "like_count" => {
            Some(json!(comment.reactions.values().filter(|kind| *kind == "LIKE").count()))
        }
        "user_likes" => Some(json!(comment.reactions.contains_key(&Author::Page(comment.page)))),
        "permalink_url" => {
            Some(json!(format!("{}?comment_id={number}", permalink(state, comment.post))))
        }
        "is_hidden" => Some(json!(comment.hidden)),
        "is_private" => Some(json!(false)),
        "can_hide" => Some(json!(!own)),
        "can_remove" | "can_like" | "can_comment" => Some(json!(true)),
        "can_reply_privately" => Some(json!(can_reply_privately(
            state,
            comment.author,
            comment.private_reply,
            comment.created_at
        ))),
        "private_reply_conversation" => comment
            .private_reply
            .map(|at| node(state, viewer, Node::Conversation(at), &field.sub))
            .transpose()?,
        "admin_creator" | "application" | "live_broadcast_timestamp" | "message_tags" => None,
        "comments" | "likes" | "reactions" => {
            Some(edge(state, viewer, Node::Comment(number), field)?)
        }
        other => return Err(Problem::no_field(other, "Comment")),
    })
}

fn conversation_field(
    state: &State,
    viewer: &Viewer,
    at: usize,
    field: &Field,
) -> Answer<Option<Value>> {
    let one = &state.conversations[at];
    let both = || {
        let person = Author::Person(one.who);
        json!({ "data": [party(state, person, one.page), party(state, Author::Page(one.page), one.page)] })
    };
    Ok(match field.name.as_str() {
        "id" => None,
        "updated_time" => Some(json!(wire_time(one.updated_at))),
        "unread_count" => Some(json!(one.unread)),
        "message_count" => Some(json!(one.messages.len())),
        "participants" | "senders" => Some(both()),
        "link" => Some(json!(format!("/{}/inbox/{}/", state.pages[one.page].id, one.who + 1))),
        "folder" => Some(json!("inbox")),
        "can_reply" => Some(json!(!one.elsewhere && !state.people[one.who].spec.unavailable)),
        "is_owner" => Some(json!(!one.elsewhere)),
        "snippet" => {
            let last = one.messages.last().and_then(|number| state.messages.get(number));
            last.map(|last| json!(last.text.chars().take(100).collect::<String>()))
        }
        "is_subscribed" => Some(json!(true)),
        "scoped_thread_key" => Some(json!(one.id)),
        "name" | "wallpaper" | "former_participants" | "linked_group" => None,
        _ => return edge(state, viewer, Node::Conversation(at), field).map(Some),
    })
}

fn message_field(
    state: &State,
    viewer: &Viewer,
    number: u64,
    field: &Field,
) -> Answer<Option<Value>> {
    let one = &state.messages[&number];
    let thread = &state.conversations[one.conversation];
    let (page, person) = (Author::Page(thread.page), Author::Person(thread.who));
    let other = if one.author == page { person } else { page };
    Ok(match field.name.as_str() {
        "id" => None,
        "created_time" => Some(json!(wire_time(one.created_at))),
        "message" => Some(json!(one.text)),
        "from" => Some(party(state, one.author, thread.page)),
        "to" => Some(json!({ "data": [party(state, other, thread.page)] })),
        "attachments" => message_attachments(state, number),
        "sticker" => one
            .files
            .iter()
            .filter_map(|id| state.media.get(id))
            .find(|media| media.kind == "sticker")
            .map(|media| json!(state.file_url(media))),
        "reply_to" => one.reply_to.map(|to| json!({ "mid": state.messages[&to].id })),
        "reactions" => one.reaction.as_ref().map(|emoji| {
            json!({ "data": [{ "reaction": emoji, "users": [party(state, person, thread.page)] }] })
        }),
        "tags" => Some(json!({ "data": [{ "name": "inbox" }, { "name": "messenger" }] })),
        "shares" | "is_unsupported" | "story" => None,
        "thread_id" => Some(json!(thread.id)),
        _ => return edge(state, viewer, Node::Message(number), field).map(Some),
    })
}

fn photo_field(state: &State, id: u64, field: &Field) -> Answer<Option<Value>> {
    let one = &state.media[&id];
    Ok(match field.name.as_str() {
        "id" => None,
        "created_time" | "updated_time" => Some(json!(wire_time(one.created_at))),
        "source" | "picture" => Some(json!(state.file_url(one))),
        "width" => Some(json!(one.width)),
        "height" => Some(json!(one.height)),
        "images" => Some(json!([{
            "height": one.height, "source": state.file_url(one), "width": one.width,
        }])),
        "link" => Some(json!(format!("https://www.facebook.com/photo.php?fbid={id}"))),
        "name" | "alt_text" | "from" | "album" => None,
        other => return Err(Problem::no_field(other, "Photo")),
    })
}

fn person_field(state: &State, who: Who, page: PageNo, field: &Field) -> Answer<Option<Value>> {
    let spec = &state.people[who].spec;
    let (first, last) = spec.name.split_once(' ').unwrap_or((&spec.name, ""));
    Ok(match field.name.as_str() {
        "id" => None,
        "first_name" => Some(json!(first)),
        "last_name" => Some(json!(last)),
        "name" => Some(json!(spec.name)),
        "profile_pic" => Some(json!(state.picture_url(state.psid(who, page)))),
        "locale" => Some(json!(if spec.language == "de" { "de_DE" } else { "en_US" })),
        "timezone" | "gender" => None,
        other => return Err(Problem::no_field(other, "User")),
    })
}

fn user_field(state: &State, who: Who, field: &Field) -> Answer<Option<Value>> {
    let person = &state.people[who];
    Ok(match field.name.as_str() {
        "id" => None,
        "name" => Some(json!(person.spec.name)),
        "picture" => Some(picture(state, person.id)),
        "first_name" | "last_name" => person_field(state, who, 0, field)?,
        "email" => None,
        other => return Err(Problem::no_field(other, "User")),
    })
}

/// A review as `/ratings` lists it.
pub(crate) fn rating(
    state: &State,
    viewer: &Viewer,
    number: u64,
    fields: &[Field],
) -> Answer<Value> {
    let post = &state.posts[&number];
    let PostKind::Review { positive, stars } = post.kind else { return Ok(Value::Null) };
    let usual = ["created_time", "reviewer", "recommendation_type", "review_text"];
    let usual: Vec<Field> = usual.iter().map(|name| Field::named(name)).collect();
    let fields = if fields.is_empty() { usual.as_slice() } else { fields };
    let mut shown = Map::new();
    for field in fields {
        let value = match field.name.as_str() {
            "created_time" => Some(json!(wire_time(post.created_at))),
            "reviewer" => from(state, viewer, post.page, post.author, field),
            "recommendation_type" => {
                stars.is_none().then(|| json!(if positive { "positive" } else { "negative" }))
            }
            "rating" => stars.map(|stars| json!(stars)),
            "review_text" => (!post.text.is_empty()).then(|| json!(post.text)),
            "has_rating" => Some(json!(stars.is_some())),
            "has_review" => Some(json!(!post.text.is_empty())),
            "open_graph_story" => Some(node(state, viewer, Node::Post(number), &field.sub)?),
            other => return Err(Problem::no_field(other, "Recommendation")),
        };
        if let Some(value) = value {
            shown.insert(field.name.clone(), value);
        }
    }
    Ok(Value::Object(shown))
}

/// Pages of `/me/accounts`.
pub(crate) fn account(state: &State, page: PageNo, token: &str, fields: &[Field]) -> Answer<Value> {
    let spec = &state.pages[page].spec;
    let id = state.pages[page].id;
    let mut all = json!({
        "access_token": token, "category": spec.category, "name": spec.name, "id": id.to_string(),
        "tasks": TASKS, "category_list": [{ "id": "2253", "name": spec.category }],
    });
    if fields.is_empty() {
        return Ok(all);
    }
    all["picture"] = picture(state, id);
    all["username"] = json!(spec.handle);
    all["link"] = json!(format!("https://www.facebook.com/{}", spec.handle));
    let mut shown = json!({ "id": id.to_string() });
    for field in fields {
        let value = all.get(&field.name);
        let value = value.ok_or_else(|| Problem::no_field(&field.name, "Page"))?;
        shown[&field.name] = value.clone();
    }
    Ok(shown)
}
