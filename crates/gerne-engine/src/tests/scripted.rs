//! A platform that does what a test tells it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use gerne_connector::{
    Account, Action, Batch, Begin, Blobs, Callback, Capabilities, Check, ConnectForm, Connected,
    ConnectorError, Counting, Cursor, Finished, Form, Known, Limits, LookUp, Media, MentionLength,
    Platform, Profile, Resource, ResourcePlan, Routed, Secret, Vault, Wake, Webhook,
};
use gerne_domain::{ExternalId, InboundMessage, Item, Outbound, Receipt, Refusal, Timestamp};
use tokio::sync::Notify;

/// What the next `send` comes to.
#[derive(Debug)]
pub(super) enum Fate {
    /// The platform has it and says so.
    Arrives,
    /// The platform has it, but the answer is lost.
    ArrivesSilently,
    /// The platform does not have it, and nobody can tell.
    VanishesSilently,
    /// Not now.
    Later(Duration),
    /// Never.
    Refused,
    /// What it answers is gone.
    ParentGone,
    /// Not now, and why.
    HeldBack(Duration, &'static str),
    /// Who are you?
    Reauthorize,
    /// It takes until this rings.
    Slowly(Arc<Notify>),
}

#[derive(Debug, Default)]
struct State {
    /// Everything that was ever posted there, by anyone; the cursor is an index into it.
    posts: Vec<Item>,
    /// What is only found by asking for it.
    hidden: Vec<InboundMessage>,
    fates: VecDeque<Fate>,
    sent: Vec<(Outbound, Receipt)>,
    fetch_errors: VecDeque<ConnectorError>,
    honours_key: bool,
    /// It knows no keys: what it has of ours is found by its words.
    by_words: bool,
    /// Whose threads it does not give.
    broken: Vec<ExternalId>,
    /// How messages stand now, for who asks for that.
    states: Vec<Item>,
    pace: Option<gerne_connector::Pace>,
    asked_about: Vec<ExternalId>,
    /// What is only read back for money, and whether it is done.
    for_sale: Option<Result<Vec<Item>, ConnectorError>>,
    /// Items of one fetch; 0: ten.
    page: usize,
    look_ups: usize,
    /// Whose rights were ended because nobody keeps them.
    discarded: Vec<ExternalId>,
    acts: Vec<Action>,
    refuses_acts: Option<&'static str>,
    notice: Option<(Refusal, Duration)>,
    /// Nothing answers.
    silent: bool,
    /// It does not say when something was changed.
    tells_no_edits: bool,
    panics: usize,
    opened: usize,
}

/// The platform; clones share it.
#[derive(Clone, Debug)]
pub(super) struct Scripted {
    state: Arc<Mutex<State>>,
    bell: Arc<Notify>,
    profile: Arc<Profile>,
}

impl Scripted {
    pub(super) fn new() -> Self {
        Self {
            state: Arc::default(),
            bell: Arc::default(),
            profile: Arc::new(Profile {
                platform: "scripted",
                name: "Scripted",
                connect: ConnectForm { fields: Vec::new(), browser: false },
                capabilities: Capabilities {
                    start_private: true,
                    private: true,
                    unlisted: true,
                    delete: true,
                    hide: true,
                    announce: true,
                    ..Capabilities::default()
                },
                settings: gerne_domain::AccountSettings::default(),
                deletions_within: None,
            }),
        }
    }

    /// One whose messages are letters.
    pub(super) fn of_letters() -> Self {
        let mut scripted = Self::new();
        Arc::make_mut(&mut scripted.profile).capabilities.letters = true;
        scripted
    }

    /// One with a page of ours, where others leave things that we may take away.
    pub(super) fn with_a_wall() -> Self {
        let mut scripted = Self::new();
        Arc::make_mut(&mut scripted.profile).capabilities.delete_others = true;
        scripted
    }

