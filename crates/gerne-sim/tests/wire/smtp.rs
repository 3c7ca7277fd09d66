use gerne_sim::{BounceStyle, Effect, Fault, FaultKind, Habit, MailClient, MailSpec};

use crate::client::{Client, sim};
use crate::mail_client::{CARE, Wire, sim_with};

/// Sends a mail; returns the last answer.
async fn submit(wire: &mut Wire, to: &[&str], text: &str) -> String {
    assert!(wire.ask(&format!("MAIL FROM:<{CARE}> SIZE={}", text.len())).await.starts_with("250"));
    for to in to {
        let said = wire.ask(&format!("RCPT TO:<{to}>")).await;
        assert!(said.starts_with("250"), "{to}: {said}");
    }
    assert!(wire.ask("DATA").await.starts_with("354"));
    wire.raw(text.as_bytes()).await;
    wire.ask("\r\n.").await
}

fn letter(id: &str, to: &str, more: &str) -> String {
    format!(
        "From: Anna <{CARE}>\r\nTo: {to}\r\nSubject: Re: Hallo\r\nMessage-ID: <{id}>\r\n{more}\r\n\
         Guten Tag,\r\n..ein Punkt"
    )
}

#[tokio::test]
async fn takes_mails_and_brings_them() {
    let sim = sim().await;
    let mut wire = Wire::to(sim.mail().smtp()).await;
    assert_eq!(wire.line().await, "220 mail.nordlicht.example ESMTP");
    assert!(wire.ask("MAIL FROM:<a@b>").await.starts_with("503"));
    wire.say("EHLO test").await;
    let hello = wire.until("250 ").await;
    for part in ["SIZE 52428800", "8BITMIME", "PIPELINING", "AUTH PLAIN LOGIN XOAUTH2"] {
        assert!(hello.contains(part), "{part} in {hello}");
    }
    assert!(wire.ask("MAIL FROM:<a@b>").await.starts_with("530"));
    assert_eq!(wire.ask("AUTH LOGIN").await, "334 VXNlcm5hbWU6");
    assert_eq!(wire.ask("aGlsZmVAbm9yZGxpY2h0LmV4YW1wbGU=").await, "334 UGFzc3dvcmQ6");
    assert!(wire.ask("d3Jvbmc=").await.starts_with("535 5.7.8"));
    let mut wire = Wire::smtp(&sim).await;
    assert!(wire.ask("MAIL FROM:<boss@bank.example>").await.starts_with("553 5.7.1"));
    assert!(
        wire.ask("MAIL FROM:<hilfe@nordlicht.example> SIZE=99999999999").await.starts_with("552")
    );
    let text = letter("1.a@nordlicht.example", "clara@web.example", "");
    assert!(
        submit(&mut wire, &["clara@web.example"], &text).await.starts_with("250 2.0.0 Ok: queued")
    );

    let got = sim.mail().mails_of("clara").remove(0);
    assert_eq!((got.from.as_str(), got.from_name.as_deref()), (CARE, Some("Anna")));
    assert_eq!(got.text.replace('\r', ""), "Guten Tag,\n.ein Punkt\n", "dots are unstuffed");
    assert_eq!(got.header("Return-Path").as_deref(), Some("<hilfe@nordlicht.example>"));
    assert_eq!(got.header("Delivered-To").as_deref(), Some("clara@web.example"));
    let submitted = sim.mail().submitted_by_product();
    assert_eq!((submitted.len(), submitted[0].to.len()), (1, 1));
    assert!(String::from_utf8_lossy(&submitted[0].raw).starts_with("From: Anna"));

    // Everything at once, in one packet; one recipient of two is there.
    let all = format!(
        "MAIL FROM:<{CARE}>\r\nRCPT TO:<nobody@web.example>\r\nRCPT TO:<ben@far.example>\r\nDATA\r\n"
    );
    wire.raw(all.as_bytes()).await;
    let mut said = Vec::new();
    for _ in 0..4 {
        said.push(wire.line().await.chars().take(9).collect::<String>());
    }
    assert_eq!(said, ["250 2.1.0", "550 5.1.1", "250 2.1.5", "354 End d"]);
    assert!(wire.ask("Subject: x\r\n\r\nHi\r\n.").await.starts_with("250"));
    assert_eq!(sim.mail().mails_of("ben@far.example").len(), 1);

    // What other servers repair is refused here.
    for bad in ["Subject: x\r\n\r\nbare\nline", &format!("Subject: x\r\n\r\n{}", "a".repeat(1200))]
    {
        let said = submit(&mut wire, &["clara@web.example"], bad).await;
        assert!(said.starts_with('5'), "{said}");
    }
    assert!(wire.ask("RSET").await.starts_with("250"));
    assert!(wire.ask("DATA").await.starts_with("503"));
    assert!(wire.ask("QUIT").await.starts_with("221") && wire.at_end().await);
    sim.shutdown().await;
}

