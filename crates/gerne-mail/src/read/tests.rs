use crate::{Mailbox, read};

#[test]
fn a_plain_mail() {
    let raw = b"Return-Path: <eva@kunde.example>\r\nDelivered-To: care+x@firma.example\r\n\
        From: \"Lang, Eva\" <eva@kunde.example>\r\nTo: care@firma.example\r\n\
        Subject: =?utf-8?q?R=C3=BCckgabe?=\r\n of the lamp\r\n\
        Date: Wed, 18 Nov 2026 10:22:00 +0100\r\nMessage-ID: <1@kunde.example>\r\n\
        References: <a@x> <b@x>\r\nIn-Reply-To: <b@x>\r\n\r\nHallo,\r\n\r\nwie geht das?\r\n";
    let mail = read(raw);
    assert!(mail.readable);
    assert_eq!(
        mail.from,
        [Mailbox { name: Some("Lang, Eva".to_owned()), address: "eva@kunde.example".to_owned() }]
    );
    assert_eq!(mail.subject.as_deref(), Some("Rückgabe of the lamp"));
    assert_eq!(mail.date.map(|at| at.to_string()).as_deref(), Some("2026-11-18T09:22:00Z"));
    assert_eq!(mail.message_id.as_deref(), Some("1@kunde.example"));
    assert_eq!((mail.in_reply_to, mail.references.len()), (vec!["b@x".to_owned()], 2));
    assert_eq!(mail.delivered_to, ["care+x@firma.example"]);
    assert_eq!(mail.return_path.as_deref(), Some("eva@kunde.example"));
    assert_eq!(mail.text, "Hallo,\n\nwie geht das?\n");
    assert_eq!(mail.html, None);
}
