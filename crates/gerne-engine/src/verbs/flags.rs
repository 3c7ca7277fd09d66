//! What rules noticed: looked at, confirmed with an offer of help, dismissed.

use gerne_connector::{Account as Connection, ConnectorError, LookUp, MayReply};
use gerne_domain::{
    Account, Address, ConversationId, Direction, EventKind, Flag, FlagHit, FlagId, FlagReason,
    FlagState, FoundPost, Item, LessonId, Message, Noticing, Refusal, RuleDay, Timestamp, Tone,
    ToneClass,
};
use gerne_language::manners;
use gerne_store::{Approach, FlagFilter, Lesson, Page, Paged, Tx};
use sha2::{Digest as _, Sha256};

use crate::{
    Caller, Done, Engine, EngineError, noticing::trial::day, thanks, tones::Tones,
    verbs::rules::hours_before,
};

/// Nobody is approached unasked a second time within so many hours, whatever the matter.
const AGAIN_HOURS: u32 = 24 * 30;

/// A flag and which rules noticed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// What.
    pub flag: Flag,
    /// The message, where it is one of ours.
    pub message: Option<Message>,
    /// Which rules, and by which words.
    pub hits: Vec<FlagHit>,
}

/// Whether somebody may be offered help unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MayApproach {
    /// They may, here.
    pub may: bool,
    /// Why not: `approach.*`, or the platform's reason.
    pub reason: Option<Refusal>,
    /// Not through the platform's interface, but by a person on the platform itself.
    pub there: bool,
}

/// What came of confirming a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The matter; `None`: nobody may be approached about it.
    pub conversation: Option<ConversationId>,
    /// Whether, and why not.
    pub approach: MayApproach,
    /// The public offer of help, for the composer.
    pub offer: Option<String>,
}

impl Engine {
    /// Flags that they see, the newest first; and how many there are, up to a thousand.
    pub async fn flags(
        &self,
        who: &Caller,
        filter: &FlagFilter,
        page: &Page,
    ) -> Result<(Paged<Flagged>, usize), EngineError> {
        let mut db = self.inner.store.read().await?;
        let found = db.list_flags(filter, &who.scope, page).await?;
        let total = db.count_flags(filter, &who.scope, 1_000).await?;
        drop(db);
        let items = self.flagged(found.items).await?;
        Ok((Paged { items, next: found.next }, total))
    }

    /// One flag.
    pub async fn flag(&self, who: &Caller, id: FlagId) -> Result<Flagged, EngineError> {
        let flag = self.inner.store.read().await?.flag(id).await?;
        let flag = flag.ok_or(EngineError::NotFound)?;
        let flagged = self.flagged(vec![flag]).await?.pop().ok_or(EngineError::NotFound)?;
        self.sees_flag(who, &flagged).await?;
        Ok(flagged)
    }

    async fn flagged(&self, flags: Vec<Flag>) -> Result<Vec<Flagged>, EngineError> {
        let mut db = self.inner.store.read().await?;
        let ids: Vec<FlagId> = flags.iter().map(|flag| flag.id).collect();
        let mut hits = db.flag_hits(&ids).await?;
        let messages: Vec<_> = flags.iter().filter_map(|flag| flag.message_id).collect();
        let messages = db.messages(&messages).await?;
        let flagged = flags.into_iter().map(|flag| {
            let (own, rest) = hits.drain(..).partition(|hit| hit.flag_id == flag.id);
            hits = rest;
            let message = messages.iter().find(|m| Some(m.id) == flag.message_id).cloned();
            Flagged { flag, message, hits: own }
        });
        Ok(flagged.collect())
    }

    async fn sees_flag(&self, who: &Caller, flagged: &Flagged) -> Result<(), EngineError> {
        if who.scope.sees(flagged.flag.account_id, None) {
            return Ok(());
        }
        let of = flagged.message.as_ref().and_then(|message| message.conversation_id);
        let of = of.ok_or(EngineError::NotFound)?;
        let conversation = self.inner.store.read().await?.conversation(of).await?;
        who.sees(conversation).map(drop)
    }