#[tokio::test]
async fn some_come_back() {
    let sim = sim().await;
    let mail = sim.mail();
    let mut wire = Wire::smtp(&sim).await;
    for (style, head) in [
        (BounceStyle::Postfix, None),
        (BounceStyle::Exim, Some("References: <2@nordlicht.example>")),
        (BounceStyle::Words, None),
    ] {
        mail.configure(|config| config.bounces = style);
        let to = "nosuch@werft.example";
        submit(&mut wire, &[to], &letter("2@nordlicht.example", to, "")).await;
        let back = mail.mails_of(CARE).pop().unwrap();
        let raw = String::from_utf8_lossy(&back.raw).into_owned();
        assert_eq!(back.header("Return-Path").as_deref(), Some("<>"));
        assert!(raw.contains("5.1.1") && head.is_none_or(|head| raw.contains(head)), "{raw}");
        let part = raw.contains("Content-Type: message/delivery-status");
        assert_eq!(part, style != BounceStyle::Words);
        assert_eq!(raw.contains("Message-ID: <2@nordlicht.example>"), part, "our head within");
    }
    mail.set_habit("clara", Habit::Full).unwrap();
    submit(&mut wire, &["clara@web.example"], &letter("3@n", "clara@web.example", "")).await;
    let back: Vec<String> =
        mail.mails_of(CARE).iter().rev().take(2).map(|m| m.text.clone()).collect();
    assert!(back[0].contains("552 5.2.2") && back[1].contains("452 4.2.2"), "{back:?}");
    let returned =
        |entry: &gerne_sim::JournalEntry| matches!(entry.effect, Effect::MailReturned { .. });
    assert_eq!(mail.journal().iter().filter(|entry| returned(entry)).count(), 5);
    // A machine's mail with an empty sender brings no report.
    let count = mail.mails_of(CARE).len();
    assert!(wire.ask("MAIL FROM:<>").await.starts_with("250"));
    wire.ask("RCPT TO:<nosuch@werft.example>").await;
    wire.ask("DATA").await;
    assert!(wire.ask("Subject: x\r\n\r\nHi\r\n.").await.starts_with("250"));
    assert_eq!(mail.mails_of(CARE).len(), count);
    sim.shutdown().await;
}

#[tokio::test]
async fn who_is_away_answers_once_and_never_to_machines() {
    let sim = sim().await;
    let mail = sim.mail();
    let mut wire = Wire::smtp(&sim).await;
    let to = "vera.sommer@werft.example";
    let automatic = letter("0@n", to, "Auto-Submitted: auto-replied\r\n");
    submit(&mut wire, &[to], &automatic).await;
    submit(&mut wire, &[to], &letter("00@n", "someone@else.example", "")).await;
    assert!(mail.mails_of(CARE).is_empty(), "not to machines, not when not named");
    for id in ["1@n", "2@n"] {
        submit(&mut wire, &[to], &letter(id, to, "References: <0@n>\r\n")).await;
    }
    let answers = mail.mails_of(CARE);
    assert_eq!(answers.len(), 1, "once a week");
    let answer = &answers[0];
    assert_eq!(answer.subject, "Automatische Antwort: Abwesend bis 7. Dezember");
    assert_eq!(answer.header("Auto-Submitted").as_deref(), Some("auto-replied (vacation)"));
    assert_eq!(answer.header("Return-Path").as_deref(), Some("<>"));
    assert_eq!(answer.in_reply_to, ["1@n"]);
    assert_eq!(answer.references, ["0@n", "1@n"]);
    let gone = "hauke.lorenz@werft.example";
    submit(&mut wire, &[gone], &letter("3@n", gone, "")).await;
    assert!(mail.mails_of(CARE)[1].text.contains("nicht mehr für unser Unternehmen"));
    sim.shutdown().await;
}

#[tokio::test]
async fn answers_get_lost_on_demand() {
    let sim = sim().await;
    let mail = sim.mail();
    let fault = |kind: FaultKind, command: &str| Fault::new(kind).on("SMTP", command).once();
    for (command, at) in [("MAIL", 0), ("RCPT", 1), ("DATA", 2)] {
        let mut wire = Wire::smtp(&sim).await;
        mail.inject(fault(FaultKind::StatusBefore { code: 451 }, command));
        for (step, line) in [
            format!("MAIL FROM:<{CARE}>"),
            "RCPT TO:<clara@web.example>".to_owned(),
            "DATA".to_owned(),
        ]
        .iter()
        .enumerate()
        {
            let said = wire.ask(line).await;
            assert_eq!(said.starts_with("451"), step == at, "{command}: {said}");
            if step == at {
                break;
            }
        }
    }
    let text = letter("1@n", "clara@web.example", "");
    let to = ["clara@web.example"];
    // Refused with and without having been delivered, cut before and after it.
    for (kind, said, delivered) in [
        (FaultKind::StatusBefore { code: 554 }, "554", 0),
        (FaultKind::StatusAfter { code: 451 }, "451", 1),
        (FaultKind::DropBefore, "", 1),
        (FaultKind::DropAfter, "", 2),
        (FaultKind::CutAnswer { bytes: 2 }, "25", 3),
        (FaultKind::CutUpload { bytes: 40 }, "", 3),
    ] {
        mail.inject(fault(kind.clone(), "MESSAGE"));
        let mut wire = Wire::smtp(&sim).await;
        let answer = submit(&mut wire, &to, &text).await;
        assert_eq!(answer.chars().take(3).collect::<String>(), said, "{kind:?}");
        assert_eq!(mail.mails_of("clara").len(), delivered, "{kind:?}");
    }
    let hang = mail.inject(Fault::new(FaultKind::HangAfter).on("SMTP", "MESSAGE"));
    let mut wire = Wire::smtp(&sim).await;
    wire.ask(&format!("MAIL FROM:<{CARE}>")).await;
    wire.ask("RCPT TO:<clara@web.example>").await;
    wire.ask("DATA").await;
    wire.raw(format!("{text}\r\n.\r\n").as_bytes()).await;
    mail.wait_for(|mail| (mail.mails_of("clara").len() == 4).then_some(())).await.unwrap();
    assert!(wire.silent().await);
    mail.clear_fault(hang);
    assert!(wire.line().await.starts_with("250"));
    mail.inject(fault(FaultKind::StatusBefore { code: 421 }, "CONNECT"));
    let mut wire = Wire::to(mail.smtp()).await;
    assert!(wire.line().await.starts_with("421") && wire.at_end().await);
    sim.shutdown().await;
}