    /// One that lets only those be answered who called us.
    pub(super) fn only_when_called() -> Self {
        let mut scripted = Self::new();
        Arc::make_mut(&mut scripted.profile).capabilities.only_when_called = true;
        scripted
    }

    /// One that calls people otherwise in private than in public.
    pub(super) fn with_private_ids() -> Self {
        let mut scripted = Self::new();
        Arc::make_mut(&mut scripted.profile).capabilities.private_ids = true;
        scripted
    }

    /// A platform whose terms demand that what is deleted there is deleted here in time.
    pub(super) fn with_deadline(within: Duration) -> Self {
        let new = Self::new();
        let profile = Profile { deletions_within: Some(within), ..(*new.profile).clone() };
        Self { profile: Arc::new(profile), ..new }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It does not say when something was changed.
    pub(super) fn tell_no_edits(&self) {
        self.state().tells_no_edits = true;
    }

    /// Shows something to whoever fetches next, and rings.
    pub(super) fn shows(&self, item: Item) {
        self.state().posts.push(item);
        self.bell.notify_one();
    }

    /// Shows a message.
    pub(super) fn posts(&self, message: InboundMessage) {
        self.shows(Item::Message(Box::new(message)));
    }

    /// What a gap left out, for whoever buys it; or why not.
    pub(super) fn sells(&self, items: Result<Vec<Item>, ConnectorError>) {
        self.state().for_sale = Some(items);
    }

    /// What was done to messages there.
    pub(super) fn acts(&self) -> Vec<Action> {
        self.state().acts.clone()
    }

    /// It does nothing to messages, for this reason.
    pub(super) fn refuses_acts(&self, key: Option<&'static str>) {
        self.state().refuses_acts = key;
    }

    /// What people must know, with each fetch from now on, and when to fetch again.
    pub(super) fn tells(&self, notice: Option<(Refusal, Duration)>) {
        self.state().notice = notice;
        self.bell.notify_one();
    }

    /// Has a message that only a look-up finds.
    pub(super) fn hides(&self, message: InboundMessage) {
        self.state().hidden.push(message);
    }

    /// How a message stands now; nobody is told by itself.
    pub(super) fn stands(&self, message: InboundMessage) {
        self.state().states.push(Item::Message(Box::new(message)));
    }

    /// A message was deleted there; nobody is told by itself.
    pub(super) fn no_longer_has(&self, id: &str) {
        self.state().states.push(Item::Deleted(id.into()));
    }

    /// How often it was asked how a message stands.
    pub(super) fn asked_about(&self, id: &str) -> usize {
        self.state().asked_about.iter().filter(|asked| asked.as_str() == id).count()
    }

    pub(super) fn gives_at_once(&self, items: usize) {
        self.state().page = items;
    }

    /// Shows several things together, and rings.
    pub(super) fn posts_all(&self, messages: Vec<InboundMessage>) {
        let items = messages.into_iter().map(|m| Item::Message(Box::new(m)));
        self.state().posts.extend(items);
        self.bell.notify_one();
    }

    pub(super) fn look_ups(&self) -> usize {
        self.state().look_ups
    }

    pub(super) fn fate(&self, fate: Fate) {
        self.state().fates.push_back(fate);
    }

    /// Nothing answers any more, or again.
    pub(super) fn falls_silent(&self, silent: bool) {
        self.state().silent = silent;
        self.bell.notify_one();
    }

    /// The connector breaks off in its next fetch.
    pub(super) fn panics_next_fetch(&self) {
        self.state().panics += 1;
        self.bell.notify_one();
    }

    /// How often an account was opened.
    pub(super) fn opened(&self) -> usize {
        self.state().opened
    }

    pub(super) fn honours_keys(&self) {
        self.state().honours_key = true;
    }

    pub(super) fn lets_through(&self, most: u32, within: Duration) {
        self.state().pace = Some(gerne_connector::Pace { most, within });
    }

    pub(super) fn finds_by_words(&self) {
        self.state().by_words = true;
    }

    /// It answers, but not to the question what is above this.
    pub(super) fn breaks_thread(&self, id: &str) {
        self.state().broken.push(id.into());
    }

    /// It has a reply, from before a backup was put back.
    pub(super) fn has(&self, outbound: &Outbound) {
        Self::take(&mut self.state(), outbound);
    }

    pub(super) fn fails_next_fetch(&self, error: ConnectorError) {
        self.state().fetch_errors.push_back(error);
        self.bell.notify_one();
    }

    /// Whose rights were ended because nobody keeps them.
    pub(super) fn discarded(&self) -> Vec<ExternalId> {
        self.state().discarded.clone()
    }

    /// What the platform has of ours.
    pub(super) fn sent(&self) -> Vec<Outbound> {
        self.state().sent.iter().map(|(outbound, _)| outbound.clone()).collect()
    }

    fn take(state: &mut State, outbound: &Outbound) -> Receipt {
        let receipt = Receipt {
            external_id: Some(ExternalId(format!("ours-{}", state.sent.len() + 1))),
            url: None,
            published_at: outbound.written_at,
        };
        state.sent.push((outbound.clone(), receipt.clone()));
        receipt
    }
}

#[async_trait]
impl Platform for Scripted {
    fn profile(&self) -> &Profile {
        &self.profile
    }

