//! Sign-ins: making, finding again, ending.

use std::time::Duration;

use gerne_domain::{Agent, SessionId, Timestamp, time::after};
use gerne_store::{Session, SessionKind, StoreError};
use http::{HeaderMap, HeaderValue, header};

use crate::{
    caller::Caller,
    guard::COOKIE,
    problem::{Answer, Problem},
    secret,
    state::ApiState,
};

/// The cookie that a device is known by.
const DEVICE: &str = "gerne_device";
const KNOWN_FOR: Duration = Duration::from_hours(180 * 24);

/// `seen_at` is that exact; every request would otherwise write.
const SEEN: Duration = Duration::from_mins(5);

/// Who holds this token; `None` when it is not good (any more).
pub(crate) async fn resume(api: &ApiState, token: &str, by_cookie: bool) -> Answer<Option<Caller>> {
    let now = api.now();
    let mut db = api.store.read().await?;
    let Some(session) = db.session_by_token(&secret::hash(token), now).await? else {
        return Ok(None);
    };
    if by_cookie != (session.kind == SessionKind::Browser) {
        return Ok(None);
    }
    let agent = db.agent(session.agent_id).await?.filter(|agent| agent.disabled_at.is_none());
    let Some(agent) = agent else { return Ok(None) };
    let scope = db.scope_of(&agent).await?;
    drop(db);
    if now >= after(session.seen_at, SEEN) {
        // Reading must not depend on writing: it holds until it expires, and is noted next time.
        if let Err(problem) = touch(api, &session, now).await {
            tracing::warn!(code = problem.code, "a sign-in could not be noted as used");
        }
    }
    Ok(Some(Caller { session: session.id, agent, scope }))
}

/// It was used: a browser's sign-in holds that much longer.
async fn touch(api: &ApiState, session: &Session, now: Timestamp) -> Answer<()> {
    let id = session.id;
    let expires = match session.kind {
        SessionKind::Browser => Some(expiry(api, session.created_at, now)),
        SessionKind::Program => session.expires_at,
    };
    let touched: Result<(bool, i64), StoreError> = api
        .store
        .write(move |tx| Box::pin(async move { tx.touch_session(id, now, expires).await }))
        .await;
    touched?;
    Ok(())
}

fn expiry(api: &ApiState, created: Timestamp, now: Timestamp) -> Timestamp {
    after(now, api.config.session_idle).min(after(created, api.config.session_longest))
}

/// Signs a browser in: the cookie to set.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sign_in(
    api: &ApiState,
    agent: &Agent,
    headers: &HeaderMap,
) -> Answer<HeaderValue> {
    let now = api.now();
    let session = Session {
        id: SessionId::new(&**api.engine.ids()),
        agent_id: agent.id,
        kind: SessionKind::Browser,
        label: browser(headers),
        created_at: now,
        seen_at: now,
        expires_at: Some(expiry(api, now, now)),
    };
    let token = keep(api, session).await?;
    Ok(cookie(api, &token, api.config.session_longest))
}

/// Keeps a session; its token, which is never seen again.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn keep(api: &ApiState, session: Session) -> Answer<String> {
    let token = secret::token();
    let hash = secret::hash(&token);
    let now = api.now();
    let kept: Result<((), i64), StoreError> = api
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.purge_sessions(now).await?;
                tx.insert_session(&session, &hash).await
            })
        })
        .await;
    kept?;
    Ok(token)
}

/// Remembers on a device that this login signed in there: guesses from elsewhere do not slow it.
/// It opens nothing.
pub(crate) fn device_cookie(api: &ApiState, login: &str) -> HeaderValue {
    let sealed = api.signer.seal(&device(login));
    named(api, DEVICE, &sealed, KNOWN_FOR)
}

/// Whether this login signed in on this device before.
pub(crate) fn is_known_device(api: &ApiState, headers: &HeaderMap, login: &str) -> bool {
    let sealed = crate::guard::cookie(headers, DEVICE);
    sealed.and_then(|sealed| api.signer.open(sealed)).is_some_and(|text| text == device(login))
}

/// What is signed: no address begins like it. The login's hash, so that a cookie names nobody.
fn device(login: &str) -> String {
    let hash = secret::hash(&login.trim().to_lowercase());
    hash.iter().fold("device:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// The cookie that takes the cookie away.
pub(crate) fn forget(api: &ApiState) -> HeaderValue {
    cookie(api, "", Duration::ZERO)
}

fn cookie(api: &ApiState, token: &str, lasts: Duration) -> HeaderValue {
    named(api, COOKIE, token, lasts)
}

fn named(api: &ApiState, name: &str, token: &str, lasts: Duration) -> HeaderValue {
    let secure = if api.config.is_https() { "; Secure" } else { "" };
    let seconds = lasts.as_secs();
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Which browser it is, for the list of sign-ins: the few words that people recognise.
fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let first = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// Checks a login and a password. Takes as long for a login that nobody has.
///
/// # Errors
/// `login.wrong`, whatever is wrong.
pub(crate) async fn check(api: &ApiState, login: &str, password: &str) -> Answer<Agent> {
    let login = login.trim().to_lowercase();
    let found = api.store.read().await?.credentials(&login).await?;
    let hash = found.as_ref().and_then(|found| found.password_hash.as_deref());
    let right = api.passwords.verify(password, hash).await?;
    let agent = found.map(|found| found.agent).filter(|agent| agent.disabled_at.is_none());
    match agent {
        Some(agent) if right => Ok(agent),
        _ => Err(Problem::new(http::StatusCode::UNAUTHORIZED, "login.wrong")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_have_names() {
        let named = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, agent.parse().unwrap());
            browser(&headers)
        };
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";
        assert_eq!(named(chrome), "Chrome, Linux");
        assert_eq!(
            named("Mozilla/5.0 (iPhone; CPU iPhone OS) Version/19 Safari/604"),
            "Safari, iPhone"
        );
        assert_eq!(named("curl/8"), "");
    }
}
