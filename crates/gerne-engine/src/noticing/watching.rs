//! Looking on the platforms for what nobody addressed to us. What is found becomes a flag where a rule
//! matches it, never a conversation by itself; the rest is not kept.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use gerne_connector::{ConnectorError, Resource, Watch, WatchBy};
use gerne_domain::{
    Account, AccountId, Flag, FlagHit, FlagId, FlagState, FoundPost, Item, Refusal, Timestamp,
    time::after,
};
use gerne_rules::{Outward, XLimits};
use gerne_store::{Reader, Tx};

use super::{Hit, subject::Subject};
use crate::{
    Caller, Engine, EngineError, account_lane::Lane, error::chain, tones::Tones,
    verbs::rules::hours_before,
};

/// How often it is looked whether any rule is watched.
const IDLE: Duration = Duration::from_secs(2);
/// After a search that failed.
const AFTER_FAILURE: Duration = Duration::from_mins(2);
/// Pages that are read of one question in a row.
const PAGES: usize = 10;
/// Under what it is told what looking is short of: money.
const WATCH: &str = "watch";
/// What `gerne_rules::hashtags` says where posts without the hashtag are not seen.
const ONLY_HASHTAGS: &str = "watch.only_hashtags";
/// What is older is nobody's news any more.
const OLDEST_HOURS: u32 = 7 * 24;

impl Engine {
    /// Looks for what the rules ask for that this account watches, as long as its lane runs.
    pub(crate) async fn keep_watching(&self, lane: &Arc<Lane>) {
        let Some(watch) = lane.connection().watch() else {
            // Nothing to do, and nothing that would begin by itself.
            return std::future::pending().await;
        };
        let mut next = self.now();
        let mut known: BTreeSet<String> = BTreeSet::new();
        loop {
            let questions = self.questions(&lane.account(), &watch).await.unwrap_or_default();
            let new = questions.iter().any(|question| !known.contains(question));
            if !questions.is_empty() && (new || self.now() >= next) {
                known.clone_from(&questions);
                let pause = self.look_around(lane, &questions).await;
                next = after(self.now(), pause.unwrap_or(watch.every));
            }
            self.inner.clock.rest(IDLE.min(watch.every)).await;
        }
    }

    /// What the platform is asked for: questions that together cover the rules.
    async fn questions(
        &self,
        account: &Account,
        watch: &Watch,
    ) -> Result<BTreeSet<String>, EngineError> {
        let rules = self.watching().await?.watched_by(account.id);
        Ok(rules.iter().flat_map(|rule| outward(&rule.text, watch.by).queries).collect())
    }

    /// Asks each question once; how long to wait where the platform says so.
    async fn look_around(
        &self,
        lane: &Arc<Lane>,
        questions: &BTreeSet<String>,
    ) -> Option<Duration> {
        let (mut wait, mut notice) = (None, None);
        for question in questions {
            match self.ask_platform(lane, question).await {
                Ok((every, told)) => (wait, notice) = (wait.max(every), notice.or(told)),
                Err(error) => {
                    let error = chain(&error);
                    tracing::warn!(account = %lane.account().id, %error, "the platform could not be searched");
                    wait = wait.max(Some(AFTER_FAILURE));
                }
            }
        }
        self.heed_notice(lane, &lane.account(), &Resource::from(WATCH), notice).await;
        wait
    }

    async fn ask_platform(
        &self,
        lane: &Arc<Lane>,
        question: &str,
    ) -> Result<(Option<Duration>, Option<Refusal>), EngineError> {
        let account = lane.account();
        let place = format!("watch:{question}");
        for _ in 0..PAGES {
            self.until_room().await;
            let cursor = self.inner.store.read().await?.cursor(account.id, &place).await?;
            let sought = match lane.connection().search(question, cursor.as_ref()).await {
                Ok(sought) => sought,
                Err(ConnectorError::Refused { reason }) => {
                    tracing::debug!(reason = reason.key, "the platform lets nobody search");
                    return Ok((Some(AFTER_FAILURE), None));
                }
                Err(error) => return Err(error.into()),
            };
            let (flags, hits) = self.noticed(&account, sought.posts).await?;
            let (engine, moved, at) = (self.clone(), sought.cursor, place.clone());
            let id = account.id;
            let of = account.clone();
            self.write_maybe_under(Some(&lane.hold), move |tx| {
                Box::pin(async move {
                    let (flags, hits) = engine.not_erased(tx, &of, flags, hits).await?;
                    engine.keep_flags(tx, &flags, &hits).await?;
                    if let Some(cursor) = moved {
                        tx.put_cursor(id, &at, &cursor, engine.now()).await?;
                    }
                    Ok(())
                })
            })
            .await?;
            if !sought.more {
                return Ok((sought.every, sought.notice));
            }
        }
        Ok((None, None))
    }

