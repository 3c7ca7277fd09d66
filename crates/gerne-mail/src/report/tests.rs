use crate::{Kind, read};

const DSN: &str = "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: care@firma.example\r\n\
    Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n\
    --b\r\nContent-Type: message/delivery-status\r\n\r\n\
    Reporting-MTA: dns; mx.example\r\nOriginal-Envelope-Id: k1@firma.example\r\n\r\n\
    Final-Recipient: rfc822; eva@kunde.example\r\nAction: failed\r\nStatus: 5.0.0\r\n\
    Diagnostic-Code: smtp; 550 5.1.1 <eva@kunde.example>: no such user\r\n\r\n\
    Final-Recipient: rfc822; max@kunde.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <out1@firma.example>\r\nSubject: Ihre Lampe\r\n\r\nHallo\r\n--b--\r\n";

#[test]
fn a_report_in_form() {
    let mail = read(DSN.as_bytes());
    assert_eq!(mail.automatic.map(|automatic| automatic.kind), Some(Kind::Bounce));
    let report = mail.report.expect("a report");
    assert_eq!(report.about, ["k1@firma.example", "out1@firma.example"]);
    let short: Vec<_> = report
        .recipients
        .iter()
        .map(|one| (one.address.as_str(), one.status.as_deref(), one.permanent))
        .collect();
    let expected = [
        ("eva@kunde.example", Some("5.1.1"), Some(true)),
        ("max@kunde.example", Some("4.4.1"), Some(false)),
    ];
    assert_eq!(short, expected);
}

#[test]
fn a_report_in_words() {
    let raw = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: care@firma.example\n\
        Subject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n\
        I'm afraid I wasn't able to deliver your message to the following addresses.\n\n\
        <eva@kunde.example>:\n10.0.0.1 does not like recipient.\nRemote host said: 550 unknown user\n\n\
        --- Below this line is a copy of the message.\n\nMessage-ID: <out1@firma.example>\nTo: other@kunde.example\n";
    let mail = read(raw.as_bytes());
    assert_eq!(mail.automatic.map(|automatic| automatic.kind), Some(Kind::Bounce));
    let report = mail.report.expect("a report");
    assert_eq!(report.about, ["out1@firma.example"]);
    let one = report.recipients.first().expect("a recipient");
    assert_eq!((one.address.as_str(), one.permanent), ("eva@kunde.example", Some(true)));
    assert_eq!(report.recipients.len(), 1);
}

#[test]
fn a_person_is_no_server() {
    for raw in [
        "From: eva@kunde.example\nSubject: Nicht zugestellt\n\nMein Paket wurde nicht zugestellt. Nr. 550 1234\n",
        "From: eva@kunde.example\nSubject: Re: Undelivered Mail\n\nWarum kam das zurück? max@x.example\n",
        "Return-Path: <eva@kunde.example>\nFrom: eva@kunde.example\nSubject: Mailbox full\n\n550 5.1.1 ist was? a@b.example\n",
    ] {
        let mail = read(raw.as_bytes());
        assert_eq!((mail.report, mail.automatic), (None, None), "{raw}");
    }
}
