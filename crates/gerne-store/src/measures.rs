//! What was measured, and reading much of it fast.
//!
//! Each fact has a row. The facts of a day that has been over for a day also lie packed in one row, which
//! is made of the others and emptied when one of them changes: two years are then read in some hundred
//! rows. What happens now is on none of those days, and touches none of these rows.

mod packed;

use gerne_domain::{
    AgentId, ConversationId, CustomerId, MeasureId, MeasureKind, Measured, RuleId, Timestamp,
};

pub use packed::{Case, Cases};

use crate::{
    Reader, StoreError, Tx,
    row::{FromRow, Two},
    sql::Sql,
    value::{args, json, words},
};

/// Whether a fact still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// It does.
    Stands,
    /// It was done, and then reopened: it counts as the first time, not as the last.
    Superseded,
    /// Whoever did it took it back.
    TakenBack,
}

words! {
    Stands { Stands = "stands", Superseded = "superseded", TakenBack = "taken_back" }
}

/// A fact, and whether it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What was measured.
    pub fact: Measured,
    /// Whether it counts.
    pub stands: Stands,
}

impl FromRow for Counted {
    fn from_row(row: &crate::db::Row) -> Result<Self, StoreError> {
        let of = row.of("measure");
        Ok(Self { fact: of.json("body")?, stands: of.get("state")? })
    }
}

struct PackedDay {
    day: i64,
    body: Vec<u8>,
}

/// What is written down beside what is measured.
#[derive(Debug, Default)]
pub struct Beside {
    /// When we had the first of theirs that came at or after an instant.
    pub received: Option<Timestamp>,
    /// The customer's language.
    pub language: Option<String>,
    /// The rules that noticed something in it, unless somebody said that it is not so, or did something
    /// in it; in the order of their ids.
    pub rules: Vec<RuleId>,
}

/// One of its rules, and the rest.
struct BesideRow {
    received: Option<Timestamp>,
    language: Option<String>,
    rule: Option<RuleId>,
}

/// On what ground figures may rest on few people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresGround {
    /// The words: a works agreement, and of when.
    pub ground: String,
    /// Which admin said so.
    pub agent_id: AgentId,
    /// When.
    pub at: Timestamp,
}

crate::row::from_row!(FiguresGround, "figures_ground", { ground, agent_id, at });
crate::row::from_row!(BesideRow, "(joined)", { received, language, rule });
crate::row::from_row!(PackedDay, "measure_day", { day, body });

const INSERT: &str = "INSERT INTO measure (id, kind, day, at, conversation_id, state, body)
    VALUES ($1, $2, $3, $4, $5, 'stands', $6) ON CONFLICT (kind, day, at, id) DO NOTHING";
/// Nothing in it: the day is to be packed again.
const PACK: &str = "INSERT INTO measure_day (kind, day, body) VALUES ($1, $2, $3)
    ON CONFLICT (kind, day) DO UPDATE SET body = excluded.body";
const LAST_PACKED: &str = "SELECT MAX(day) AS n FROM measure_day WHERE kind = $1";
const AFTER: &str =
    "SELECT DISTINCT day AS n FROM measure WHERE kind = $1 AND day > $2 AND day < $3
    ORDER BY day LIMIT $4";
const UNPACK_OF: &str = "UPDATE measure_day SET body = $2 WHERE (kind, day) IN
    (SELECT m.kind, m.day FROM measure m WHERE m.conversation_id = $1)";
const SUPERSEDE: &str = "UPDATE measure SET state = 'superseded'
    WHERE conversation_id = $1 AND kind = 'resolution' AND state = 'stands' AND at <= $2";
const TAKE_BACK: &str = "UPDATE measure SET state = 'taken_back'
    WHERE conversation_id = $1 AND at = $2 AND state = 'stands'
    AND kind IN ('first_response', 'next_response', 'resolution', 'reopened')";
const TAKE_BACK_ONE: &str = "UPDATE measure SET state = 'taken_back'
    WHERE conversation_id = $1 AND at = $2 AND id = $3";
const BEHIND: &str = "SELECT conversation_id AS n FROM measure WHERE kind = $1 AND day = $2
    ORDER BY at, id";
const REOPENED_AT: &str = "SELECT COUNT(*) AS n FROM measure
    WHERE conversation_id = $1 AND at = $2 AND kind = 'reopened' AND state = 'stands'";
const STANDS_AGAIN: &str = "UPDATE measure SET state = 'stands' WHERE conversation_id = $1
    AND kind = 'resolution' AND state = 'superseded' AND at = (SELECT MAX(at) FROM measure
        WHERE conversation_id = $1 AND kind = 'resolution' AND state = 'superseded')";
const OF_CONVERSATION: &str = "SELECT * FROM measure WHERE conversation_id = $1 ORDER BY at, id";
const OF_DAYS: &str = "SELECT * FROM measure WHERE kind = $1 AND day >= $2 AND day < $3
    ORDER BY day, at, id";