    /// Flags of what rules match of found posts, but for what we have already, what is old, and who
    /// was erased or blocked.
    pub(crate) async fn noticed(
        &self,
        account: &Account,
        posts: Vec<FoundPost>,
    ) -> Result<(Vec<Flag>, Vec<FlagHit>), EngineError> {
        let watching = self.watching().await?;
        let team = self.taught_tone(account.teams.first().copied()).await?;
        let oldest = hours_before(self.now(), OLDEST_HOURS);
        let authors = posts.iter().map(|post| &post.message.author.external_id);
        let known = self.known_authors(&watching, account, authors).await?;
        let mut matching: Vec<(FoundPost, Vec<Hit>)> = Vec::new();
        {
            let mut room = watching.room();
            for post in posts {
                let m = &post.message;
                if m.author.is_us || m.addressed || m.published_at < oldest {
                    continue;
                }
                let tones = Tones::of(&team, &m.text, m.language.as_deref());
                let knows = known.as_ref().map(|known| known.contains(&m.author.external_id));
                let subject = Subject::found(account, &post).toned(&tones);
                let subject = subject.asked(|field| watching.asks(field), knows);
                let mut hits = watching.find(account.id, &subject.post(), &mut room);
                hits.retain(|hit| hit.rule.said.flags);
                if !hits.is_empty() {
                    matching.push((post, hits));
                }
            }
            watching.leave(room);
        }
        let (mut flags, mut hits) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        let mut db = self.inner.store.read().await?;
        for (post, matched) in matching {
            let id = post.message.external_id.clone();
            let known = db.message_by_external(account.id, &id).await?.is_some()
                || db.flag_of_post(&account.platform, &id).await?.is_some()
                || !seen.insert(id.clone());
            if known || is_blocked(&mut db, account, &post).await? {
                continue;
            }
            let flag = self.flag_of(account, post, self.now());
            hits.extend(matched.into_iter().map(|hit| FlagHit {
                flag_id: flag.id,
                rule_id: hit.rule.id,
                marks: hit.marks,
            }));
            flags.push(flag);
        }
        Ok((flags, hits))
    }

    /// What was found, but for posts of people who were erased.
    async fn not_erased(
        &self,
        tx: &mut Tx<'_>,
        account: &Account,
        flags: Vec<Flag>,
        mut hits: Vec<FlagHit>,
    ) -> Result<(Vec<Flag>, Vec<FlagHit>), EngineError> {
        let mut kept = Vec::with_capacity(flags.len());
        for flag in flags {
            let Some(post) = &flag.post else { continue };
            let item = Item::Message(Box::new(post.message.clone()));
            if !self.without_erased(tx, account, vec![item]).await?.is_empty() {
                kept.push(flag);
            }
        }
        hits.retain(|hit| kept.iter().any(|flag| flag.id == hit.flag_id));
        Ok((kept, hits))
    }

    fn flag_of(&self, account: &Account, post: FoundPost, now: Timestamp) -> Flag {
        Flag {
            id: FlagId::new(&*self.inner.ids),
            account_id: account.id,
            message_id: None,
            platform: account.platform.clone(),
            external_id: post.message.external_id.clone(),
            author: post.message.author.external_id.clone(),
            published_at: post.message.published_at,
            post: Some(post),
            queued: true,
            state: FlagState::Open,
            reason: None,
            found_at: now,
            decided_by: None,
            decided_at: None,
        }
    }
}

async fn is_blocked(
    db: &mut Reader,
    account: &Account,
    post: &FoundPost,
) -> Result<bool, EngineError> {
    let author = &post.message.author.external_id;
    let Some(known) = db.identity_by_external(&account.platform, author).await? else {
        return Ok(false);
    };
    let customer = db.customer(known.customer_id).await?;
    Ok(customer.is_some_and(|customer| customer.blocked_at.is_some()))
}

/// What a platform is asked for, so that a rule's posts are among what it gives.
pub(crate) fn outward(text: &str, by: WatchBy) -> Outward {
    let Some(parsed) = gerne_rules::parse(text).rule else { return Outward::default() };
    match by {
        WatchBy::Hashtags { most, stream } => {
            let mut outward = gerne_rules::hashtags(&parsed, most);
            let covered = !outward.queries.is_empty()
                && outward.lost.iter().all(|lost| lost.key != ONLY_HASHTAGS);
            if stream && !covered {
                outward.queries.push(String::new());
            }
            outward
        }
        WatchBy::Queries { length, most } => {
            gerne_rules::x(&parsed, &inflected, XLimits { length, rules: most })
        }
    }
}

/// The commonest forms of a word in German and English, for platforms that find exact words only; of a
/// pattern none. What is no word finds nothing there.
fn inflected(word: &str) -> Vec<String> {
    if word.chars().nth(3).is_none() || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    ["e", "en", "n", "s"].iter().map(|end| format!("{word}{end}")).collect()
}

/// How an account would look for a rule on its platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watchable {
    /// Which account.
    pub account: AccountId,
    /// How, and at what price; else why not.
    pub watch: Result<Watch, Refusal>,
    /// What the platform would be asked for; an empty question is everything public that it knows.
    pub queries: Vec<String>,
    /// What it will not find, or cannot sort out for us: a key, and the part of the rule.
    pub lost: Vec<(&'static str, String)>,
}

impl Engine {
    /// How each account that the caller sees would look for a rule on its platform.
    pub async fn rule_watches(
        &self,
        who: &Caller,
        text: &str,
    ) -> Result<Vec<Watchable>, EngineError> {
        let accounts = self.inner.store.read().await?.accounts().await?;
        let mut found = Vec::new();
        for account in accounts.into_iter().filter(|account| who.scope.sees(account.id, None)) {
            let Ok(connection) = self.connection(&account) else { continue };
            let watch = connection.watch().ok_or_else(|| connection.why_no_watch());
            let asked = watch.as_ref().map(|watch| outward(text, watch.by)).unwrap_or_default();
            let lost = asked.lost.into_iter().map(|lost| (lost.key, lost.part)).collect();
            found.push(Watchable { account: account.id, watch, queries: asked.queries, lost });
        }
        Ok(found)
    }
}