    /// It is what the rule looks for. Where somebody may be offered help unasked, a matter is opened
    /// for who confirms, and the platform is asked first how the post stands now.
    ///
    /// # Errors
    /// `Conflict` when somebody decided already; of the platform when it does not answer.
    pub async fn confirm_flag(
        &self,
        who: &Caller,
        id: FlagId,
    ) -> Result<Done<Confirmed>, EngineError> {
        let flagged = self.flag(who, id).await?;
        if flagged.flag.state != FlagState::Open {
            return Err(EngineError::Conflict);
        }
        let mut db = self.inner.store.read().await?;
        let account = db.account(flagged.flag.account_id).await?.ok_or(EngineError::NotFound)?;
        drop(db);
        let approach = self.may_approach(&account, &flagged).await?;
        let offer = match approach.may || approach.there {
            true => Some(self.offer(&account, &flagged).await?),
            false => None,
        };
        let (engine, who, teller) = (self.clone(), who.clone(), approach.clone());
        let team = self.taught_tone(account.teams.first().copied()).await?;
        self.write(move |tx| {
            Box::pin(async move {
                let mut flag = tx.flag(id).await?.ok_or(EngineError::NotFound)?;
                if flag.state != FlagState::Open {
                    return Err(EngineError::Conflict);
                }
                let opens = teller.may || teller.there;
                let conversation = match (&flag.post, flag.message_id) {
                    (Some(post), _) if opens => {
                        let (conversation, message) = engine
                            .take_found(tx, &account, post.message.clone(), who.agent)
                            .await?;
                        // From now on it is a message of ours, and is read as one.
                        let said = &post.message;
                        let read = Tones::of(&team, &said.text, said.language.as_deref()).kept();
                        let tone = Tone { message_id: message, read, corrected_by: None };
                        tx.put_tones(&[tone]).await?;
                        flag.message_id = Some(message);
                        flag.post = None;
                        Some(conversation)
                    }
                    (None, Some(message)) => {
                        engine.take_up(tx, &account, message, who.agent, opens).await?
                    }
                    _ => None,
                };
                if let Some(conversation) = conversation.filter(|_| opens && flag.queued) {
                    let person = person(&flag);
                    // Somebody else may have confirmed another post of theirs meanwhile.
                    let known = tx.approach(person).await?;
                    if let Some(reason) = known.as_ref().and_then(|a| engine.left_alone(a)) {
                        return Err(EngineError::Invalid(reason));
                    }
                    let approach = Approach {
                        person,
                        at: Some(engine.now()),
                        conversation_id: Some(conversation),
                        never: false,
                    };
                    tx.put_approach(&approach).await?;
                    engine.measure_approach(tx, conversation, who.agent).await?;
                }
                flag.state = FlagState::Confirmed;
                engine.settle_flag(tx, &who, flag).await?;
                Ok(Confirmed { conversation, approach: teller, offer })
            })
        })
        .await
    }