const PACKED: &str = "SELECT day, body FROM measure_day WHERE kind = $1 AND day >= $2 AND day < $3
    AND LENGTH(body) > 0 ORDER BY day";
const UNPACKED: &str = "SELECT day AS n FROM measure_day WHERE kind = $1 AND day >= $2
    AND day < $3 AND LENGTH(body) = 0 ORDER BY day LIMIT $4";
const CLEAR: &str = "DELETE FROM measure";
const CLEAR_DAYS: &str = "DELETE FROM measure_day";
const GROUND: &str = "SELECT * FROM figures_ground";
const SET_GROUND: &str = "INSERT INTO figures_ground (id, ground, agent_id, at)
    VALUES (1, $1, $2, $3) ON CONFLICT (id) DO UPDATE SET ground = excluded.ground,
    agent_id = excluded.agent_id, at = excluded.at";
const DROP_GROUND: &str = "DELETE FROM figures_ground";
/// What is not ours, said so: what is theirs has an index by when it was received, which looks better than
/// the conversation's own as long as nobody counted the rows, and holds what everybody wrote.
const BESIDE: &str = "SELECT r.received, c.language, n.rule
    FROM (SELECT MIN(received_at) AS received FROM message WHERE conversation_id = $1
        AND direction <> 'out' AND addressed = 1 AND received_at >= $3) r
    LEFT JOIN customer c ON c.id = $2
    LEFT JOIN (SELECT h.rule_id AS rule FROM message m JOIN flag f ON f.message_id = m.id
        JOIN flag_hit h ON h.flag_id = f.id WHERE m.conversation_id = $1 AND f.state <> 'dismissed'
        UNION SELECT d.rule_id AS rule FROM rule_deed d WHERE d.conversation_id = $1 AND d.dry = 0
    ) n ON 1 = 1 ORDER BY n.rule";
const FIRST_WORD: &str = "SELECT published_at AS a, received_at AS b FROM message
    WHERE conversation_id = $1 AND direction <> 'out' AND addressed = 1
    ORDER BY published_at, id LIMIT 1";

impl Reader {
    /// What was measured in a conversation, oldest first.
    pub async fn measures_of(
        &mut self,
        conversation: ConversationId,
    ) -> Result<Vec<Counted>, StoreError> {
        self.rows(OF_CONVERSATION, args![conversation]).await
    }

    /// What was measured from a day up to another, which is left out; oldest first.
    pub async fn measures(
        &mut self,
        kind: MeasureKind,
        from: i64,
        until: i64,
    ) -> Result<Vec<Counted>, StoreError> {
        self.rows(OF_DAYS, args![kind, from, until]).await
    }

    /// The same, as figures are made of it: packed days as they lie, other days from their rows. Asked
    /// of a snapshot: else a day that is packed meanwhile may be missing.
    pub async fn cases(
        &mut self,
        kind: MeasureKind,
        from: i64,
        until: i64,
    ) -> Result<Cases, StoreError> {
        let mut cases = Cases::default();
        let packed: Vec<PackedDay> = self.rows(PACKED, args![kind, from, until]).await?;
        let days: std::collections::BTreeSet<i64> = packed.iter().map(|day| day.day).collect();
        for day in packed {
            cases.unpack(day.day, &day.body)?;
        }
        let open: Vec<i64> = self.column(UNPACKED, args![kind, from, until, i64::MAX]).await?;
        let runs = open.chunk_by(|a, b| a + 1 == *b);
        let runs = runs.filter_map(|run| Some((*run.first()?, *run.last()? + 1)));
        let never_packed = self.last_packed(kind).await?.map_or(from, |last| from.max(last + 1));
        for (first, end) in runs.chain([(never_packed, until)]) {
            for counted in self.measures(kind, first, end).await? {
                if !days.contains(&i64::from(counted.fact.day)) {
                    cases.push(&counted);
                }
            }
        }
        cases.sort();
        Ok(cases)
    }

    /// In which conversations things were measured on a day, in the order in which [`Reader::cases`]
    /// gives them.
    pub async fn measured_in(
        &mut self,
        kind: MeasureKind,
        day: i64,
    ) -> Result<Vec<ConversationId>, StoreError> {
        self.column(BEHIND, args![kind, day]).await
    }

    async fn last_packed(&mut self, kind: MeasureKind) -> Result<Option<i64>, StoreError> {
        Ok(self.one::<Option<i64>>(LAST_PACKED, args![kind]).await?.flatten())
    }

    /// On what ground figures may rest on few people; `None`: they may not.
    pub async fn figures_ground(&mut self) -> Result<Option<FiguresGround>, StoreError> {
        self.row(GROUND, args![]).await
    }

