use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gerne_sim::{Fault, FaultKind, MailSpec};
use jiff::SignedDuration;

use crate::client::sim;
use crate::mail_client::{CARE, Wire, sim_with};

#[tokio::test]
async fn signs_in_in_every_way() {
    let sim = sim().await;
    let mut wire = Wire::to(sim.mail().imap()).await;
    assert_eq!(
        wire.line().await,
        "* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN \
         AUTH=XOAUTH2] Ready."
    );
    assert!(wire.tell("SELECT INBOX").await.contains("BAD Please log in first."));
    let no = wire.tell("LOGIN hilfe@nordlicht.example \"wrong\"").await;
    assert!(no.contains("NO [AUTHENTICATIONFAILED]"), "{no}");
    assert!(wire.tell("ID (\"name\" \"test\")").await.contains("* ID (\"name\""));

    // A literal for the password, synchronising.
    wire.say(&format!("a LOGIN {CARE} {{6}}")).await;
    assert_eq!(wire.line().await, "+ OK");
    wire.say("geheim").await;
    assert!(wire.line().await.starts_with("a OK [CAPABILITY IMAP4rev1"));
    assert!(wire.tell("LOGIN x y").await.contains("BAD Already"));

    // PLAIN, without and with an initial response.
    let plain = STANDARD.encode(format!("\0{CARE}\0geheim"));
    for initial in [true, false] {
        let mut wire = Wire::to(sim.mail().imap()).await;
        wire.line().await;
        if initial {
            assert!(wire.tell(&format!("AUTHENTICATE PLAIN {plain}")).await.contains(" OK "));
        } else {
            assert_eq!(wire.ask("a AUTHENTICATE PLAIN").await, "+");
            assert!(wire.ask(&plain).await.starts_with("a OK"));
        }
        wire.say("z LOGOUT").await;
        let bye = wire.until("z ").await;
        assert!(bye.starts_with("* BYE") && bye.contains("z OK") && wire.at_end().await, "{bye}");
    }

    // XOAUTH2: a token, then the same one when its time is over.
    let token = sim.mail().token_for(CARE, SignedDuration::from_hours(1)).unwrap();
    let auth = STANDARD.encode(format!("user={CARE}\u{1}auth=Bearer {token}\u{1}\u{1}"));
    let mut wire = Wire::to(sim.mail().imap()).await;
    wire.line().await;
    assert!(wire.tell(&format!("AUTHENTICATE XOAUTH2 {auth}")).await.contains(" OK "));
    sim.mail().clock().advance(SignedDuration::from_hours(2));
    let mut wire = Wire::to(sim.mail().imap()).await;
    wire.line().await;
    let challenge = wire.ask(&format!("a AUTHENTICATE XOAUTH2 {auth}")).await;
    let json = STANDARD.decode(challenge.strip_prefix("+ ").unwrap()).unwrap();
    assert_eq!(json, br#"{"status":"401","schemes":"bearer","scope":"mail"}"#);
    assert!(wire.ask("").await.starts_with("a NO [AUTHENTICATIONFAILED]"));
    let secret = sim.mail().exchanges().iter().any(|one| one.arguments.contains("geheim"));
    assert!(!secret, "no password is kept");
    sim.shutdown().await;
}

#[tokio::test]
async fn folders_and_mails_are_read() {
    let sim = sim().await;
    let mail = sim.mail();
    let spec = MailSpec::new("Störung", "Die Leitung ist tot.\n\nClara");
    mail.write("clara", spec.attach("zähler.png", "image/png", vec![7; 300])).unwrap();
    mail.write("ben@far.example", MailSpec::new("Bill", "Too high.")).unwrap();
    let mut wire = Wire::signed_in(&sim).await;
    let list = wire.tell("LIST \"\" *").await;
    assert!(list.contains("* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent\""), "{list}");
    assert!(list.contains("\\Junk) \"/\" \"Junk\"") && list.contains("\"INBOX\""), "{list}");
    assert!(wire.tell("NAMESPACE").await.contains("((\"\" \"/\")) NIL NIL"));
    let status = wire.tell("STATUS inbox (MESSAGES UIDNEXT UNSEEN)").await;
    assert!(status.contains("(MESSAGES 2 UIDNEXT 3 UNSEEN 2)"), "{status}");
    let select = wire.tell("SELECT INBOX").await;
    for part in ["* 2 EXISTS", "* 2 RECENT", "[UIDVALIDITY 17", "[UIDNEXT 3]", "[UNSEEN 1]"] {
        assert!(select.contains(part), "{part} in {select}");
    }

    let fetch = wire.tell("UID FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE)").await;
    assert_eq!(fetch.matches("FETCH (UID ").count(), 2, "{fetch}");
    assert!(fetch.contains("FLAGS (\\Recent)"), "{fetch}");
    // However small its number is, `*` is the last one.
    let beyond = wire.tell("UID FETCH 99999:* (UID)").await;
    assert!(beyond.contains("* 2 FETCH (UID 2)"), "{beyond}");
    let peek = wire.tell("UID FETCH 1 (BODY.PEEK[])").await;
    let raw = String::from_utf8_lossy(&mail.folder(CARE, "INBOX")[0].raw).into_owned();
    assert!(peek.contains(&format!("BODY[] {{{}}}", raw.len())), "{peek}");
    assert!(peek.contains("Subject: =?utf-8?B?U3TDtnJ1bmc=?="), "{peek}");
    assert!(peek.contains("Delivered-To: hilfe@nordlicht.example"), "{peek}");
    assert!(!mail.folder(CARE, "INBOX")[0].flags.contains("\\Seen"));
    let part = wire.tell("FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.8>").await;
    assert!(part.contains("BODY[HEADER.FIELDS (SUBJECT)]<0> {8}\nSubject:)"), "{part}");
    let read = wire.tell("FETCH 1 BODY[TEXT]").await;
    assert!(read.contains("FLAGS (\\Seen \\Recent)"), "{read}");

    let id = mail.mails_of(CARE)[1].message_id.clone().unwrap();
    for (search, found) in [
        ("ALL".to_owned(), "1 2"),
        ("UNSEEN".to_owned(), "2"),
        (format!("HEADER Message-ID <{id}>"), "2"),
        ("SINCE 1-Jan-2020 NOT SEEN".to_owned(), "2"),
        ("OR FROM clara SUBJECT bill".to_owned(), "1 2"),
        ("UID 2:*".to_owned(), "2"),
        ("SENTBEFORE 1-Jan-2020".to_owned(), ""),
        ("CHARSET UTF-8 TEXT high".to_owned(), "2"),
    ] {
        let said = wire.tell(&format!("UID SEARCH {search}")).await;
        assert_eq!(
            said.lines().next().unwrap().trim(),
            format!("* SEARCH {found}").trim(),
            "{search}"
        );
    }
    assert!(wire.tell("SEARCH CHARSET KOI8-R ALL").await.contains("NO [BADCHARSET"));
    for bad in
        ["FETCH 3 FLAGS", "FETCH 1 (BODY[)", "UID NONSENSE", "SELECT", "STORE 1 FLAG x", "%%%"]
    {
        assert!(wire.tell(bad).await.contains(" BAD "), "{bad}");
    }
    wire.say("justatag").await;
    assert!(wire.line().await.starts_with("justatag BAD"));
    wire.say("").await;
    assert!(wire.line().await.starts_with("* BAD"));
    sim.shutdown().await;
}

#[tokio::test]
async fn mails_are_flagged_filed_moved_and_removed() {
    let sim = sim().await;
    for subject in ["one", "two", "three"] {
        sim.mail().write("clara", MailSpec::new(subject, "Text")).unwrap();
    }
    let mut wire = Wire::imap(&sim).await;
    let mut other = Wire::imap(&sim).await;
    let stored = wire.tell("UID STORE 2 +FLAGS (\\Seen $Junk)").await;
    assert!(stored.contains("* 2 FETCH (UID 2 FLAGS ($Junk \\Seen \\Recent))"), "{stored}");
    assert!(!wire.tell("UID STORE 2 -FLAGS.SILENT ($Junk)").await.contains("FETCH"));
    let told = other.tell("NOOP").await;
    assert!(told.contains("* 2 FETCH (UID 2 FLAGS (\\Seen))"), "{told}");

    let moved = wire.tell("UID MOVE 2 Junk").await;
    assert!(moved.contains("[COPYUID ") && moved.contains("* 2 EXPUNGE"), "{moved}");
    assert!(wire.tell("UID COPY 1 Nowhere").await.contains("NO [TRYCREATE]"));
    // A number that is gone stays until the client may be told.
    let told = other.tell("FETCH 1:* UID").await;
    assert!(!told.contains("EXPUNGE") && told.contains("* 3 FETCH (UID 3)"), "{told}");
    assert!(other.tell("UID FETCH 1 UID").await.contains("* 2 EXPUNGE"));
    wire.tell("STORE 1 +FLAGS \\Deleted").await;
    assert!(wire.tell("UID EXPUNGE 3").await.contains(" OK "));
    assert!(wire.tell("EXPUNGE").await.contains("* 1 EXPUNGE"));
    assert_eq!(sim.mail().folder(CARE, "INBOX").len(), 1);

    // APPEND, with a literal that waits and one that does not.
    let mail = "Subject: Kopie\r\nMessage-ID: <k@x>\r\n\r\nText\r\n";
    for plus in ["", "+"] {
        let head = format!(
            "a APPEND Sent (\\Seen) \"18-Nov-2026 15:23:04 +0100\" {{{}{plus}}}",
            mail.len()
        );
        if plus.is_empty() {
            assert_eq!(wire.ask(&head).await, "+ OK");
            wire.raw(format!("{mail}\r\n").as_bytes()).await;
        } else {
            wire.raw(format!("{head}\r\n{mail}\r\n").as_bytes()).await;
        }
        let said = wire.line().await;
        assert!(said.starts_with("a OK [APPENDUID "), "{said}");
    }
    let sent = sim.mail().folder(CARE, "Sent");
    assert_eq!((sent.len(), &sent[0].raw[..]), (2, mail.as_bytes()));
    assert_eq!(sent[0].received.to_string(), "2026-11-18T14:23:04Z");
    let huge = wire.ask("a APPEND Sent {999999999}").await;
    assert!(huge.contains("NO [TOOBIG]"), "{huge}");
    wire.tell("EXAMINE Sent").await;
    assert!(wire.tell("STORE 1 +FLAGS \\Flagged").await.contains("NO [READ-ONLY]"));
    sim.shutdown().await;
}

#[tokio::test]
async fn idling_clients_hear_what_is_new() {
    let sim = sim_with(|mail| mail.still_here = Duration::from_millis(40)).await;
    let mut wire = Wire::imap(&sim).await;
    assert_eq!(wire.ask("a IDLE").await, "+ idling");
    let id = sim.mail().write("clara", MailSpec::new("Hallo", "Text")).unwrap();
    assert!(wire.until("* 1 EXISTS").await.contains("* 1 EXISTS"));
    assert!(wire.until("* OK Still here").await.contains("RECENT"));
    sim.mail().remove(CARE, "INBOX", &id).unwrap();
    assert!(wire.until("* 1 EXPUNGE").await.contains("* 1 EXPUNGE"));
    wire.say("DONE").await;
    assert!(wire.until("a ").await.contains("a OK Idle completed."));

    // What came in between is told at once, or before the go-ahead, or not at all.
    sim.mail().write("clara", MailSpec::new("Noch", "Text")).unwrap();
    assert_eq!(wire.ask("b IDLE").await, "+ idling");
    assert_eq!(wire.line().await, "* 1 EXISTS");
    wire.say("DONE").await;
    wire.until("b ").await;
    sim.mail().inject(Fault::new(FaultKind::NewsFirst).on("IMAP", "IDLE").once());
    sim.mail().write("clara", MailSpec::new("Noch", "Text")).unwrap();
    assert_eq!(wire.ask("c IDLE").await, "* 2 EXISTS");
    assert!(wire.until("+ idling").await.contains("RECENT"));
    wire.say("nonsense").await;
    assert!(wire.until("c ").await.contains("c BAD Expected DONE"));
    sim.mail().inject(Fault::new(FaultKind::Deaf).on("IMAP", "IDLE").once());
    assert_eq!(wire.ask("d IDLE").await, "+ idling");
    sim.mail().write("clara", MailSpec::new("Noch", "Text")).unwrap();
    let heard = wire.until("* OK Still here").await;
    assert!(!heard.contains("EXISTS"), "{heard}");

    // A new UIDVALIDITY sends clients away.
    let mut wire = Wire::imap(&sim).await;
    wire.ask("a IDLE").await;
    let before = sim.mail().folder(CARE, "INBOX");
    sim.mail().change_uidvalidity(CARE, "INBOX", true).unwrap();
    assert!(wire.until("* BYE").await.contains("* BYE") && wire.at_end().await);
    let after = sim.mail().folder(CARE, "INBOX");
    assert_eq!((before[0].uid, after[0].uid), (2, 1));
    sim.shutdown().await;
}

#[tokio::test]
async fn what_goes_wrong_on_demand() {
    let sim = sim_with(|mail| mail.without = vec!["IDLE".to_owned(), "MOVE".to_owned()]).await;
    let mail = sim.mail();
    let mut wire = Wire::imap(&sim).await;
    assert!(!wire.tell("CAPABILITY").await.contains("IDLE"));
    assert!(wire.tell("IDLE").await.contains("BAD"));
    assert!(wire.tell("UID MOVE 1 Junk").await.contains("BAD"));
    mail.write("clara", MailSpec::new("Hallo", &"Text ".repeat(400))).unwrap();

    let fault = |kind: FaultKind, command: &str| Fault::new(kind).on("IMAP", command).once();
    mail.inject(fault(FaultKind::No { code: "UNAVAILABLE".to_owned() }, "NOOP"));
    assert!(wire.tell("NOOP").await.contains("NO [UNAVAILABLE]"));
    mail.inject(fault(
        FaultKind::Bad { text: "User is authenticated but not connected.".to_owned() },
        "SELECT",
    ));
    assert!(wire.tell("SELECT INBOX").await.contains("BAD User is authenticated"));
    mail.inject(fault(FaultKind::Chatter, "UID SEARCH"));
    assert!(wire.tell("UID SEARCH ALL").await.contains("* OK The weather is fine."));
    // The answer breaks off within the mail, at this byte.
    mail.inject(fault(FaultKind::CutAnswer { bytes: 700 }, "UID FETCH"));
    wire.say("a UID FETCH 1:* (BODY.PEEK[])").await;
    assert_eq!(wire.rest().await.len(), 700);

    let mut wire = Wire::imap(&sim).await;
    mail.inject(fault(
        FaultKind::Bye { text: "Session invalidated - AccessTokenExpired".to_owned() },
        "NOOP",
    ));
    let bye = wire.tell("NOOP").await;
    assert!(bye.starts_with("* BYE Session invalidated") && !bye.contains("t2"), "{bye}");
    let hang = mail.inject(Fault::new(FaultKind::HangBefore).on("IMAP", "NOOP"));
    let mut wire = Wire::imap(&sim).await;
    wire.say("a NOOP").await;
    assert!(wire.silent().await);
    mail.clear_fault(hang);
    assert!(wire.until("a ").await.contains("a OK"));
    mail.inject(fault(FaultKind::CutUpload { bytes: 3 }, "APPEND"));
    assert_eq!(wire.ask("b APPEND Sent {10}").await, "+ OK");
    wire.raw(b"0123456789\r\n").await;
    assert!(wire.at_end().await && mail.folder(CARE, "Sent").is_empty());
    mail.inject(fault(FaultKind::Bye { text: "Too many connections".to_owned() }, "CONNECT"));
    let mut wire = Wire::to(mail.imap()).await;
    assert_eq!(wire.line().await, "* BYE Too many connections");
    mail.inject(Fault::new(FaultKind::DeliveredTwice { folder: "Junk".to_owned() }).once());
    mail.write("clara", MailSpec::new("Doppelt", "Text")).unwrap();
    let twice = (mail.folder(CARE, "INBOX").len(), mail.folder(CARE, "Junk").len());
    assert_eq!(twice, (2, 1));
    sim.shutdown().await;
}
