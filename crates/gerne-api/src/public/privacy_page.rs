//! `/privacy`: what becomes of what people write to the company, in words. Platforms want such an
//! address before they let an application in; companies link their own notice there as well.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, header};

use super::team_page::{CSP, Language, escape, prefers_english};
use crate::state::ApiState;

/// The page. It says nothing about anybody.
pub(crate) async fn page(
    State(api): State<ApiState>,
    Query(language): Query<Language>,
    headers: HeaderMap,
) -> Response {
    let words = match language.lang.as_deref() {
        Some("de") => &DE,
        Some("en") => &EN,
        _ if prefers_english(&headers) => &EN,
        _ => &DE,
    };
    let who = [&api.config.controller, &api.config.company];
    let who = who.into_iter().find(|who| !who.trim().is_empty());
    let page = render(words, who.map_or(words.somebody, String::as_str));
    let kind = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP)),
        (header::VARY, HeaderValue::from_static("accept-language")),
    ];
    (kind, page).into_response()
}

struct Words {
    tag: &'static str,
    title: &'static str,
    lead: &'static str,
    somebody: &'static str,
    points: [(&'static str, &'static str); 6],
    other_tag: &'static str,
    other: &'static str,
}

const DE: Words = Words {
    tag: "de",
    title: "Was aus Ihrer Nachricht wird",
    lead: "Hier antwortet {who} auf das, was Menschen öffentlich und privat an das Unternehmen schreiben. \
           Verantwortlich für diese Daten ist {who}.",
    somebody: "das Unternehmen, dem Sie geschrieben haben",
    points: [
        (
            "Was gespeichert wird",
            "Ihr Name und Ihre Kennung auf der Plattform, was Sie dem Unternehmen geschrieben haben, mit \
             Bildern und Dateien, und was Ihnen geantwortet wurde.",
        ),
        (
            "Wozu",
            "Um Ihnen zu antworten, ohne dass Sie alles noch einmal erzählen müssen. Zu nichts sonst: \
             keine Werbung, kein Verkauf, kein Abgleich mit anderen.",
        ),
        (
            "Wo",
            "Auf einem Rechner des Unternehmens. Weitergegeben wird nichts; Antworten gehen über die \
             Plattform, auf der Sie geschrieben haben.",
        ),
        (
            "Wie lange",
            "Bis das Unternehmen es löscht, oder Sie es verlangen. Was Sie auf der Plattform löschen, \
             wird auch hier gelöscht.",
        ),
        (
            "Ihre Rechte",
            "Sie können Auskunft, Berichtigung und Löschung verlangen und sich bei einer \
             Aufsichtsbehörde beschweren. Schreiben Sie dem Unternehmen, am einfachsten dort, wo Sie \
             schon mit ihm geschrieben haben.",
        ),
        (
            "Wenn Sie eine Seite verbunden haben",
            "Vom Konto, mit dem jemand eine Seite des Unternehmens verbindet, wird nur das \
             Zugriffstoken der Seite aufbewahrt. Es endet, sobald Sie die App bei der Plattform \
             entfernen.",
        ),
    ],
    other_tag: "en",
    other: "English",
};

const EN: Words = Words {
    tag: "en",
    title: "What becomes of your message",
    lead: "This is where {who} answers what people write to the company, in public and in private. {who} is \
           responsible for these data.",
    somebody: "the company that you wrote to",
    points: [
        (
            "What is kept",
            "Your name and identifier on the platform, what you wrote to the company, with pictures and \
             files, and what you were answered.",
        ),
        (
            "What for",
            "To answer you without your having to tell everything again. For nothing else: no \
             advertising, no selling, no matching with others.",
        ),
        (
            "Where",
            "On a machine of the company. Nothing is passed on; answers go through the platform on which \
             you wrote.",
        ),
        (
            "How long",
            "Until the company deletes it, or you ask for it. What you delete on the platform is deleted \
             here as well.",
        ),
        (
            "Your rights",
            "You may ask to see, correct and delete your data, and complain to a supervisory authority. \
             Write to the company, most easily where you wrote to it before.",
        ),
        (
            "If you connected a Page",
            "Of the account with which somebody connects a Page of the company nothing is kept but the \
             access token of the Page. It ends as soon as you remove the app at the platform.",
        ),
    ],
    other_tag: "de",
    other: "Deutsch",
};

fn render(words: &Words, who: &str) -> String {
    use std::fmt::Write as _;
    let Words { tag, title, other_tag, other, points, .. } = words;
    let lead = escape(&words.lead.replace("{who}", who));
    let mut said = String::new();
    for (what, text) in points {
        let written = write!(said, "<h2>{}</h2>\n<p>{}</p>\n", escape(what), escape(text));
        written.expect("a text takes whatever is written to it");
    }
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/team.css\">\n</head>\n<body>\n\
         <nav><a href=\"?lang={other_tag}\" hreflang=\"{other_tag}\" lang=\"{other_tag}\">{other}</a></nav>\n\
         <main>\n<h1>{title}</h1>\n<p>{lead}</p>\n{said}</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_company_is_named_and_cannot_break_the_page() {
        let page = render(&DE, "<b>Nordlicht & Co</b>");
        assert!(page.contains("&lt;b&gt;Nordlicht &amp; Co&lt;/b&gt;") && !page.contains("<b>"));
        assert!(render(&EN, EN.somebody).contains("the company that you wrote to"));
    }
}