    /// It is not what the rule looks for, or nobody is to be spoken to about it. A stranger's post is
    /// forgotten within days.
    ///
    /// # Errors
    /// `Conflict` when somebody decided already.
    pub async fn dismiss_flag(
        &self,
        who: &Caller,
        id: FlagId,
        reason: Option<FlagReason>,
    ) -> Result<Done<Flag>, EngineError> {
        self.flag(who, id).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut flag = tx.flag(id).await?.ok_or(EngineError::NotFound)?;
                if flag.state != FlagState::Open {
                    return Err(EngineError::Conflict);
                }
                if reason == Some(FlagReason::Never) {
                    engine.never_again(tx, person(&flag)).await?;
                }
                (flag.state, flag.reason) = (FlagState::Dismissed, reason);
                engine.settle_flag(tx, &who, flag).await
            })
        })
        .await
    }

    /// A decision is taken back, by who made it or a lead. A matter that was opened stays.
    ///
    /// # Errors
    /// `Conflict` when nobody decided.
    pub async fn reopen_flag(&self, who: &Caller, id: FlagId) -> Result<Done<Flag>, EngineError> {
        self.flag(who, id).await?;
        let (engine, who) = (self.clone(), who.clone());
        self.write(move |tx| {
            Box::pin(async move {
                let mut flag = tx.flag(id).await?.ok_or(EngineError::NotFound)?;
                let Some(at) = flag.decided_at else { return Err(EngineError::Conflict) };
                if flag.decided_by != Some(who.agent) {
                    who.at_least(gerne_domain::Role::Lead)?;
                }
                let less = counted(at, flag.state);
                for hit in tx.flag_hits(&[id]).await? {
                    tx.uncount_rule(hit.rule_id, less).await?;
                }
                tx.undo_lessons_of_flag(id, engine.now()).await?;
                engine.emit_all(tx, who.actor(), EventKind::LessonsChanged);
                (flag.state, flag.reason) = (FlagState::Open, None);
                (flag.decided_by, flag.decided_at) = (None, None);
                tx.update_flag(&flag).await?;
                engine.tell_flag(tx, who.actor(), &flag);
                Ok(flag)
            })
        })
        .await
    }

    async fn settle_flag(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        mut flag: Flag,
    ) -> Result<Flag, EngineError> {
        let now = self.now();
        (flag.decided_by, flag.decided_at) = (Some(who.agent), Some(now));
        tx.update_flag(&flag).await?;
        let more = counted(now, flag.state);
        for hit in tx.flag_hits(&[flag.id]).await? {
            tx.count_rule(hit.rule_id, more).await?;
            if flag.state == FlagState::Dismissed {
                self.tell_of_decay(tx, hit.rule_id).await?;
            }
        }
        // Dismissed as no matter of anybody's, it teaches what is not for us.
        let class = match (flag.state, flag.reason) {
            (FlagState::Confirmed, _) => Some((true, ToneClass::Complaint)),
            (_, Some(FlagReason::NotUs | FlagReason::NoMatter)) => {
                Some((false, ToneClass::Complaint))
            }
            _ => None,
        };
        if let Some((is_it, class)) = class {
            let account = tx.account(flag.account_id).await?;
            let lesson = Lesson {
                id: LessonId::new(&*self.inner.ids),
                team_id: account.and_then(|account| account.teams.first().copied()),
                message_id: flag.message_id,
                flag_id: Some(flag.id),
                is_it,
                class,
                agent_id: who.agent,
                at: now,
                undone_at: None,
            };
            tx.insert_lesson(&lesson).await?;
            self.emit_all(tx, who.actor(), EventKind::LessonsChanged);
        }
        self.tell_flag(tx, who.actor(), &flag);
        Ok(flag)
    }

    pub(crate) fn tell_flag(&self, tx: &mut Tx<'_>, actor: gerne_domain::Actor, flag: &Flag) {
        let changed = EventKind::FlagChanged { flag: flag.id, state: flag.state };
        self.emit_account(tx, actor, flag.account_id, changed);
    }

    /// Somebody is never approached unasked again, by any account or rule.
    pub(crate) async fn never_again(
        &self,
        tx: &mut Tx<'_>,
        person: [u8; 32],
    ) -> Result<(), EngineError> {
        let known = tx.approach(person).await?;
        let known =
            known.unwrap_or(Approach { person, at: None, conversation_id: None, never: true });
        Ok(tx.put_approach(&Approach { never: true, ..known }).await?)
    }

    /// Whether somebody may be offered help unasked about what was noticed (decisions: recent, not
    /// solved meanwhile, nobody who wants to be left alone, once).
    pub(crate) async fn may_approach(
        &self,
        account: &Account,
        flagged: &Flagged,
    ) -> Result<MayApproach, EngineError> {
        let no = |reason: Refusal| MayApproach { may: false, reason: Some(reason), there: false };
        let yes = MayApproach { may: true, reason: None, there: false };
        if !flagged.flag.queued {
            // They spoke to us.
            return Ok(yes);
        }
        let house = self.noticing().await?;
        if let Some(reason) = self.stays_away(&house, flagged).await? {
            return Ok(no(reason));
        }
        let connection = self.connection(account)?;
        if let Some(reason) = meanwhile(&*connection, flagged).await? {
            return Ok(no(reason));
        }
        match connection.may_reply(&flagged.flag.external_id).await? {
            MayReply::Yes { .. } => Ok(yes),
            MayReply::No { reason } => Ok(MayApproach { there: true, ..no(reason) }),
        }
    }

    /// Why somebody is not approached, as far as we know without asking the platform.
    pub async fn stays_away(
        &self,
        house: &Noticing,
        flagged: &Flagged,
    ) -> Result<Option<Refusal>, EngineError> {
        let flag = &flagged.flag;
        if flag.published_at < hours_before(self.now(), house.fresh_hours) {
            return Ok(Some(Refusal::of("approach.old").with("hours", house.fresh_hours)));
        }
        if let Some(post) = &flag.post {
            if post.opted_out {
                return Ok(Some(Refusal::of("approach.opted_out")));
            }
            if let Some(place) = house.places.iter().find(|place| is_from(post, place)) {
                return Ok(Some(Refusal::of("approach.place").with("place", place)));
            }
        }
        let known = self.inner.store.read().await?.approach(person(flag)).await?;
        Ok(known.as_ref().and_then(|known| self.left_alone(known)))
    }

    /// Whoever was approached unasked hears of us once, until they answer; who said no, never.
    pub(crate) async fn refuse_pressing(
        &self,
        tx: &mut Tx<'_>,
        matter: ConversationId,
    ) -> Result<(), EngineError> {
        let approached = tx.approaches_in(matter).await?;
        if approached.is_empty() {
            return Ok(());
        }
        if approached.iter().any(|one| one.never) {
            return Err(EngineError::invalid("approach.never"));
        }
        let said = tx.newest_messages(matter, 50).await?;
        let answered = said.iter().any(|m| m.direction == Direction::In && m.addressed);
        let spoke = said.iter().any(|m| m.direction == Direction::Out && m.deleted_at.is_none());
        if spoke && !answered {
            return Err(EngineError::invalid("approach.once"));
        }
        Ok(())
    }

    fn left_alone(&self, known: &Approach) -> Option<Refusal> {
        if known.never {
            return Some(Refusal::of("approach.never"));
        }
        let at = known.at.filter(|at| *at > hours_before(self.now(), AGAIN_HOURS))?;
        Some(Refusal::of("approach.already").with("at", at))
    }

    async fn offer(&self, account: &Account, flagged: &Flagged) -> Result<String, EngineError> {
        let house = self.noticing().await?;
        let (language, name) = match (&flagged.flag.post, &flagged.message) {
            (Some(post), _) => (post.message.language.clone(), post.message.author.name.clone()),
            (None, Some(message)) => {
                let mut db = self.inner.store.read().await?;
                let author = match message.identity_id {
                    Some(id) => db.identity(id).await?,
                    None => None,
                };
                (message.language.clone(), author.map(|author| author.name).unwrap_or_default())
            }
            (None, None) => (None, String::new()),
        };
        let language = language.unwrap_or_else(|| account.settings.language.clone());
        let german = language.is_empty() || language.starts_with("de");
        let said = if german { &house.offer_de } else { &house.offer_en };
        let informal = german && account.settings.address == Address::Informal;
        let said = match informal && *said == Noticing::default().offer_de {
            true => INFORMAL,
            false => said,
        };
        Ok(said.replace("{name}", name.trim()))
    }
}