#[tokio::test]
async fn people_answer_as_their_clients_do() {
    let sim = sim_with(|mail| mail.files_sent = true).await;
    let mail = sim.mail();
    let first = mail.write("clara", MailSpec::new("Störung", "Tot.")).unwrap();
    let asked = mail.mails_of(CARE).remove(0);
    assert_eq!((asked.id.as_str(), asked.from.as_str()), (first.as_str(), "clara@web.example"));
    let first_id = asked.message_id.unwrap();
    let mut wire = Wire::smtp(&sim).await;
    let head = format!(
        "In-Reply-To: <{first_id}>\r\nReferences: <{first_id}>\r\nDate: Wed, 18 Nov 2026 15:23:04 +0100\r\n"
    );
    submit(&mut wire, &["clara@web.example"], &letter("9@n", "clara@web.example", &head)).await;
    assert_eq!(mail.folder(CARE, "Sent").len(), 1, "the provider files it by itself");
    let answer = mail.mails_of("clara").remove(0);
    for (client, subject, quote) in [
        (
            MailClient::Outlook,
            "AW: Hallo",
            "Von: Anna <hilfe@nordlicht.example>\nGesendet: Mittwoch, 18. November 2026 15:23\n",
        ),
        (
            MailClient::AppleMail,
            "Re: Hallo",
            "> Am 18.11.2026 um 15:23 schrieb Anna <hilfe@nordlicht.example>:\n> \n> Guten Tag,",
        ),
        (MailClient::Iphone, "Re: Hallo", "Von meinem iPhone gesendet\n\n> Am 18.11.2026"),
        (
            MailClient::Gmail,
            "Re: Hallo",
            "Am Mi., 18. Nov. 2026 um 15:23 Uhr schrieb Anna <\nhilfe@nordlicht.example>:\n\n> Guten",
        ),
        (
            MailClient::Thunderbird,
            "Re: Hallo",
            "Am 18.11.26 um 15:23 schrieb Anna:\n> Guten Tag,\n",
        ),
        (MailClient::WebDe, "AW: Hallo", "Gesendet: Mittwoch, 18. November 2026 um 15:23"),
    ] {
        let spec =
            MailSpec { client: Some(client), ..MailSpec::answer(&answer.id, "Danke, läuft!") };
        let id = mail.write("clara", spec).unwrap();
        let got = mail.mail(CARE, &id).unwrap();
        assert_eq!((got.subject.as_str(), got.to.as_slice()), (subject, &[CARE.to_owned()][..]));
        assert_eq!(got.references, [first_id.as_str(), "9@n"]);
        assert_eq!(got.in_reply_to, ["9@n"]);
        let text = got.text.replace('\r', "");
        assert!(text.contains("Danke, läuft!") && text.contains(quote), "{client:?}: {text}");
        assert_eq!(
            got.html.is_some(),
            matches!(client, MailClient::Outlook | MailClient::Gmail | MailClient::WebDe)
        );
        let index = got.header("Thread-Index");
        assert_eq!(index.is_some(), client == MailClient::Outlook);
    }
    // From the square: the same by its API.
    let desk = Client::nobody(&sim);
    let body = serde_json::json!({"as": "clara", "in_reply_to": answer.id, "text": "Vom Platz", "scene": "router"});
    let id =
        desk.post("/sim/api/mail/letters", body).await.json()["id"].as_str().unwrap().to_owned();
    let got = mail.mail(CARE, &id).unwrap();
    assert_eq!(got.attachments[0].name, "router.png");
    let state = desk.get("/sim/api/mail/state?as=clara").await.json();
    assert_eq!(state["mails"][0]["id"], serde_json::json!(id));
    assert_eq!((&state["mails"][0]["mine"], &state["company"]), (&true.into(), &CARE.into()));
    sim.shutdown().await;
}
