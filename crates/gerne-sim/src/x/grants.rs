//! Tokens: what a consent gives, how it is renewed, and how it dies.

use jiff::{SignedDuration, Timestamp};

use super::model::{Access, Family, Refresh, Who};
use super::posts::XTokens;
use super::state::State;
use crate::journal::{Effect, Via};

/// A refresh token nobody uses ends after about half a year.
const REFRESH_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 182);
pub(crate) const OFFLINE: &str = "offline.access";

/// What became of a refresh token that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Renewal {
    Renewed(XTokens, Vec<String>),
    /// Unknown, expired, of another client, or spent; the last kills the family.
    Refused,
}

impl State {
    pub(crate) fn new_family(
        &mut self,
        who: Who,
        client_id: &str,
        scopes: Vec<String>,
        via: Via,
    ) -> XTokens {
        let by = Some(self.people[who].spec.handle.clone());
        let effect = Effect::TokenIssued { scopes: scopes.join(" ") };
        let client_id = client_id.to_owned();
        self.families.push(Family { who, client_id, scopes, dead: false });
        self.record_as(by, via, None, effect);
        self.new_pair(self.families.len() - 1)
    }

    fn new_pair(&mut self, family: usize) -> XTokens {
        let now = self.now();
        let expires_at = later(now, self.config.token_lifetime);
        let millis = now.as_millisecond();
        let mut token = |kind: &str| format!("{}:{millis}:1:0:{kind}:1", self.random.token(52));
        let (access, refresh) = (token("at"), token("rt"));
        self.accesses.insert(access.clone(), Access { family, expires_at, revoked: false });
        let offline = self.families[family].scopes.iter().any(|scope| scope == OFFLINE);
        let refresh = offline.then_some(refresh);
        if let Some(refresh) = &refresh {
            let kept = Refresh { family, expires_at: later(now, REFRESH_LIFETIME), spent: false };
            self.refreshes.insert(refresh.clone(), kept);
        }
        XTokens { access, refresh, expires_at }
    }

    pub(crate) fn renew(&mut self, client_id: &str, token: &str) -> Renewal {
        let now = self.now();
        let Some(refresh) = self.refreshes.get_mut(token) else { return Renewal::Refused };
        let family = refresh.family;
        if refresh.spent {
            self.spent_sent += 1;
            self.kill(family);
            return Renewal::Refused;
        }
        let known = &self.families[family];
        if known.dead || known.client_id != client_id || refresh.expires_at <= now {
            return Renewal::Refused;
        }
        refresh.spent = true;
        let scopes = known.scopes.clone();
        let who = known.who;
        // The old access token stays good until its own end.
        let pair = self.new_pair(family);
        let by = Some(self.people[who].spec.handle.clone());
        let effect = Effect::TokenIssued { scopes: scopes.join(" ") };
        self.record_as(by, Via::Api, None, effect);
        Renewal::Renewed(pair, scopes)
    }

    /// Ends every token of a family.
    pub(crate) fn kill(&mut self, family: usize) {
        if std::mem::replace(&mut self.families[family].dead, true) {
            return;
        }
        let by = Some(self.people[self.families[family].who].spec.handle.clone());
        self.record_as(by, Via::Api, None, Effect::TokenRevoked);
    }

    /// `/2/oauth2/revoke`: an access token ends alone, a refresh token takes the family along.
    pub(crate) fn revoke(&mut self, client_id: &str, token: &str) {
        if let Some(refresh) = self.refreshes.get(token) {
            let family = refresh.family;
            if self.families[family].client_id == client_id {
                self.kill(family);
            }
        } else if let Some(access) = self.accesses.get_mut(token)
            && self.families[access.family].client_id == client_id
        {
            access.revoked = true;
        }
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
