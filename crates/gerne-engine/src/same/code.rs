//! A code that is sent to one and said back by the other: it proves that both are one person, and
//! joins them. Who asks for it is an agent; what it leads to can be undone like every joining.

use std::time::Duration;

use gerne_domain::{
    Account, ConversationId, Customer, CustomerId, EventKind, Message, Status, Timestamp,
    Verification, VerificationId, time::after,
};
use gerne_store::{LikenessState, ProofCode, Tx};

use crate::{
    Caller, Done, Engine, EngineError,
    follow_ups::{is_formal, speaks_german},
    verbs::{NewReply, Written, compose},
};

/// So long a code counts: mails are read in the evening.
const COUNTS: Duration = Duration::from_hours(72);
/// So long whoever said it back counts as verified.
const VERIFIED: Duration = Duration::from_hours(12);
/// After so many others a code no longer counts.
const TRIES: u32 = 5;
/// How they were verified, as the console names it.
const HOW: &str = "code";
/// Letters that are not taken for others.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Digits that are not taken for letters.
const DIGITS: &[u8] = b"23456789";
/// Messages that are looked at for the language.
const LOOKED_AT: usize = 20;
/// Of a message this much is looked at for codes.
const READ: usize = 4_000;

/// A code that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentCode {
    /// The reply that takes it there.
    pub written: Written,
    /// Until when it counts.
    pub until: Timestamp,
}

impl Engine {
    /// Sends a code into a conversation of one of two, in private. When the other says it back
    /// wherever they write, both are one.
    ///
    /// # Errors
    /// `NotFound` when one of them is not theirs to see; `Invalid` with `code.public` where everybody
    /// could read it, `join.same`, or a `reply.*` code.
    pub async fn send_proof_code(
        &self,
        who: &Caller,
        conversation: ConversationId,
        two: (CustomerId, CustomerId),
    ) -> Result<Done<SentCode>, EngineError> {
        let (engine, who, code) = (self.clone(), who.clone(), random_code());
        self.write(move |tx| {
            Box::pin(async move { engine.write_code(tx, &who, conversation, two, &code).await })
        })
        .await
    }

    async fn write_code(
        &self,
        tx: &mut Tx<'_>,
        who: &Caller,
        conversation: ConversationId,
        two: (CustomerId, CustomerId),
        code: &str,
    ) -> Result<SentCode, EngineError> {
        let mut conversation = self.matter(tx, who, conversation).await?;
        let (one, other) = self.both(tx, who, two.0, two.1).await?;
        let (sent_to, from_id) = match conversation.customer_id {
            id if id == one => (one, other),
            id if id == other => (other, one),
            _ => return Err(EngineError::NotFound),
        };
        let target = compose::target(tx, conversation.id, None).await?;
        if target.visibility.is_public() {
            return Err(EngineError::invalid("code.public"));
        }
        let account = tx.account(target.account_id).await?.ok_or(EngineError::NotFound)?;
        let customer = tx.customer(sent_to).await?;
        let messages = tx.newest_messages(conversation.id, LOOKED_AT).await?;
        let text = words(&account, customer.as_ref(), &messages, code);
        let id = self.inner.ids.next();
        let reply = NewReply::of_the_house(format!("proof-code:{id}"), text);
        let left = Status::Pending;
        let prepared =
            self.prepare_reply(tx, who, &conversation, &target, account, reply, left).await?;
        let written = self.hold(tx, who, &mut conversation, prepared).await?;
        self.keep(tx, &mut conversation).await?;
        let now = self.now();
        let until = after(now, COUNTS);
        let hash = self.hash_of(code).ok_or(EngineError::Forbidden)?;
        let code = ProofCode {
            id,
            hash,
            sent_to,
            from_id,
            conversation_id: conversation.id,
            agent_id: who.agent,
            made_at: now,
            until,
            tries: 0,
            ended_at: None,
        };
        tx.insert_proof_code(&code).await?;
        Ok(SentCode { written, until })
    }

    /// Somebody wrote something: when it is a code that the other was sent, both are one.
    pub(super) async fn proves(
        &self,
        who: CustomerId,
        message: &Message,
    ) -> Result<bool, EngineError> {
        let mut db = self.inner.store.read().await?;
        let standing = db.proof_codes_of(who, self.now()).await?;
        drop(db);
        if standing.is_empty() {
            return Ok(false);
        }
        let said: Vec<[u8; 32]> =
            codes_in(&message.text).iter().filter_map(|code| self.hash_of(code)).collect();
        if said.is_empty() {
            return Ok(false);
        }
        let engine = self.clone();
        let done = self
            .write(move |tx| Box::pin(async move { engine.said_code(tx, who, &said).await }))
            .await?;
        Ok(done.value)
    }

