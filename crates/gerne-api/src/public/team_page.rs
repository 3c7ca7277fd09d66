//! `/team`: who answers. Rendered here, without scripts; shows what each agent chose to show and
//! nothing else, and is never cached: stepping back works on the next request.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use gerne_domain::Agent;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Deserialize;

use crate::{problem::Answer, state::ApiState, view::agent::photo_url};

pub(super) const CSP: &str = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("team.css");

/// Which language.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Language {
    #[serde(default)]
    pub(super) lang: Option<String>,
}

/// The page.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn page(
    State(api): State<ApiState>,
    Query(language): Query<Language>,
    headers: HeaderMap,
) -> Answer<Response> {
    let agents = api.store.read().await?.agents().await?;
    let shown: Vec<Agent> = agents
        .into_iter()
        .filter(|agent| agent.face.listed && agent.disabled_at.is_none())
        .collect();
    let words = match language.lang.as_deref() {
        Some("de") => &DE,
        Some("en") => &EN,
        _ if prefers_english(&headers) => &EN,
        _ => &DE,
    };
    let page = render(words, &api.config.company, &shown);
    Ok((
        [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::VARY, HeaderValue::from_static("accept-language")),
            (
                HeaderName::from_static("x-robots-tag"),
                HeaderValue::from_static("noindex, noarchive"),
            ),
        ],
        page,
    )
        .into_response())
}

/// Its style.
pub(crate) async fn style() -> Response {
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    (kind, STYLE).into_response()
}

struct Words {
    tag: &'static str,
    title: &'static str,
    of: &'static str,
    lead: &'static str,
    nobody: &'static str,
    other_tag: &'static str,
    other: &'static str,
}

const DE: Words = Words {
    tag: "de",
    title: "Wer Ihnen antwortet",
    of: "Wer Ihnen bei {company} antwortet",
    lead: "Hinter unseren Antworten stehen Menschen. Das sind sie, mit dem Namen, unter dem sie schreiben.",
    nobody: "Zurzeit zeigt sich hier niemand. Geantwortet wird trotzdem.",
    other_tag: "en",
    other: "English",
};

const EN: Words = Words {
    tag: "en",
    title: "Who answers you",
    of: "Who answers you at {company}",
    lead: "There are people behind our answers. Here they are, by the name they write under.",
    nobody: "Nobody shows themselves here right now. You will be answered all the same.",
    other_tag: "de",
    other: "Deutsch",
};

/// German unless English is wanted more.
pub(super) fn prefers_english(headers: &HeaderMap) -> bool {
    let value = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let weight = |wanted: &str| {
        let items = value.unwrap_or_default().split(',');
        let weights = items.filter_map(|item| {
            let (tag, rest) = item.split_once(';').unwrap_or((item, ""));
            let language = tag.trim().split('-').next().unwrap_or_default();
            let q = rest.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok());
            language.eq_ignore_ascii_case(wanted).then(|| q.unwrap_or(1.0))
        });
        weights.fold(0.0_f32, f32::max)
    };
    weight("en") > weight("de")
}

fn render(words: &Words, company: &str, agents: &[Agent]) -> String {
    let title = match company {
        "" => words.title.to_owned(),
        company => words.of.replace("{company}", company),
    };
    let title = escape(&title);
    let Words { tag, lead, other_tag, other, .. } = words;
    let faces = if agents.is_empty() {
        format!("<p>{}</p>", words.nobody)
    } else {
        let cards: String = agents.iter().map(card).collect();
        format!("<ul>{cards}</ul>")
    };
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, noarchive\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/team.css\">\n</head>\n<body>\n\
         <nav><a href=\"?lang={other_tag}\" hreflang=\"{other_tag}\" lang=\"{other_tag}\">{other}</a></nav>\n\
         <main>\n<h1>{title}</h1>\n<p>{lead}</p>\n{faces}\n</main>\n</body>\n</html>\n"
    )
}

fn card(agent: &Agent) -> String {
    let name = escape(&agent.face.name);
    let picture = if let Some(url) = photo_url(agent) {
        format!("<img src=\"{url}\" alt=\"{name}\" width=\"160\" height=\"160\" loading=\"lazy\">")
    } else {
        let first = agent.face.name.chars().next().map(String::from).unwrap_or_default();
        format!("<span class=\"initial\" aria-hidden=\"true\">{}</span>", escape(&first))
    };
    let line = agent.face.line.as_deref().map(escape).unwrap_or_default();
    let line = if line.is_empty() { line } else { format!("<p>{line}</p>") };
    format!("<li>{picture}<h2>{name}</h2>{line}</li>\n")
}

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(value: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, value.parse().unwrap());
        prefers_english(&headers)
    }

    #[test]
    fn the_language_follows_the_reader() {
        assert!(!english("de-DE,de;q=0.9,en;q=0.8"));
        assert!(english("en-GB,de;q=0.5"));
        assert!(!english("fr"));
        assert!(!prefers_english(&HeaderMap::new()));
    }

    #[test]
    fn names_are_text_and_empty_pages_are_small() {
        assert_eq!(escape("<b>'\"&"), "&lt;b&gt;&#39;&quot;&amp;");
        let page = render(&DE, "Nordlicht & Söhne", &[]);
        assert!(page.contains("Wer Ihnen bei Nordlicht &amp; Söhne antwortet"));
        assert!(page.len() + STYLE.len() < 5_000);
    }
}