    /// What is written down beside what is measured in a conversation, of those who wait `since`.
    pub async fn measured_beside(
        &mut self,
        conversation: ConversationId,
        customer: CustomerId,
        since: Timestamp,
    ) -> Result<Beside, StoreError> {
        let rows: Vec<BesideRow> = self.rows(BESIDE, args![conversation, customer, since]).await?;
        let rules = rows.iter().filter_map(|row| row.rule).collect();
        let first = rows.into_iter().next();
        let (received, language) = first.map_or((None, None), |row| (row.received, row.language));
        Ok(Beside { received, language, rules })
    }

    /// When they first wrote to us in a conversation, and when we had that.
    pub async fn first_word(
        &mut self,
        conversation: ConversationId,
    ) -> Result<Option<(Timestamp, Timestamp)>, StoreError> {
        let found: Option<Two<Timestamp, Timestamp>> =
            self.row(FIRST_WORD, args![conversation]).await?;
        Ok(found.map(|Two(written, received)| (written, received)))
    }

    /// The conversations behind these facts, the newest fact first, each once.
    pub async fn conversations_measured(
        &mut self,
        kind: MeasureKind,
        days: (i64, i64),
        most: usize,
    ) -> Result<Vec<Counted>, StoreError> {
        let mut sql = Sql::new("SELECT * FROM measure WHERE kind = ");
        sql.bind(&kind).push(" AND day >= ").bind(&days.0).push(" AND day < ").bind(&days.1);
        sql.push(" AND state <> 'taken_back' ORDER BY day DESC, at DESC, id DESC LIMIT ");
        sql.bind(&most);
        self.rows_of(sql).await
    }
}

impl Tx<'_> {
    /// Something was measured. Twice the same is once. What is reopened is no longer done. Days before
    /// `today` may have been packed.
    pub async fn insert_measure(&mut self, fact: &Measured, today: i32) -> Result<(), StoreError> {
        let (day, body) = (i64::from(fact.day), json(fact)?);
        let values = args![fact.id, fact.kind, day, fact.at, fact.conversation, body];
        self.execute(INSERT, values).await?;
        if fact.day < today && self.last_packed(fact.kind).await?.is_some_and(|last| day <= last) {
            self.execute(PACK, args![fact.kind, day, Vec::<u8>::new()]).await?;
        }
        if fact.kind == MeasureKind::Reopened {
            self.execute(UNPACK_OF, args![fact.conversation, Vec::<u8>::new()]).await?;
            self.execute(SUPERSEDE, args![fact.conversation, fact.at]).await?;
        }
        Ok(())
    }

    /// What was measured in a conversation at an instant is taken back.
    pub async fn take_back_measures(
        &mut self,
        conversation: ConversationId,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let reopened = self.one::<i64>(REOPENED_AT, args![conversation, at]).await?;
        self.execute(UNPACK_OF, args![conversation, Vec::<u8>::new()]).await?;
        let taken = self.execute(TAKE_BACK, args![conversation, at]).await?;
        if reopened.unwrap_or_default() > 0 {
            self.execute(STANDS_AGAIN, args![conversation]).await?;
        }
        Ok(taken)
    }

    /// One thing that was measured in a conversation at an instant is taken back.
    pub async fn take_back_measure(
        &mut self,
        conversation: ConversationId,
        at: Timestamp,
        id: MeasureId,
    ) -> Result<(), StoreError> {
        self.execute(UNPACK_OF, args![conversation, Vec::<u8>::new()]).await?;
        self.execute(TAKE_BACK_ONE, args![conversation, at, id]).await.map(drop)
    }

    /// Packs finished days, those before `finished`; how many.
    pub async fn pack_measures(
        &mut self,
        kind: MeasureKind,
        finished: i32,
        most: usize,
    ) -> Result<usize, StoreError> {
        let finished = i64::from(finished);
        let mut days: Vec<i64> =
            self.column(UNPACKED, args![kind, i64::MIN, finished, most]).await?;
        let last = self.last_packed(kind).await?.unwrap_or(i64::MIN);
        let more = most.saturating_sub(days.len());
        days.extend(self.column::<i64>(AFTER, args![kind, last, finished, more]).await?);
        for day in &days {
            let mut cases = Cases::default();
            for counted in self.measures(kind, *day, day + 1).await? {
                cases.push(&counted);
            }
            self.execute(PACK, args![kind, day, cases.pack()]).await?;
        }
        Ok(days.len())
    }

    /// Says on what ground figures may rest on few people, or that they may not.
    pub async fn set_figures_ground(
        &mut self,
        ground: Option<&FiguresGround>,
    ) -> Result<(), StoreError> {
        let done = match ground {
            Some(g) => self.execute(SET_GROUND, args![g.ground, g.agent_id, g.at]).await,
            None => self.execute(DROP_GROUND, args![]).await,
        };
        done.map(drop)
    }

    /// Drops all that was measured, to be made anew from the log.
    pub async fn clear_measures(&mut self) -> Result<(), StoreError> {
        self.execute(CLEAR, args![]).await?;
        self.execute(CLEAR_DAYS, args![]).await.map(drop)
    }
}
