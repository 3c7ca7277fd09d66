//! How each client puts an answer and what it answers into one text.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{Draft, MailClient, Parent};
use crate::mail::compose::{escaped, zone};

/// The plain part.
pub(super) fn text(draft: &Draft<'_>) -> String {
    let mut own = draft.text.trim_end().to_owned();
    if let Some(signature) = draft.signature {
        let mark = if draft.client == MailClient::Thunderbird { "-- \n" } else { "" };
        write!(own, "\n\n{mark}{signature}").expect("a String takes everything");
    }
    if draft.client == MailClient::Iphone {
        own.push_str(if draft.german {
            "\n\nVon meinem iPhone gesendet"
        } else {
            "\n\nSent from my iPhone"
        });
    }
    let Some(parent) = draft.parent else { return own + "\n" };
    let line = attribution(draft, parent);
    let quoted = quoted(&parent.text);
    match draft.client {
        MailClient::Outlook => format!("{own}\n\n{line}\n\n{}\n", parent.text.trim_end()),
        MailClient::WebDe => format!("{own}\n \n{line}\n{}\n", parent.text.trim_end()),
        MailClient::AppleMail | MailClient::Iphone => format!("{own}\n\n> {line}\n> \n{quoted}"),
        MailClient::Gmail => format!("{own}\n\n{line}\n\n{quoted}"),
        MailClient::Thunderbird => format!("{line}\n{quoted}\n{own}\n"),
    }
}

/// The HTML part, for clients that send one.
pub(super) fn html(draft: &Draft<'_>) -> Option<String> {
    let own = paragraphs(draft);
    match draft.client {
        MailClient::Thunderbird => None,
        // Apple's write plain text until somebody formats something.
        MailClient::AppleMail | MailClient::Iphone => {
            let parent = draft.parent?;
            parent.html.as_ref()?;
            Some(around(draft, &own))
        }
        MailClient::Outlook | MailClient::Gmail | MailClient::WebDe => Some(around(draft, &own)),
    }
}

/// Their own HTML with what the client puts around and below it.
pub(super) fn around(draft: &Draft<'_>, own: &str) -> String {
    let below = draft.parent.map(|parent| (attribution(draft, parent), old_html(parent)));
    match draft.client {
        MailClient::Outlook => {
            let below = below.map_or_else(String::new, |(line, old)| {
                let lines = escaped(&line).replace('\n', "<br>\n");
                format!(
                    "<div>\n<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt \
                     0cm 0cm 0cm\">\n<p class=\"MsoNormal\">{lines}</p>\n</div>\n</div>\n<p \
                     class=\"MsoNormal\">&nbsp;</p>\n{old}\n"
                )
            });
            format!(
                "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
                 xmlns=\"http://www.w3.org/TR/REC-html40\">\n<head>\n<meta \
                 http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n<meta \
                 name=\"Generator\" content=\"Microsoft Word 15 (filtered medium)\">\n<style>\n\
                 p.MsoNormal {{margin:0cm; font-size:11.0pt; font-family:\"Calibri\",sans-serif}}\n\
                 </style>\n</head>\n<body lang=\"DE\">\n<div class=\"WordSection1\">\n{own}\n\
                 {below}</div>\n</body>\n</html>\n"
            )
        }
        MailClient::Gmail => {
            let below = below.map_or_else(String::new, |(line, old)| {
                let line = escaped(&line.replace('\n', " "));
                format!(
                    "<br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" \
                     class=\"gmail_attr\">{line}<br></div><blockquote class=\"gmail_quote\" \
                     style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid \
                     rgb(204,204,204);padding-left:1ex\">{old}</blockquote></div>"
                )
            });
            format!("<div dir=\"ltr\">{own}</div>{below}\n")
        }
        MailClient::AppleMail | MailClient::Iphone => {
            let below = below.map_or_else(String::new, |(line, old)| {
                format!(
                    "<div><br><blockquote type=\"cite\"><div>{}</div><br><div>{old}</div>\
                     </blockquote></div>",
                    escaped(&line)
                )
            });
            format!(
                "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; \
                 charset=utf-8\"></head><body style=\"overflow-wrap: break-word;\">{own}{below}\
                 </body></html>\n"
            )
        }
        MailClient::WebDe | MailClient::Thunderbird => {
            let below = below.map_or_else(String::new, |(line, old)| {
                format!(
                    "<div>&nbsp;\n<div name=\"quote\" style=\"margin:10px 5px 5px 10px; padding: \
                     10px 0 10px 10px; border-left:2px solid #C3D9E5;\">\n<div style=\"margin:0 0 \
                     10px 0;\">{}</div>\n<div name=\"quoted-content\">{old}</div>\n</div>\n</div>",
                    escaped(&line).replace('\n', "<br/>\n")
                )
            });
            format!(
                "<html><head></head><body><div style=\"font-family: Verdana;font-size: \
                 12.0px;\">{own}\n{below}</div></body></html>\n"
            )
        }
    }
}