const INFORMAL: &str = "Hallo {name}, wir haben gelesen, dass etwas nicht läuft. Magst du, dass wir uns \
                        das ansehen? Wenn nicht, melden wir uns nicht wieder.";

/// Who wrote what was flagged, as it is remembered of whom we approached.
pub(crate) fn person(flag: &Flag) -> [u8; 32] {
    person_of(&flag.platform, &flag.author)
}

pub(crate) fn person_of(
    platform: &gerne_domain::Platform,
    id: &gerne_domain::ExternalId,
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"approach\0");
    hash.update(platform.0.as_bytes());
    hash.update(b"\0");
    hash.update(id.as_str().as_bytes());
    hash.finalize().into()
}

fn counted(at: Timestamp, state: FlagState) -> RuleDay {
    RuleDay {
        day: day(at),
        found: 0,
        confirmed: u64::from(state == FlagState::Confirmed),
        dismissed: u64::from(state == FlagState::Dismissed),
    }
}

fn is_from(post: &FoundPost, place: &str) -> bool {
    let author = &post.message.author;
    let handle = author.handle.rsplit_once('@').map(|(_, host)| host.to_lowercase());
    let page = |url: &Option<String>| {
        let url = url.as_deref().and_then(|url| url::Url::parse(url).ok());
        url.and_then(|url| url.host_str().map(str::to_lowercase))
    };
    let hosts = [handle, page(&author.profile_url), page(&post.message.url)];
    hosts.into_iter().flatten().any(|host| {
        host == place || host.strip_suffix(place).is_some_and(|front| front.ends_with('.'))
    })
}

/// What happened to a post since it was found that leaves nothing to offer.
async fn meanwhile(
    connection: &dyn Connection,
    flagged: &Flagged,
) -> Result<Option<Refusal>, EngineError> {
    let id = &flagged.flag.external_id;
    let around = match connection.look_up(&LookUp::Context(id.clone())).await {
        Ok(batch) => batch.items,
        // Where the platform shows no surroundings, the post alone is looked at.
        Err(ConnectorError::Refused { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let states = match connection.look_up(&LookUp::States(vec![id.clone()])).await {
        Ok(batch) => batch.items,
        Err(ConnectorError::Refused { .. }) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    for item in states.iter().chain(&around) {
        match item {
            Item::Deleted(gone) if gone == id => return Ok(Some(Refusal::of("approach.gone"))),
            Item::Message(message)
                if message.author.is_us && message.in_reply_to.as_ref() == Some(id) =>
            {
                return Ok(Some(Refusal::of("approach.answered")));
            }
            Item::Message(message) => {
                let theirs = message.author.external_id == flagged.flag.author;
                let later = message.published_at > flagged.flag.published_at;
                let solved = thanks::only_thanks(&message.text)
                    || manners::worked(&message.text) == Some(true);
                if theirs && later && solved {
                    return Ok(Some(Refusal::of("approach.solved")));
                }
            }
            Item::Deleted(_) => {}
        }
    }
    Ok(None)
}
