//! The library API for what stands around posts: the app, tokens, limits, webhooks.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::usage::Count;
use super::{Facebook, FbApp, FbDelivery};
use crate::SimError;
use crate::journal::Via;

impl Facebook {
    /// The application.
    pub fn app(&self) -> FbApp {
        self.shared.read(|state| state.config.app.clone())
    }

    /// Changes the application: proofs, access, the human agent's tag.
    pub fn change_app(&self, change: impl FnOnce(&mut FbApp)) {
        self.shared.act(|state| change(&mut state.config.app));
    }

    /// Hands out the token of a Page that does not end, past the login (`scopes` separated by
    /// commas or spaces), by the first who may do everything on it.
    pub fn page_token(&self, page: &str, scopes: &str) -> Result<String, SimError> {
        let page = self.page(page)?;
        self.shared.act(|state| {
            let who = state.pages[page].spec.admins.first().cloned().unwrap_or_default();
            let who = state.find_person(&who).ok_or(SimError::NoSuchPerson(who))?;
            let grant = state.new_grant(who, split(scopes), BTreeSet::from([page]), Via::Square);
            Ok(state.page_token(grant, page, None))
        })
    }

    /// Hands out a person's own token, past the login: of two hours, or of sixty days.
    pub fn user_token(&self, person: &str, scopes: &str, long: bool) -> Result<String, SimError> {
        let who = self.who(person)?;
        Ok(self.shared.act(|state| {
            let pages = state.pages_of(who).into_iter().collect();
            let grant = state.new_grant(who, split(scopes), pages, Via::Square);
            state.user_token(grant, long).0
        }))
    }

    /// Withdraws everything that somebody allowed: 458 removed the app, 459 checkpoint, 460
    /// changed the password, 464 unconfirmed, 467 logged out, 492 lost the role.
    pub fn kill_tokens(&self, person: &str, subcode: u32) -> Result<(), SimError> {
        let who = self.who(person)?;
        self.shared.act(|state| {
            for grant in 0..state.grants.len() {
                if state.grants[grant].who == who {
                    state.kill(grant, subcode);
                }
            }
        });
        Ok(())
    }

    /// Takes one permission away from what somebody allowed.
    pub fn take_permission(&self, person: &str, scope: &str) -> Result<(), SimError> {
        let who = self.who(person)?;
        self.shared.act(|state| {
            for grant in state.grants.iter_mut().filter(|grant| grant.who == who) {
                grant.scopes.remove(scope);
            }
        });
        Ok(())
    }

    /// Logs in and consents, as a person does who opens `url` in a browser, chooses Pages (none
    /// named: all) and presses the button. Returns where the browser is sent.
    pub fn approve(&self, url: &str, person: &str, pages: &[&str]) -> Result<String, SimError> {
        self.approve_without(url, person, pages, &[])
    }

    /// The same without some of the permissions.
    pub fn approve_without(
        &self,
        url: &str,
        person: &str,
        pages: &[&str],
        refused: &[&str],
    ) -> Result<String, SimError> {
        let who = self.who(person)?;
        let query = url::Url::parse(url)
            .map_err(|error| SimError::Refused(format!("not an address: {error}")))?;
        let params = crate::params::Params::from_query(query.query().unwrap_or_default());
        let refused: BTreeSet<String> = refused.iter().map(|one| (*one).to_owned()).collect();
        let mut chosen = BTreeSet::new();
        for page in pages {
            chosen.insert(self.page(page)?);
        }
        self.shared
            .act(|state| {
                if chosen.is_empty() {
                    chosen = state.pages_of(who).into_iter().collect();
                }
                super::login::consent(state, &params, who, &chosen, &refused)
            })
            .map_err(SimError::Refused)
    }

    /// Pretends that so many percent of a Page's calls are used up, for so long.
    pub fn set_usage(
        &self,
        page: &str,
        percent: u32,
        lasts: SignedDuration,
    ) -> Result<(), SimError> {
        let page = self.page(page)?;
        self.shared.act(|state| {
            let until = state.now().checked_add(lasts).unwrap_or(jiff::Timestamp::MAX);
            for count in [Count::Pages(page), Count::Messenger(page)] {
                state.usage.force(count, percent, until);
            }
        });
        Ok(())
    }

    /// Ends what [`set_usage`](Self::set_usage) began.
    pub fn calm_usage(&self) {
        self.shared.act(|state| state.usage.calm());
    }

    /// How often somebody asked although the calls were used up.
    pub fn limits_broken(&self) -> u32 {
        self.shared.read(|state| state.usage.broken)
    }

    /// Keeps webhooks back, or lets them go in batches.
    pub fn hold_webhooks(&self, held: bool) {
        self.shared.act(|state| state.queue.held = held);
    }

    /// Webhooks as they were sent, oldest first.
    pub fn deliveries(&self) -> Vec<FbDelivery> {
        self.shared.read(|state| state.queue.sent.clone())
    }

    /// How many updates wait to be sent, are on the way, or wait to be tried again.
    pub fn webhooks_waiting(&self) -> usize {
        self.shared.read(|state| {
            let failed: usize = state.queue.failed.iter().map(|one| one.updates.len()).sum();
            state.queue.waiting.len() + failed + state.queue.on_the_way
        })
    }

    /// How many updates never came: by a fault, or because the callback failed for too long.
    pub fn webhooks_lost(&self) -> u32 {
        self.shared.read(|state| state.queue.lost)
    }

    /// Whether a callback is there and was not switched off.
    pub fn webhooks_active(&self) -> bool {
        self.shared.read(|state| state.callback.as_ref().is_some_and(|one| one.active))
    }

    /// `X-Hub-Signature-256` of a body, as the app's secret makes it.
    pub fn signature(&self, body: &[u8]) -> String {
        let secret = self.app().secret;
        format!("sha256={}", super::auth::hmac_hex(&secret, body))
    }
}

fn split(scopes: &str) -> BTreeSet<String> {
    scopes.split([',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}