/// Their own words in the client's HTML.
fn paragraphs(draft: &Draft<'_>) -> String {
    let mut own = draft.text.trim_end().to_owned();
    if let Some(signature) = draft.signature {
        write!(own, "\n\n{signature}").expect("a String takes everything");
    }
    if draft.client == MailClient::Iphone {
        own.push_str(if draft.german {
            "\n\nVon meinem iPhone gesendet"
        } else {
            "\n\nSent from my iPhone"
        });
    }
    let lines = own.split('\n').map(escaped);
    let line = |line: String| match draft.client {
        MailClient::Outlook if line.is_empty() => "<p class=\"MsoNormal\">&nbsp;</p>\n".to_owned(),
        MailClient::Outlook => format!("<p class=\"MsoNormal\">{line}</p>\n"),
        _ if line.is_empty() => "<div><br></div>".to_owned(),
        _ => format!("<div>{line}</div>"),
    };
    lines.map(line).collect()
}

fn old_html(parent: &Parent) -> String {
    match &parent.html {
        // Only what is within the body may stand within another one.
        Some(html) => {
            let start = html.find("<body").and_then(|at| html.get(at..));
            let inner =
                start.and_then(|rest| rest.split_once('>')).map_or(html.as_str(), |(_, rest)| rest);
            inner.split_once("</body>").map_or(inner, |(inner, _)| inner).to_owned()
        }
        None => escaped(parent.text.trim_end()).replace('\n', "<br>\n"),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::new();
    for line in text.replace("\r\n", "\n").trim_end().split('\n') {
        let gap = if line.starts_with('>') { "" } else { " " };
        writeln!(out, ">{gap}{line}").expect("a String takes everything");
    }
    out
}

/// The line (or block) above what is quoted.
fn attribution(draft: &Draft<'_>, parent: &Parent) -> String {
    let at = parent.at.to_zoned(zone());
    let (name, address) = (&parent.name, &parent.address);
    let who = if name.is_empty() { format!("<{address}>") } else { format!("{name} <{address}>") };
    match (draft.client, draft.german) {
        (MailClient::Outlook, true) => format!(
            "Von: {who}\nGesendet: {}, {}. {} {}\nAn: {}\nBetreff: {}",
            weekday(parent.at),
            at.day(),
            month(parent.at),
            at.strftime("%Y %H:%M"),
            parent.to,
            parent.subject
        ),
        (MailClient::Outlook, false) => format!(
            "From: {who}\nSent: {}\nTo: {}\nSubject: {}",
            at.strftime("%A, %B %-d, %Y %-I:%M %p"),
            parent.to,
            parent.subject
        ),
        (MailClient::AppleMail | MailClient::Iphone, true) => {
            format!("Am {} schrieb {who}:", at.strftime("%d.%m.%Y um %H:%M"))
        }
        (MailClient::AppleMail | MailClient::Iphone, false) => {
            format!("On {}, {who} wrote:", at.strftime("%-d %b %Y, at %H:%M"))
        }
        (MailClient::Gmail, true) => format!(
            "Am {}., {}. {}. {} Uhr schrieb {name} <\n{address}>:",
            short(weekday(parent.at), 2),
            at.day(),
            short(month(parent.at), 3),
            at.strftime("%Y um %H:%M")
        ),
        (MailClient::Gmail, false) => {
            format!("On {} {who}\nwrote:", at.strftime("%a, %b %-d, %Y at %-I:%M %p"))
        }
        (MailClient::Thunderbird, true) => {
            format!("Am {} schrieb {}:", at.strftime("%d.%m.%y um %H:%M"), either(name, address))
        }
        (MailClient::Thunderbird, false) => {
            format!("On {}, {} wrote:", at.strftime("%d/%m/%Y %H:%M"), either(name, address))
        }
        (MailClient::WebDe, true) => format!(
            "Gesendet: {}, {}. {} {}\nVon: \"{name}\" <{address}>\nAn: {}\nBetreff: {}",
            weekday(parent.at),
            at.day(),
            month(parent.at),
            at.strftime("%Y um %H:%M"),
            parent.to,
            parent.subject
        ),
        (MailClient::WebDe, false) => format!(
            "Sent: {}\nFrom: \"{name}\" <{address}>\nTo: {}\nSubject: {}",
            at.strftime("%A, %B %d, %Y at %-I:%M %p"),
            parent.to,
            parent.subject
        ),
    }
}

fn either<'a>(name: &'a str, address: &'a str) -> &'a str {
    if name.is_empty() { address } else { name }
}

fn short(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

fn weekday(at: Timestamp) -> &'static str {
    const DAYS: [&str; 7] =
        ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
    let day = at.to_zoned(zone()).weekday().to_monday_zero_offset();
    DAYS.get(usize::try_from(day).unwrap_or(0)).copied().unwrap_or_default()
}

fn month(at: Timestamp) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let month = at.to_zoned(zone()).month();
    MONTHS.get(usize::try_from(month - 1).unwrap_or(0)).copied().unwrap_or_default()
}