    async fn said_code(
        &self,
        tx: &mut Tx<'_>,
        who: CustomerId,
        said: &[[u8; 32]],
    ) -> Result<bool, EngineError> {
        let now = self.now();
        for mut code in tx.proof_codes_of(who, now).await? {
            if !said.contains(&code.hash) {
                code.tries += 1;
                code.ended_at = (code.tries >= TRIES).then_some(now);
                tx.update_proof_code(&code).await?;
                continue;
            }
            code.ended_at = Some(now);
            tx.update_proof_code(&code).await?;
            return self.are_one(tx, &code).await.map(|()| true);
        }
        Ok(false)
    }

    async fn are_one(&self, tx: &mut Tx<'_>, code: &ProofCode) -> Result<(), EngineError> {
        let into = tx.customer_joined_into(code.sent_to).await?.unwrap_or(code.sent_to);
        let from = tx.customer_joined_into(code.from_id).await?.unwrap_or(code.from_id);
        let now = self.now();
        if into != from {
            let id = self.inner.ids.next();
            let by = Some(code.agent_id);
            tx.join_customers(id, into, from, by, now).await?;
            self.judge(tx, into, from, LikenessState::Joined, by).await?;
            let actor = gerne_domain::Actor::Customer;
            self.emit_customer(tx, actor, into, EventKind::CustomersJoined { from });
            self.emit_customer(tx, actor, from, EventKind::CustomersJoined { from });
        }
        let verification = Verification {
            id: VerificationId::new(&*self.inner.ids),
            customer_id: into,
            how: HOW.to_owned(),
            until: Some(after(now, VERIFIED)),
            agent_id: code.agent_id,
            at: now,
        };
        tx.insert_verification(&verification).await?;
        self.emit_customer(tx, gerne_domain::Actor::Customer, into, EventKind::FactsChanged);
        Ok(())
    }

    fn hash_of(&self, code: &str) -> Option<[u8; 32]> {
        self.inner.store.keyed(&[format!("code:{code}")]).pop()
    }
}

/// What is written to whoever is sent a code.
fn words(
    account: &Account,
    customer: Option<&Customer>,
    messages: &[Message],
    code: &str,
) -> String {
    let formal = is_formal(account, customer);
    match (speaks_german(account, customer, messages), formal) {
        (true, true) => format!(
            "bitte schreiben Sie uns diesen Code dort, wo Sie uns sonst noch geschrieben haben: {code} \
             Er gilt drei Tage. Bitte geben Sie ihn niemandem sonst."
        ),
        (true, false) => format!(
            "bitte schreib uns diesen Code dort, wo du uns sonst noch geschrieben hast: {code} Er gilt \
             drei Tage. Bitte gib ihn niemandem sonst."
        ),
        (false, _) => format!(
            "please write this code to us where else you have written to us: {code} It is good for \
             three days. Please give it to nobody else."
        ),
    }
}

/// Three letters and a digit, twice: some ten thousand million.
fn random_code() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the operating system has randomness");
    let mut bytes = bytes.into_iter().map(usize::from).collect::<Vec<_>>().into_iter();
    let mut code = String::new();
    for half in 0..2 {
        if half == 1 {
            code.push('-');
        }
        for (place, signs) in [LETTERS, LETTERS, LETTERS, DIGITS].into_iter().enumerate() {
            // Two bytes for each sign: no sign is noticeably likelier than another.
            let high = bytes.next().unwrap_or(place);
            let low = bytes.next().unwrap_or(place);
            let sign = signs.get((high * 256 + low) % signs.len()).copied().unwrap_or(b'X');
            code.push(char::from(sign));
        }
    }
    code
}

/// All that looks like a code of ours, however it is written.
fn codes_in(text: &str) -> Vec<String> {
    let start: String = text.chars().take(READ).collect();
    let words: Vec<String> = start
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_uppercase)
        .collect();
    let halves = words.windows(2).filter_map(|pair| match pair {
        [one, other] if is_half(one) && is_half(other) => Some(format!("{one}-{other}")),
        _ => None,
    });
    let whole = words.iter().filter_map(|word| {
        let (one, other) = word.split_at_checked(4)?;
        (is_half(one) && is_half(other)).then(|| format!("{one}-{other}"))
    });
    let mut found: Vec<String> = halves.chain(whole).collect();
    found.truncate(10);
    found
}

fn is_half(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [a, b, c, d] if [a, b, c].iter().all(|x| LETTERS.contains(x)) && DIGITS.contains(d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_however_they_are_written() {
        for _ in 0..50 {
            let code = random_code();
            assert_eq!(code.len(), 9, "{code}");
            let ways = [
                code.clone(),
                code.to_lowercase(),
                code.replace('-', ""),
                code.replace('-', " "),
                format!("Mein Code: „{code}“."),
            ];
            for way in ways {
                assert_eq!(codes_in(&way), std::slice::from_ref(&code), "{way}");
            }
        }
        for none in ["", "Bestellung 4711", "BESTELLT", "ABCD-EFGH", "Guten Tag, äöü2-abc2"] {
            assert_eq!(codes_in(none), Vec::<String>::new(), "{none}");
        }
    }
}
