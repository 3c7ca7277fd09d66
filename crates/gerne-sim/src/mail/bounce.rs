//! What machines write: reports of what could not be delivered, and answers of those who are away.

use jiff::Timestamp;

use super::compose::{self, Head};
use super::config::BounceStyle;
use super::model::domain_of;
use super::read;
use crate::random::Random;

/// Why a mail came back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Returned {
    pub(crate) status: &'static str,
    action: &'static str,
    said: &'static str,
    subject: &'static str,
}

pub(crate) const UNKNOWN: Returned = Returned {
    status: "5.1.1",
    action: "failed",
    said: "550 5.1.1 {to}: Recipient address rejected: User unknown in virtual mailbox table",
    subject: "Undelivered Mail Returned to Sender",
};

pub(crate) const FULL: Returned = Returned {
    status: "5.2.2",
    action: "failed",
    said: "552 5.2.2 <{to}> Quota exceeded (mailbox for user is full)",
    subject: "Undelivered Mail Returned to Sender",
};

pub(crate) const WAITING: Returned = Returned {
    status: "4.2.2",
    action: "delayed",
    said: "452 4.2.2 <{to}> Quota exceeded (mailbox for user is full)",
    subject: "Delayed Mail (still being retried)",
};

/// A report to `sender` about `raw`, which was for `to`.
pub(crate) fn report(
    style: BounceStyle,
    random: &mut Random,
    at: Timestamp,
    sender: &str,
    to: &str,
    raw: &[u8],
    why: Returned,
) -> Vec<u8> {
    let host = format!("mx.{}", domain_of(to));
    let said = why.said.replace("{to}", to);
    let about = read::headers(raw);
    let message_id = format!("<20{}.{}@{host}>", random.hex(6).to_uppercase(), random.hex(4));
    let mut head = Head::default();
    head.add("Date", &compose::date(at));
    head.add("From", &format!("MAILER-DAEMON@{host} (Mail Delivery System)"));
    head.add("To", sender);
    let subject = match style {
        BounceStyle::Exim => "Mail delivery failed: returning message to sender",
        BounceStyle::Postfix | BounceStyle::Words => why.subject,
    };
    head.add("Subject", subject);
    head.add("Message-ID", &message_id);
    head.add("Auto-Submitted", "auto-replied");
    if style == BounceStyle::Exim {
        head.add("X-Failed-Recipients", to);
        if let Some(id) = &about.message_id {
            head.add("References", &format!("<{id}>"));
        }
    }
    head.add("MIME-Version", "1.0");
    let words = words(&host, to, &said, why);
    if style == BounceStyle::Words {
        head.add("Content-Type", "text/plain; charset=us-ascii");
        let subject =
            format!("\r\n------ The subject of your message was ------\r\n{}\r\n", about.subject);
        return head.over((words + &subject).as_bytes());
    }
    let boundary = format!("{}.{}/{host}", random.hex(6).to_uppercase(), at.as_second());
    let kind =
        format!("multipart/report; report-type=delivery-status;\r\n\tboundary=\"{boundary}\"");
    head.add_raw("Content-Type", &kind);
    let status =
        if style == BounceStyle::Exim && why.action == "failed" { "5.0.0" } else { why.status };
    let fields = format!(
        "Reporting-MTA: dns; {host}\r\nX-Postfix-Sender: rfc822; {sender}\r\nArrival-Date: \
         {}\r\n\r\nFinal-Recipient: rfc822; {to}\r\nOriginal-Recipient: rfc822;{to}\r\nAction: \
         {}\r\nStatus: {status}\r\nRemote-MTA: dns; {host}\r\nDiagnostic-Code: smtp; {said}\r\n",
        compose::date(at),
        why.action,
    );
    let mut body = format!(
        "This is a MIME-encapsulated message.\r\n\r\n--{boundary}\r\nContent-Description: \
         Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n{words}\r\n\
         --{boundary}\r\nContent-Description: Delivery report\r\nContent-Type: \
         message/delivery-status\r\n\r\n{fields}\r\n--{boundary}\r\nContent-Description: \
         Undelivered Message\r\nContent-Type: message/rfc822\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(raw);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    head.over(&body)
}

fn words(host: &str, to: &str, said: &str, why: Returned) -> String {
    let (what, then) = if why.action == "delayed" {
        ("could not be delivered yet", "It will be retried until it is 5 days old.")
    } else {
        ("could not\r\nbe delivered to one or more recipients", "It's attached below.")
    };
    format!(
        "This is the mail system at host {host}.\r\n\r\nI'm sorry to have to inform you that your \
         message {what}. {then}\r\n\r\nFor further assistance, please send mail to \
         postmaster.\r\n\r\n                   The mail system\r\n\r\n<{to}>: host \
         {host}[127.0.0.1] said: {said}\r\n    (in reply to RCPT TO command)\r\n"
    )
}

/// Whether RFC 3834 forbids to answer this by a machine.
pub(crate) fn asks_no_answer(from: &str, own: &str, raw: &[u8]) -> bool {
    let value = |name: &str| read::header(raw, name).unwrap_or_default().to_lowercase();
    let automatic = value("Auto-Submitted");
    let local = from.split('@').next().unwrap_or_default().to_lowercase();
    let suppressed = value("X-Auto-Response-Suppress");
    let named = [value("To"), value("Cc")].concat().contains(&own.to_lowercase());
    from.is_empty()
        || !named
        || !(automatic.is_empty() || automatic == "no")
        || matches!(value("Precedence").as_str(), "bulk" | "list" | "junk")
        || !value("List-Id").is_empty()
        || ["all", "oof", "autoreply"].iter().any(|word| suppressed.contains(word))
        || matches!(local.as_str(), "mailer-daemon" | "postmaster" | "noreply" | "no-reply")
        || local.starts_with("owner-")
        || local.ends_with("-request")
}

/// What a mailbox answers by itself (RFC 3834).
pub(crate) fn auto_reply(
    random: &mut Random,
    at: Timestamp,
    (name, own): (&str, &str),
    to: &str,
    about: &[u8],
    subject: &str,
    text: &str,
) -> Vec<u8> {
    let mut head = Head::default();
    head.add("From", &compose::mailbox(Some(name), own));
    head.add("To", to);
    head.add("Subject", &compose::words(subject));
    head.add("Date", &compose::date(at));
    head.add("Message-ID", &format!("<{}@{}>", random.hex(12), domain_of(own)));
    if let Some(id) = read::headers(about).message_id {
        let before = read::header(about, "References").unwrap_or_default();
        head.add("In-Reply-To", &format!("<{id}>"));
        head.add("References", format!("{before} <{id}>").trim());
    }
    head.add("Auto-Submitted", "auto-replied (vacation)");
    head.add("X-Auto-Response-Suppress", "All");
    head.add("Precedence", "bulk");
    head.add("MIME-Version", "1.0");
    head.add("Content-Type", "text/plain; charset=\"utf-8\"");
    head.add("Content-Transfer-Encoding", "quoted-printable");
    head.over(compose::quoted_printable(text).as_bytes())
}
