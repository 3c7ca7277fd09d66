use super::*;

#[test]
fn posts_are_told_apart() {
    for (text, class) in [
        ("Mein Paket ist seit zwei Wochen verschollen und niemand antwortet.", Class::Complaint),
        ("My parcel has been lost for two weeks and nobody answers.", Class::Complaint),
        ("Wie kann ich meine Adresse ändern?", Class::Request),
        ("How can I change my address?", Class::Request),
        ("Danke, das ging superschnell, toller Service!", Class::Praise),
        ("Thank you, that was super quick, great service!", Class::Praise),
        ("Der Zug nach Bremen fährt auf Gleis 4.", Class::Neutral),
        ("Happy birthday to my sister!", Class::Neutral),
    ] {
        let reading = read(shipped(), text);
        assert_eq!(reading.class, class, "{text}: {reading:?}");
    }
}

#[test]
fn what_is_embedded_is_what_the_sentences_give() {
    let same = train(seeds()).to_bytes() == include_bytes!("../../models/tone.bin");
    assert!(same, "run `cargo run -p gerne-language --example models`");
}

#[test]
fn there_are_sentences_enough() {
    for (name, list) in [("German", GERMAN), ("English", ENGLISH)] {
        assert!(list.lines().count() >= 1_500, "{name}");
        let known: std::collections::HashSet<&str> = list.lines().collect();
        assert_eq!(known.len(), list.lines().count(), "{name}: one stands there twice");
    }
    assert_eq!(seeds().count(), GERMAN.lines().count() + ENGLISH.lines().count());
}

#[test]
fn the_words_say_why() {
    let text = "Der Techniker ist wieder nicht erschienen, eine Frechheit!";
    let reading = read(shipped(), text);
    assert!(!reading.words.is_empty() && reading.words.len() <= 5);
    let weights: Vec<f32> = reading.words.iter().map(|part| part.weight.abs()).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    for part in &reading.words {
        assert!(text.get(part.span.start..part.span.end).is_some(), "{part:?}");
    }
}

const LOG: [Lesson<'static>; 6] = [
    Lesson { text: "Die Lampe blinkt violett.", said: Said::Is(Class::Complaint) },
    Lesson { text: "Meine Lampe blinkt auch violett!", said: Said::Is(Class::Complaint) },
    Lesson { text: "Violett, es blinkt violett.", said: Said::Is(Class::Complaint) },
    Lesson { text: "Hier blinkt es violett an der Box.", said: Said::Is(Class::Complaint) },
    Lesson { text: "Was für ein Spiel gestern im Stadion.", said: Said::IsNot(Class::Complaint) },
    Lesson { text: "Bei mir violett, sie blinkt nur noch.", said: Said::Is(Class::Complaint) },
];

#[test]
fn a_team_teaches_and_forgets() {
    let text = "Die Box blinkt violett.";
    let before = read(shipped(), text);
    let team = Team::replay(shipped(), LOG);
    let after = team.read(shipped(), text);
    assert!(after.shares[0] > before.shares[0] + 0.1, "{before:?} {after:?}");
    assert!(after.taught > 0.0 && after.alike >= 2, "{after:?}");
    assert_eq!(team.lessons(), 6);
    // Without a team all is as before, and a lesson that is taken back was never there.
    let none = Team::default().read(shipped(), text);
    assert!((none.shares[0] - before.shares[0]).abs() < 1e-6, "{none:?}");
    let without = Team::replay(shipped(), LOG.into_iter().take(5));
    assert!(without.read(shipped(), text).shares[0] < after.shares[0]);
}

#[test]
fn the_same_log_gives_the_same_team() {
    let [one, two] = [0, 1].map(|_| Team::replay(shipped(), LOG));
    for Lesson { text, .. } in LOG {
        assert_eq!(one.read(shipped(), text), two.read(shipped(), text));
    }
}