    async fn begin(&self, form: &Form, back: &url::Url) -> Result<Begin, ConnectorError> {
        let who = form.get("who").unwrap_or("us");
        if form.get("browser").is_some() {
            let pending = Secret::new(who);
            return Ok(Begin::Browser { url: back.clone(), state: "mark".to_owned(), pending });
        }
        Ok(Begin::Done(Box::new(connected(who))))
    }

    async fn finish(&self, who: &Secret, _: &Callback) -> Result<Connected, ConnectorError> {
        Ok(connected(who.expose()))
    }

    /// Three accounts in one login, of whoever says so.
    async fn finish_or_ask(
        &self,
        who: &Secret,
        back: &Callback,
    ) -> Result<Finished, ConnectorError> {
        match who.expose() {
            "many" => Ok(super::pushed::three()),
            _ => Ok(Finished::Connected(Box::new(self.finish(who, back).await?))),
        }
    }

    async fn choose(&self, _: &Secret, one: &ExternalId) -> Result<Connected, ConnectorError> {
        Ok(connected(one.as_str()))
    }

    async fn route_known(&self, call: &Webhook, _: &[Known]) -> Result<Routed, ConnectorError> {
        super::pushed::route(call)
    }

    fn tells_edits(&self) -> bool {
        !self.state().tells_no_edits
    }

    async fn discard(&self, unwanted: &Connected) -> Result<(), ConnectorError> {
        self.state().discarded.push(unwanted.external_id.clone());
        Ok(())
    }

    fn open(
        &self,
        _: &gerne_domain::Account,
        _: Arc<dyn Vault>,
    ) -> Result<Arc<dyn Account>, ConnectorError> {
        self.state().opened += 1;
        Ok(Arc::new(self.clone()))
    }
}

fn connected(who: &str) -> Connected {
    Connected {
        external_id: who.into(),
        handle: format!("@{who}"),
        name: "Us".to_owned(),
        base_url: "https://scripted.example".to_owned(),
        avatar_url: None,
        facts: serde_json::Value::Null,
        secrets: [("token".to_owned(), Secret::new("s3cret"))].into(),
        proof: Vec::new(),
    }
}

#[async_trait]
impl Account for Scripted {
    async fn told(&self, call: &[u8], place: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        let failed = self.state().fetch_errors.pop_front();
        failed.map_or_else(|| Ok(super::pushed::step(call, place)), Err)
    }

    fn resources(&self) -> Vec<ResourcePlan> {
        vec![ResourcePlan { resource: "all".into(), every: Duration::from_mins(1) }]
    }

