//! How much was asked, as the headers tell it, and when it was too much.

use std::collections::{HashMap, VecDeque};

use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::auth::{Kind, Viewer};
use super::model::PageNo;
use super::problem::Problem;
use super::state::State;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Count {
    App,
    Pages(PageNo),
    Messenger(PageNo),
    /// Reads of conversations, by the second.
    Conversations(PageNo),
}

#[derive(Debug, Default)]
pub(crate) struct Usage {
    calls: HashMap<Count, VecDeque<Timestamp>>,
    /// Percent that a test set, and until when.
    forced: HashMap<Count, (u32, Timestamp)>,
    /// How often somebody asked although there was nothing left.
    pub(crate) broken: u32,
}

impl Usage {
    pub(crate) fn force(&mut self, count: Count, percent: u32, until: Timestamp) {
        self.forced.insert(count, (percent, until));
    }

    /// Forgets what was set.
    pub(crate) fn calm(&mut self) {
        self.forced.clear();
    }

    fn within(
        &mut self,
        count: Count,
        window: SignedDuration,
        now: Timestamp,
    ) -> &mut VecDeque<Timestamp> {
        let calls = self.calls.entry(count).or_default();
        while calls.front().is_some_and(|at| now.duration_since(*at) >= window) {
            calls.pop_front();
        }
        calls
    }
}

/// One counter: percent used, and minutes until it may be asked again.
#[derive(Debug, Clone, Copy)]
struct Standing {
    percent: u32,
    regain: i64,
}

impl State {
    fn standing(&mut self, count: Count) -> Standing {
        let now = self.now();
        let (limit, window) = match count {
            Count::App => (self.config.app_calls, HOUR),
            Count::Pages(_) => (self.config.page_calls, DAY),
            Count::Messenger(_) => (self.config.messenger_calls, DAY),
            Count::Conversations(_) => {
                (self.config.conversation_reads.unwrap_or(u32::MAX), SignedDuration::from_secs(1))
            }
        };
        let calls = self.usage.within(count, window, now);
        let used = u64::try_from(calls.len()).unwrap_or(u64::MAX);
        let end = calls.front().and_then(|at| at.checked_add(window).ok());
        let mut percent = u32::try_from(used * 100 / u64::from(limit.max(1))).unwrap_or(u32::MAX);
        let mut end = end.unwrap_or(now);
        if let Some((forced, until)) = self.usage.forced.get(&count)
            && *until > now
        {
            (percent, end) = (*forced, *until);
        }
        let regain = if percent < 100 { 0 } else { (end.duration_since(now).as_secs() + 59) / 60 };
        Standing { percent, regain }
    }

    /// Counts a call, or says why it is one too many.
    pub(crate) fn spend(
        &mut self,
        viewer: &Viewer,
        messenger: bool,
        conversations: bool,
    ) -> Result<(), Problem> {
        let count = counted(viewer, messenger);
        let now = self.now();
        if let (true, Some(page)) =
            (conversations && self.config.conversation_reads.is_some(), viewer.page())
        {
            if self.standing(Count::Conversations(page)).percent >= 100 {
                self.usage.broken += 1;
                return Err(Problem::of(613, None));
            }
            self.usage.calls.entry(Count::Conversations(page)).or_default().push_back(now);
        }
        if self.standing(count).percent >= 100 {
            self.usage.broken += 1;
            let code = match (count, viewer.kind) {
                (Count::App, Kind::User { .. }) => 17,
                (Count::App, _) => 4,
                (Count::Messenger(_), _) => 80_006,
                _ => 80_001,
            };
            return Err(Problem::of(code, None));
        }
        self.usage.calls.entry(count).or_default().push_back(now);
        Ok(())
    }

    /// The headers of an answer; nothing is said of what was hardly used.
    pub(crate) fn usage_headers(&mut self, viewer: &Viewer) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, value: &Value| {
            if let Ok(value) = value.to_string().parse() {
                headers.insert(name, value);
            }
        };
        match viewer.page() {
            None => {
                let percent = self.standing(Count::App).percent;
                if percent > 0 {
                    let value = json!({
                        "call_count": percent, "total_time": percent / 2,
                        "total_cputime": percent / 2,
                    });
                    set("x-app-usage", &value);
                }
            }
            Some(page) => {
                let id = self.pages[page].id.to_string();
                let kinds = [("pages", Count::Pages(page)), ("messenger", Count::Messenger(page))];
                let uses: Vec<Value> = kinds
                    .into_iter()
                    .map(|(kind, count)| (kind, self.standing(count)))
                    .filter(|(_, standing)| standing.percent > 0)
                    .map(|(kind, standing)| {
                        json!({
                            "type": kind, "call_count": standing.percent,
                            "total_cputime": standing.percent / 2,
                            "total_time": standing.percent / 2,
                            "estimated_time_to_regain_access": standing.regain,
                        })
                    })
                    .collect();
                if !uses.is_empty() {
                    set("x-business-use-case-usage", &json!({ (id): uses }));
                }
            }
        }
        headers
    }
}

pub(crate) fn counted(viewer: &Viewer, messenger: bool) -> Count {
    match viewer.kind {
        Kind::Page { page, .. } if messenger => Count::Messenger(page),
        Kind::Page { page, .. } => Count::Pages(page),
        _ => Count::App,
    }
}