#[test]
fn dismissals_alone_make_complaints_rarer() {
    let text = "Der Trainer hat schon wieder verloren, unfassbar schlecht.";
    let mut team = Team::default();
    let before = team.read(shipped(), text).complaint;
    for _ in 0..5 {
        team.learn(shipped(), Lesson { text, said: Said::IsNot(Class::Complaint) });
    }
    let after = team.read(shipped(), text).complaint;
    assert!(after < before, "{before} {after}");
}

#[test]
fn shares_are_set_right_by_decisions() {
    // Whatever is said with conviction is wrong here half of the time.
    let decisions: Vec<(f32, bool)> = (0..200).map(|nth| (3.0, nth % 2 == 0)).collect();
    let share = platt::Platt::fit(&decisions).share(3.0);
    assert!((share - 0.5).abs() < 0.05, "{share}");
    let few = platt::Platt::fit(&[(3.0, false)]).share(3.0);
    assert!(few > 0.75, "{few}");
}

#[test]
fn urgency_says_why() {
    for (text, causes) in [
        ("Es riecht nach Gas im Keller!", &[Cause::Danger][..]),
        ("There is a smell of gas in the basement", &[Cause::Danger]),
        ("Ich schalte meinen Anwalt ein.", &[Cause::Legal]),
        ("Mein Rechtsanwalt meldet sich", &[Cause::Legal]),
        ("I will go to the ombudsman", &[Cause::Legal]),
        ("Ich schreibe jetzt zum dritten Mal", &[Cause::Again]),
        ("Still no reply from you", &[Cause::Again]),
        ("Wir haben ein Baby zu Hause", &[Cause::Vulnerable]),
        ("I need it by tomorrow", &[Cause::Deadline]),
        ("Dann kündige ich: ich kündige!!!", &[Cause::Churn, Cause::Loud]),
        ("Das ist kein Notfall.", &[]),
        ("Wann öffnet ihr?", &[]),
    ] {
        let found: Vec<Cause> = urgency(text).points.iter().map(|point| point.cause).collect();
        assert_eq!(found, causes, "{text}");
    }
    assert!(urgency("Es brennt!").is_urgent() && !urgency("HALLO IHR DA OBEN").is_urgent());
}

#[test]
fn people_look_at_what_is_sensitive() {
    for (text, worries) in [
        ("Ich will nicht mehr leben", &[][..]),
        ("Ich will mich umbringen", &[Worry::SelfHarm]),
        ("I want to end my life", &[Worry::SelfHarm]),
        ("Ich weiß, wo ihr wohnt", &[Worry::Threat]),
        ("You will hear from my solicitor", &[Worry::Lawyer]),
        ("Das melde ich der Bundesnetzagentur", &[Worry::Regulator]),
        ("I'm a reporter and would like a comment", &[]),
        ("Damit gehe ich an die Presse", &[Worry::Press]),
        (
            "Meine Tochter bekam einen Stromschlag, der Anwalt ist informiert",
            &[Worry::Danger, Worry::Lawyer],
        ),
        ("Wie ändere ich mein Passwort?", &[]),
    ] {
        let found: Vec<Worry> = sensitive(text).iter().map(|one| one.worry).collect();
        let (first, expected) = (found.first(), worries.first());
        assert!(expected.is_none() || first == expected, "{text}: {found:?}");
        assert!(worries.iter().all(|worry| found.contains(worry)), "{text}: {found:?}");
    }
    assert!(sensitive("Wann öffnet ihr morgen? Danke!").is_empty());
}

proptest::proptest! {
    #[test]
    fn nothing_breaks_it(text in "\\PC{0,200}") {
        let team = Team::replay(shipped(), LOG);
        let reading = team.read(shipped(), &text);
        let sum: f32 = reading.shares.iter().sum();
        proptest::prop_assert!((sum - 1.0).abs() < 1e-4);
        for span in reading.words.iter().map(|part| part.span)
            .chain(urgency(&text).points.iter().map(|point| point.span))
            .chain(sensitive(&text).iter().map(|one| one.span))
        {
            proptest::prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
