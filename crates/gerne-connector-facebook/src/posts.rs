//! What is said on a wall: posts, and comments below those that are watched.

use std::collections::BTreeMap;

use gerne_connector::{Batch, Cursor};
use gerne_domain::{ExternalId, Item, Timestamp, time::before as earlier};
use gerne_webapi::Purpose;

use crate::{
    account::{Connection, MENTIONS, POSTS},
    client::{Ask, CallError},
    normalize,
    watch::{LATE, Wall},
    wire,
};

/// What we ask of a post.
pub(crate) const POST_FIELDS: &str = "id,from{id,name,picture},message,story,created_time,permalink_url,\
                                      message_tags,attachments{media_type,type,media,target,url,\
                                      subattachments},is_hidden";
/// What we ask of a comment.
pub(crate) const COMMENT_FIELDS: &str = "id,from{id,name,picture},message,message_tags,created_time,parent{id,from},attachment,permalink_url,is_hidden";

/// Our own wall.
pub(crate) const FEED: &str = "feed";
/// Most that Facebook gives on one page.
const PAGE: u32 = 100;
/// Comments that are handed over at the beginning, of each of so many posts.
const BEGINNING: (u32, usize) = (5, 5);
/// Lively posts that are looked at in one fetch.
const AT_A_TIME: usize = 50;
/// Silent posts that are looked at in one fetch.
const SILENT: usize = 15;
/// New comments of one post in one fetch.
const AT_ONCE: usize = 500;
/// So many posts that cannot be read one after another are more than bad luck.
const IN_A_ROW: usize = 5;
/// Pages of posts in one fetch: Facebook shows about 600 posts of a year.
const MOST_PAGES: usize = 50;

impl Connection {
    /// The next of a wall: `feed` is ours, `tagged` what names us elsewhere.
    pub(crate) async fn fetch_wall(
        &self,
        edge: &str,
        since: Option<&Cursor>,
    ) -> Result<Batch, CallError> {
        let Some(before) = since.and_then(|cursor| Wall::read(cursor)) else {
            return self.begin_wall(edge).await;
        };
        let mut wall = before.clone();
        let mut items = Vec::new();
        for post in self.posts_since(edge, wall.posts.since()).await? {
            let at = seconds(post.created_time);
            if !wall.posts.is_new(&post.id, at) {
                continue;
            }
            wall.posts.handed(&post.id, at);
            wall.watch(&post.id, at, at);
            items.extend(self.told_post(&post));
        }
        wall.posts.tidy();
        if edge == FEED {
            let now = self.api.now().as_second();
            for post in self.take_named() {
                wall.watch(&post, now - LATE, now);
            }
        }
        // A few at a time: what was read is kept before more is asked for, however short a life is.
        let due = wall.due(&self.looked(), self.api.now(), (AT_A_TIME, SILENT));
        let (mut more, all) = self.fetch_due(&mut wall, &due, &mut items).await?;
        wall.trim();
        let now = self.api.now();
        let every = self.every(if edge == FEED { POSTS } else { MENTIONS });
        let late = earlier(now, every.saturating_mul(2));
        // What failed is not asked for again at once.
        more |= all && wall.is_behind(&self.looked(), now, late);
        sort(&mut items);
        let cursor = (wall != before).then(|| wall.write()).flatten();
        Ok(Batch { items, cursor, more, ..Batch::default() })
    }

    /// The newest posts are watched; the newest words below them are a beginning. Whatever was said
    /// since the account was connected and is not among them comes next.
    async fn begin_wall(&self, edge: &str) -> Result<Batch, CallError> {
        let ask = posts(&self.us.id, edge).with("limit", PAGE);
        let page = self.api.page::<wire::Post>(&ask).await?;
        let from = crate::watch::Forward::from(self.begun);
        let mut wall = Wall { posts: from, watched: Vec::new() };
        let mut items = Vec::new();
        let (most, lively) = BEGINNING;
        let mut newest = page.data;
        newest.sort_by_key(|post| std::cmp::Reverse(post.created_time));
        for (nth, post) in newest.iter().enumerate() {
            let at = seconds(post.created_time);
            wall.watch(&post.id, self.begun.as_second(), at);
            self.memory().saw_post(post);
            if nth >= lively {
                continue;
            }
            wall.posts.begun_with(&post.id, at);
            items.extend(self.told_post(post));
            let ask = comments(&post.id, "reverse_chronological").with("limit", most);
            let said = match self.api.page::<wire::Comment>(&ask).await {
                Ok(said) => said.data,
                Err(error) if error.is_gone() => continue,
                Err(error) => return Err(error),
            };
            let Some(watched) = wall.post(&post.id) else { continue };
            for comment in said {
                let at = seconds(comment.created_time);
                watched.read.begun_with(&comment.id, at);
                watched.lively = watched.lively.max(at);
                items.push(self.told_comment(&comment, &post.id));
            }
        }
        wall.posts.tidy();
        sort(&mut items);
        Ok(Batch { items, cursor: wall.write(), ..Batch::default() })
    }

