//! Our words, and the answered mail below them.

use super::{Answered, Language, Outgoing, one_line};
use crate::html::{escape, from_text};

/// Most of a quoted mail, in bytes.
const MOST: usize = 100 << 10;

/// The text and the HTML of the mail.
pub(super) fn bodies(mail: &Outgoing) -> (String, String) {
    let mut text = mail.text.replace("\r\n", "\n").trim_end().to_owned();
    let mut html = mail.html.clone().unwrap_or_else(|| from_text(&text));
    if let Some(answered) =
        mail.answers.as_ref().filter(|answered| !answered.text.trim().is_empty())
    {
        let line = attribution(mail, answered);
        text.push_str("\n\n");
        text.push_str(&line);
        text.push('\n');
        quote_text(&answered.text, &mut text);
        html.push_str("\n<br>\n<div>");
        escape(&line, &mut html);
        html.push_str("</div>\n<blockquote type=\"cite\">\n");
        match &answered.html {
            Some(quoted) if quoted.len() <= 4 * MOST => html.push_str(quoted),
            _ => html.push_str(&from_text(start(&answered.text))),
        }
        html.push_str("\n</blockquote>\n");
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    (text, format!("<html><body>\n{html}\n</body></html>\n"))
}

fn quote_text(quoted: &str, text: &mut String) {
    for line in start(quoted).lines() {
        // `>> ` for what is quoted within, as mail programs do.
        text.push_str(if line.is_empty() || line.starts_with('>') { ">" } else { "> " });
        text.push_str(line.trim_end_matches('\r'));
        text.push('\n');
    }
}

fn start(text: &str) -> &str {
    let text = text.trim_end();
    text.get(..text.floor_char_boundary(MOST)).unwrap_or(text)
}

/// "Am 21.11.2026 um 14:03 schrieb Eva Lang <eva@kunde.example>:"
fn attribution(mail: &Outgoing, answered: &Answered) -> String {
    let who = answered.from.as_ref().map(|from| {
        let name = from.name.as_deref().map(one_line).filter(|name| !name.is_empty());
        match name {
            Some(name) => format!("{name} <{}>", one_line(&from.address)),
            None => one_line(&from.address),
        }
    });
    let at = answered.date.map(|at| at.to_zoned(mail.zone.clone()));
    match (mail.language, at, who) {
        (Language::German, Some(at), Some(who)) => {
            format!("Am {} um {} schrieb {who}:", at.strftime("%d.%m.%Y"), at.strftime("%H:%M"))
        }
        (Language::English, Some(at), Some(who)) => {
            format!("On {} at {}, {who} wrote:", at.strftime("%-d %b %Y"), at.strftime("%H:%M"))
        }
        (Language::German, _, Some(who)) => format!("{who} schrieb:"),
        (Language::English, _, Some(who)) => format!("{who} wrote:"),
        (Language::German, _, None) => "-----Ursprüngliche Nachricht-----".to_owned(),
        (Language::English, _, None) => "-----Original Message-----".to_owned(),
    }
}
