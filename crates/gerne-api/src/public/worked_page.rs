//! `/worked/{token}`: whether it worked, asked once where a mail leads. Rendered here, without
//! scripts. Looking at it changes nothing: programs that fetch links in mails say neither yes nor no.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use gerne_domain::{FollowUp, FollowUpState};
use gerne_engine::{EngineError, verbs::token_hash};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::team_page::{Language, escape, prefers_english};
use crate::{
    caller::Whence,
    problem::{Answer, Problem},
    state::ApiState,
};

const CSP: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// Tokens have so many digits; nothing longer is looked up.
const DIGITS: usize = 64;

/// The question.
///
/// # Errors
/// When the database does not answer; when somebody asks too often.
pub(crate) async fn page(
    State(api): State<ApiState>,
    whence: Whence,
    Path(token): Path<String>,
    Query(language): Query<Language>,
    headers: HeaderMap,
) -> Answer<Response> {
    api.doors.knock(whence.0)?;
    let words = words(&language, &headers);
    Ok(match found(&api, &token).await? {
        Some(follow_up) => answer(StatusCode::OK, words, &api.config.company, follow_up.state),
        None => nothing(words, &api.config.company),
    })
}

/// Yes or no.
///
/// # Errors
/// When the database does not answer; when somebody asks too often.
pub(crate) async fn click(
    State(api): State<ApiState>,
    whence: Whence,
    Path(token): Path<String>,
    Query(language): Query<Language>,
    headers: HeaderMap,
    body: String,
) -> Answer<Response> {
    api.doors.knock(whence.0)?;
    let words = words(&language, &headers);
    let said = url::form_urlencoded::parse(body.as_bytes()).find(|(key, _)| key == "answer");
    let works = match said.as_ref().map(|(_, said)| said.as_ref()) {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(Problem::field("answer", "invalid.value")),
    };
    if token.len() != DIGITS {
        return Ok(nothing(words, &api.config.company));
    }
    match api.engine.answer_follow_up(&token, works).await {
        // Said already: what was said first is shown.
        Ok(_) | Err(EngineError::Conflict) => {}
        Err(EngineError::NotFound) => return Ok(nothing(words, &api.config.company)),
        Err(error) => return Err(error.into()),
    }
    Ok(match found(&api, &token).await? {
        Some(follow_up) => answer(StatusCode::OK, words, &api.config.company, follow_up.state),
        None => nothing(words, &api.config.company),
    })
}

async fn found(api: &ApiState, token: &str) -> Answer<Option<FollowUp>> {
    if token.len() != DIGITS {
        return Ok(None);
    }
    Ok(api.store.read().await?.follow_up_by_token(&token_hash(token)).await?)
}

struct Words {
    tag: &'static str,
    title: &'static str,
    lead: &'static str,
    yes: &'static str,
    no: &'static str,
    worked: &'static str,
    failed: &'static str,
    over: &'static str,
    unknown: &'static str,
}

const DE: Words = Words {
    tag: "de",
    title: "Funktioniert es wieder?",
    lead: "Ein Klick genügt. Wir fragen nur dieses eine Mal.",
    yes: "Ja, es funktioniert",
    no: "Nein, noch nicht",
    worked: "Danke! Schön, dass es wieder funktioniert.",
    failed: "Danke, dass Sie es uns sagen. Wir kümmern uns weiter darum und melden uns auf demselben Weg.",
    over: "Diese Frage hat sich inzwischen erledigt. Wenn etwas nicht funktioniert, antworten Sie einfach auf unsere E-Mail.",
    unknown: "Diese Seite gibt es nicht oder nicht mehr. Antworten Sie einfach auf unsere E-Mail.",
};

const EN: Words = Words {
    tag: "en",
    title: "Does it work again?",
    lead: "One click is enough. We ask only this once.",
    yes: "Yes, it works",
    no: "No, not yet",
    worked: "Thank you! Good to hear that it works again.",
    failed: "Thank you for telling us. We go on with it and will write to you the same way.",
    over: "This question has been settled meanwhile. If something does not work, simply reply to our e-mail.",
    unknown: "This page does not exist, or no longer does. Simply reply to our e-mail.",
};

fn words(language: &Language, headers: &HeaderMap) -> &'static Words {
    match language.lang.as_deref() {
        Some("de") => &DE,
        Some("en") => &EN,
        _ if prefers_english(headers) => &EN,
        _ => &DE,
    }
}

fn answer(status: StatusCode, words: &Words, company: &str, state: FollowUpState) -> Response {
    let body = match state {
        FollowUpState::Asked => format!(
            "<p>{}</p>\n<form method=\"post\">\n\
             <button name=\"answer\" value=\"yes\">{}</button>\n\
             <button name=\"answer\" value=\"no\">{}</button>\n</form>",
            words.lead, words.yes, words.no
        ),
        FollowUpState::Worked => format!("<p role=\"status\">{}</p>", words.worked),
        FollowUpState::Failed => format!("<p role=\"status\">{}</p>", words.failed),
        FollowUpState::Planned | FollowUpState::ByHand | FollowUpState::Dropped => {
            format!("<p>{}</p>", words.over)
        }
    };
    render(status, words, company, &body)
}

fn nothing(words: &Words, company: &str) -> Response {
    render(StatusCode::NOT_FOUND, words, company, &format!("<p>{}</p>", words.unknown))
}

fn render(status: StatusCode, words: &Words, company: &str, body: &str) -> Response {
    let Words { tag, title, .. } = words;
    let company = match company {
        "" => String::new(),
        company => format!(" – {}", escape(company)),
    };
    let page = format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, noarchive\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}{company}</title>\n<link rel=\"stylesheet\" href=\"/team.css\">\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    );
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, noarchive")),
    ];
    (status, head, page).into_response()
}