    fn limits(&self) -> Limits {
        Limits {
            max_length: Some(200),
            max_private_length: None,
            counting: Counting { url_length: None, mentions: MentionLength::Full, weighted: false },
            max_media: 4,
            max_image_bytes: 1_000_000,
            max_file_bytes: 1_000_000,
            max_alt: 100,
            mime_types: vec!["image/png".to_owned()],
            honours_key: self.state().honours_key,
            prices: None,
        }
    }

    fn name(&self, random: &str) -> Option<String> {
        self.profile.capabilities.letters.then(|| format!("{random}@scripted.example"))
    }

    fn pace(&self) -> Option<gerne_connector::Pace> {
        self.state().pace
    }

    async fn fetch(&self, _: &Resource, since: Option<&Cursor>) -> Result<Batch, ConnectorError> {
        let mut state = self.state();
        if state.panics > 0 {
            state.panics -= 1;
            drop(state);
            // As a defect's panic, but without its noise.
            std::panic::resume_unwind(Box::new("a defect of the connector"));
        }
        if state.silent {
            return Err(ConnectorError::retry("nobody answers"));
        }
        if let Some(error) = state.fetch_errors.pop_front() {
            return Err(error);
        }
        let page = if state.page == 0 { 10 } else { state.page };
        let from: usize = since.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        let items: Vec<Item> = state.posts.iter().skip(from).take(page).cloned().collect();
        let to = from + items.len();
        let more = to < state.posts.len();
        let (notice, every) = state.notice.clone().unzip();
        Ok(Batch { items, cursor: Some(to.to_string()), more, every, notice, gap: None })
    }

    async fn wake(&self) -> Wake {
        self.bell.notified().await;
        Wake::All
    }

    async fn read_back(&self, _: Timestamp, _: Timestamp) -> Result<Batch, ConnectorError> {
        let sold = self.state().for_sale.take().expect("a test that buys says what is sold");
        Ok(Batch { items: sold?, ..Batch::default() })
    }

    async fn look_up(&self, what: &LookUp) -> Result<Batch, ConnectorError> {
        let mut state = self.state();
        state.look_ups += 1;
        if state.silent {
            return Err(ConnectorError::retry("nobody answers"));
        }
        if let LookUp::States(ids) = what {
            state.asked_about.extend(ids.iter().cloned());
        }
        let items = match what {
            LookUp::Ancestors(id) | LookUp::Context(id) => {
                if state.broken.contains(id) {
                    return Err(ConnectorError::retry("500"));
                }
                let all = state.posts.iter().filter_map(|item| match item {
                    Item::Message(message) => Some(&**message),
                    Item::Deleted(_) => None,
                });
                let all: Vec<_> = all.chain(&state.hidden).collect();
                let parent = |id: &ExternalId| {
                    all.iter().find(|m| m.external_id == *id)?.in_reply_to.clone()
                };
                let mut above = Vec::new();
                let mut next = parent(id);
                while let Some(id) = next {
                    let found = state.hidden.iter().find(|m| m.external_id == id);
                    above.extend(found.map(|m| Item::Message(Box::new(m.clone()))));
                    next = parent(&id);
                }
                above.reverse();
                above
            }
            LookUp::States(ids) => {
                state.states.iter().filter(|item| ids.contains(&named(item))).cloned().collect()
            }
        };
        Ok(Batch { items, ..Batch::default() })
    }