    /// What is new below posts. Each has a place of its own: what fails for one keeps what was read
    /// below the others, or a bad day on which one request in six is lost would bring nothing at all
    /// from a hundred posts. Whether there is more, and whether none failed.
    async fn fetch_due(
        &self,
        wall: &mut Wall,
        due: &[String],
        items: &mut Vec<Item>,
    ) -> Result<(bool, bool), CallError> {
        let (mut more, mut read, mut in_a_row) = (false, items.len(), 0);
        let mut failed = None;
        for id in due {
            match self.fetch_comments(wall, id, items).await {
                Ok(there_is) => (more, read, in_a_row) = (more | there_is, read + 1, 0),
                Err(error) => {
                    tracing::info!(post = id, %error, "what is said below a post was not read");
                    let now = self.api.now();
                    if !error.is_passing() || wall.post(id).is_some_and(|post| post.is_lively(now))
                    {
                        // It stands behind those that can be read.
                        self.looked().insert(id.clone(), now);
                    }
                    in_a_row += 1;
                    let is_over = error.concerns_all() || in_a_row >= IN_A_ROW;
                    failed = Some(error);
                    if is_over {
                        break;
                    }
                }
            }
        }
        match failed {
            Some(error) if read == 0 || error.needs_a_person() => Err(error),
            failed => Ok((more, failed.is_none())),
        }
    }

    /// What is new below a post. Whether there is more.
    async fn fetch_comments(
        &self,
        wall: &mut Wall,
        id: &str,
        items: &mut Vec<Item>,
    ) -> Result<bool, CallError> {
        let Some(post) = wall.post(id) else { return Ok(false) };
        let ask =
            comments(id, "chronological").with("limit", PAGE).with("since", post.read.since());
        let mut after: Option<String> = None;
        let (mut count, mut more) = (0, false);
        loop {
            let page = after.iter().fold(ask.clone(), |ask, after| ask.with("after", after));
            let page = match self.api.page::<wire::Comment>(&page).await {
                Ok(page) => page,
                Err(error) if error.is_gone() => {
                    wall.forget(id);
                    self.memory().forget(id);
                    items.push(Item::Deleted(ExternalId(id.to_owned())));
                    return Ok(false);
                }
                Err(error) => return Err(error),
            };
            for comment in page.data {
                let at = seconds(comment.created_time);
                if !post.read.is_new(&comment.id, at) {
                    continue;
                }
                post.read.handed(&comment.id, at);
                post.lively = post.lively.max(at);
                items.push(self.told_comment(&comment, id));
                count += 1;
            }
            after = page.after;
            if after.is_none() || count >= AT_ONCE {
                more |= after.is_some();
                break;
            }
        }
        post.read.tidy();
        post.unread = false;
        let now = self.api.now();
        self.looked().insert(id.to_owned(), now);
        Ok(more)
    }

    pub(crate) async fn posts_since(
        &self,
        edge: &str,
        since: i64,
    ) -> Result<Vec<wire::Post>, CallError> {
        let ask = posts(&self.us.id, edge).with("limit", PAGE).with("since", since);
        let mut found: BTreeMap<String, wire::Post> = BTreeMap::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let page = after.iter().fold(ask.clone(), |ask, after| ask.with("after", after));
            let page = self.api.page::<wire::Post>(&page).await?;
            found.extend(page.data.into_iter().map(|post| (post.id.clone(), post)));
            after = page.after;
            if after.is_none() {
                break;
            }
        }
        // The oldest first: what was handed over moves on where the next begin.
        let mut found: Vec<wire::Post> = found.into_values().collect();
        found.sort_by_key(|post| post.created_time);
        Ok(found)
    }

    /// A post of ours is told only with what is said below it.
    fn told_post(&self, post: &wire::Post) -> Option<Item> {
        self.memory().saw_post(post);
        let message = normalize::post(post, &self.us);
        (!message.author.is_us).then(|| Item::Message(Box::new(message)))
    }

    pub(crate) fn told_comment(&self, comment: &wire::Comment, under: &str) -> Item {
        self.memory().saw(comment, under);
        Item::Message(Box::new(normalize::comment(comment, under, &self.us)))
    }
}

fn posts(page: &str, edge: &str) -> Ask {
    Ask::get(format!("{page}/{edge}"), Purpose::Reading).with("fields", POST_FIELDS)
}

/// The comments below a post or comment, answers included.
pub(crate) fn comments(id: &str, order: &str) -> Ask {
    Ask::get(format!("{id}/comments"), Purpose::Reading)
        .with("filter", "stream")
        .with("order", order)
        .with("fields", COMMENT_FIELDS)
}

pub(crate) fn seconds(at: Option<Timestamp>) -> i64 {
    at.map_or(0, Timestamp::as_second)
}

/// Oldest first; what was said in the same second by number, which grows.
pub(crate) fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| match item {
        Item::Message(message) => {
            let id = message.external_id.as_str();
            let number = id.rsplit('_').next().unwrap_or(id);
            (Some(message.published_at), number.len(), number.to_owned())
        }
        Item::Deleted(id) => (None, 0, id.0.clone()),
    });
}