    async fn send(&self, outbound: &Outbound, _: &dyn Blobs) -> Result<Receipt, ConnectorError> {
        let fate = self.state().fates.pop_front().unwrap_or(Fate::Arrives);
        if let Fate::Slowly(done) = &fate {
            self.bell.notify_one();
            done.notified().await;
        }
        let mut state = self.state();
        match fate {
            Fate::Slowly(_) | Fate::Arrives => Ok(Self::take(&mut state, outbound)),
            Fate::ArrivesSilently => {
                Self::take(&mut state, outbound);
                Err(ConnectorError::unknown("the answer was lost"))
            }
            Fate::VanishesSilently => Err(ConnectorError::unknown("the answer was lost")),
            Fate::Later(after) => Err(ConnectorError::retry_after(after, "later")),
            Fate::ParentGone => Err(ConnectorError::refused(Refusal::of("refused.parent_gone"))),
            Fate::HeldBack(after, key) => Err(ConnectorError::held_back(after, Refusal::of(key))),
            Fate::Refused => Err(ConnectorError::refused(Refusal::of("refused.by_script"))),
            Fate::Reauthorize => Err(ConnectorError::reauthorize("who are you")),
        }
    }

    async fn find_sent(&self, outbound: &Outbound) -> Result<Option<Receipt>, ConnectorError> {
        let state = self.state();
        let found = state.sent.iter().find(|(sent, _)| {
            if state.by_words { sent.text == outbound.text } else { sent.key == outbound.key }
        });
        Ok(found.map(|(_, receipt)| receipt.clone()))
    }

    async fn find_at(
        &self,
        url: &url::Url,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let id = url.path().strip_prefix("/posts/");
        Ok(id.map(|id| Receipt {
            external_id: Some(id.into()),
            url: Some(url.to_string()),
            published_at: outbound.written_at,
        }))
    }

    async fn act(&self, action: &Action) -> Result<(), ConnectorError> {
        let mut state = self.state();
        if let Some(key) = state.refuses_acts {
            return Err(ConnectorError::refused(Refusal::of(key)));
        }
        state.acts.push(action.clone());
        Ok(())
    }

    async fn usage(&self, _: u32) -> Result<Option<gerne_connector::Usage>, ConnectorError> {
        Ok(Some(gerne_connector::Usage { used: 7, ..gerne_connector::Usage::default() }))
    }

    async fn media(&self, _: &url::Url, _: u64) -> Result<Media, ConnectorError> {
        let bytes = bytes::Bytes::from_static(b"\x89PNG\r\n\x1a\nnot much of one");
        Ok(Media { bytes, mime: None })
    }

    async fn check(&self) -> Vec<Check> {
        Vec::new()
    }
}

/// What an item is about.
fn named(item: &Item) -> ExternalId {
    crate::account_lane::named(item).external_id
}

/// Something that `who` says to us in public.
pub(super) fn said(id: &str, who: &str, text: &str, at: Timestamp) -> InboundMessage {
    InboundMessage {
        external_id: id.into(),
        in_reply_to: None,
        author: gerne_domain::Author {
            external_id: who.into(),
            handle: format!("{who}@scripted.example"),
            name: who.to_owned(),
            avatar_url: None,
            profile_url: None,
            also: Vec::new(),
            is_us: who == "us",
        },
        visibility: gerne_domain::Visibility::Public,
        addressed: who != "us",
        subject: None,
        text: text.to_owned(),
        content_warning: None,
        language: Some("de".to_owned()),
        mentions: if who == "us" { mentioned(text) } else { Vec::new() },
        emojis: Vec::new(),
        attachments: Vec::new(),
        poll: None,
        quotes: None,
        letter: None,
        url: None,
        published_at: at,
        edited_at: None,
        hidden: None,
    }
}

/// Who is named before the words.
fn mentioned(text: &str) -> Vec<gerne_domain::Mention> {
    let names = text.split_whitespace().map_while(|word| word.strip_prefix('@'));
    names
        .map(|name| gerne_domain::Mention {
            external_id: name.into(),
            handle: format!("{name}@scripted.example"),
        })
        .collect()
}

/// ... in answer to something.
pub(super) fn answered(id: &str, who: &str, to: &str, text: &str, at: Timestamp) -> InboundMessage {
    InboundMessage { in_reply_to: Some(to.into()), ..said(id, who, text, at) }
}
