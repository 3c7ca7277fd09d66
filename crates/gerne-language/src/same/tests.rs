use std::collections::{HashMap, HashSet};

use super::*;

fn profile(platform: &str, handle: &str, name: &str) -> Profile {
    let (platform, handle, name) = (platform.to_owned(), handle.to_owned(), name.to_owned());
    let mail = platform == "email";
    Profile { platform, handle, name, picture: None, mail }
}

fn person(profile: Profile, stated: &[(FactKind, &str, bool)]) -> Person {
    let stated = stated.iter().map(|(kind, norm, public)| Stated {
        kind: *kind,
        norm: (*norm).to_owned(),
        public: *public,
    });
    Person { profiles: vec![profile], stated: stated.collect() }
}

fn weighed(a: &Person, b: &Person, open: &[&str]) -> Likeness {
    let counts = |word: &str| HashMap::from([(word.to_owned(), 200)]);
    let rarity = Rarity::from_counts(20_000, counts("thomas"), counts("muller"));
    let open: HashSet<String> = open.iter().map(|key| (*key).to_owned()).collect();
    let around =
        Around { rarity: &rarity, open: &open, rivals: false, shortly: false, proved: false };
    let found = score(a, b, &around);
    let back = score(b, a, &around);
    assert!((found.bits - back.bits).abs() < 0.01, "{found:#?} {back:#?}");
    assert_eq!(found.level, back.level);
    found
}

const NUMBER: (FactKind, &str, bool) = (FactKind::CustomerNo, "480113377", false);

#[test]
fn a_number_said_in_private_and_a_name_are_very_likely() {
    let mail = person(profile("email", "thomas.mueller84@gmx.example", "Thomas Müller"), &[NUMBER]);
    let x = person(profile("x", "tom_m", "Tom Mueller"), &[NUMBER]);
    let found = weighed(&mail, &x, &[]);
    assert_eq!(found.level, Level::VeryLikely, "{found:#?}");
    assert_eq!(found.reasons.first().map(|reason| reason.key), Some("same_number"));

    // Without a name it is a possibility.
    let owl = person(profile("x", "nachteule", "Nachteule"), &[NUMBER]);
    assert_eq!(weighed(&mail, &owl, &[]).level, Level::Suggestion);
}

#[test]
fn what_looks_copied_is_silent_between_public_profiles() {
    let known = (FactKind::CustomerNo, "480113377", true);
    let name = "Jens Oezkilic";
    let mut victim = person(profile("facebook", "jens.oezkilic", name), &[known]);
    let mut copy = person(profile("x", "jens.oezkilic", name), &[NUMBER]);
    for one in victim.profiles.iter_mut().chain(&mut copy.profiles) {
        one.picture = Some(77);
    }
    let found = weighed(&victim, &copy, &[]);
    assert_eq!(found.level, Level::Silent, "{found:#?}");
    assert!(found.reasons.iter().any(|reason| reason.key == "could_be_copied"));

    // The victim's letters say the same number in private; the copy knows it from their profile.
    let mail = person(profile("email", "j.oezkilic@gmx.example", name), &[NUMBER]);
    assert_eq!(weighed(&mail, &copy, &[]).level, Level::VeryLikely);
    assert!(weighed(&mail, &copy, &["number:480113377"]).level < Level::VeryLikely);
}

#[test]
fn a_rare_name_is_offered_when_it_is_the_only_one() {
    let mail = person(profile("email", "post@oezkilic.example", "Jens Oezkilic"), &[]);
    let x = person(profile("x", "hansa_fan", "Jens Özkilic"), &[]);
    assert_eq!(weighed(&mail, &x, &[]).level, Level::Suggestion);
    let rarity = Rarity::from_counts(20_000, HashMap::default(), HashMap::default());
    let open = HashSet::new();
    let around =
        Around { rarity: &rarity, open: &open, rivals: true, shortly: false, proved: false };
    assert_eq!(score(&mail, &x, &around).level, Level::Silent);

    let mail = person(profile("email", "tm@gmx.example", "Thomas Müller"), &[]);
    let x = person(profile("x", "tm1", "Thomas Müller"), &[]);
    assert_eq!(weighed(&mail, &x, &[]).level, Level::Silent);
}

#[test]
fn a_family_is_not_one_person() {
    let phone = (FactKind::Phone, "+494315550123", false);
    let home = (FactKind::Address, "Holtenauer Straße 12, 24105 Kiel", false);
    let his = person(profile("email", "k.witt@gmx.example", "Klaus Witt"), &[NUMBER, phone, home]);
    let hers = person(profile("facebook", "petra.witt", "Petra Witt"), &[NUMBER, phone, home]);
    let found = weighed(&his, &hers, &[]);
    assert_eq!(found.level, Level::Silent, "{found:#?}");
    assert!(found.reasons.iter().any(|reason| reason.key == "different_first_name"));
}

#[test]
fn different_customer_numbers_count_against() {
    let mail = person(profile("email", "jens@oezkilic.example", "Jens Oezkilic"), &[NUMBER]);
    let other = (FactKind::CustomerNo, "771204415", false);
    let x = person(profile("x", "joezkilic", "Jens Oezkilic"), &[other]);
    assert_eq!(weighed(&mail, &x, &[]).level, Level::Silent);
    // One wrong digit is a slip.
    let slip = (FactKind::CustomerNo, "480113387", false);
    let x = person(profile("x", "joezkilic", "Jens Oezkilic"), &[slip]);
    assert_eq!(weighed(&mail, &x, &[]).level, Level::Suggestion);
}

#[test]
fn the_address_somebody_writes_from_is_theirs() {
    let mail = person(profile("email", "Owl+x@gmx.example", ""), &[]);
    let x = person(
        profile("x", "nachteule", "Nachteule"),
        &[(FactKind::Email, "owl@gmx.example", false), NUMBER],
    );
    let found = weighed(&mail, &x, &[]);
    assert_eq!((found.level, found.reasons.len()), (Level::Suggestion, 1), "{found:#?}");
    assert_eq!(found.reasons.first().map(|reason| reason.key), Some("writes_from"));
}

#[test]
fn who_is_alike_shares_a_key() {
    for (a, b) in [
        (profile("x", "t1", "Tomas Meier"), profile("email", "q@example.org", "Mayer, Thomas")),
        (profile("x", "t1", "Tom Meier"), profile("email", "q@example.org", "Thomas Meier")),
        (profile("x", "Sea_Wolf77", ""), profile("email", "seawolf@example.org", "")),
        (profile("x", "z", "Anna Kühn"), profile("email", "kuehn.anna@example.org", "")),
    ] {
        let (one, other) = (keys(&person(a.clone(), &[])), keys(&person(b.clone(), &[])));
        assert!(one.intersection(&other).next().is_some(), "{a:?} {b:?}: {one:?} {other:?}");
    }
}

#[test]
fn who_comments_and_then_writes_in_private_is_a_possibility() {
    let comment = person(profile("facebook", "", "Thomas Müller"), &[]);
    let message = person(profile("facebook", "", "thomas müller"), &[]);
    assert_eq!(weighed(&comment, &message, &[]).level, Level::Silent);
    let (rarity, open) = (Rarity::default(), HashSet::new());
    let around =
        Around { rarity: &rarity, open: &open, rivals: true, shortly: true, proved: false };
    let found = score(&comment, &message, &around);
    assert_eq!(found.level, Level::Suggestion, "{found:#?}");
    assert!(found.reasons.iter().any(|reason| reason.key == "same_page_shortly"));
    // Another number says no.
    let one = person(profile("facebook", "", "Thomas Müller"), &[NUMBER]);
    let other = (FactKind::CustomerNo, "990000001", false);
    let other = person(profile("facebook", "", "Thomas Müller"), &[other]);
    assert_eq!(score(&one, &other, &around).level, Level::Silent);
    // Another name is another person.
    let other = person(profile("facebook", "", "Petra Müller"), &[]);
    assert_eq!(score(&comment, &other, &around).level, Level::Silent);
}

/// Two public profiles of somebody with a rare name, otherwise unlike.
fn two(one: (&str, &str, Option<u64>), other: (&str, &str, Option<u64>)) -> [Person; 2] {
    [("facebook", one), ("x", other)].map(|(platform, (handle, name, picture))| {
        let mut found = person(profile(platform, handle, name), &[]);
        found.profiles.iter_mut().for_each(|profile| profile.picture = picture);
        found
    })
}

const NAME: &str = "Wiebke Oezkilic";

#[test]
fn what_agrees_in_the_name_alone_is_no_copy() {
    for (one, other, level) in [
        (("wiebke.oe", NAME, None), ("kieselmoos", NAME, None), Level::Suggestion),
        (("wiebke.oe", NAME, Some(0)), ("wiebke.oe", NAME, Some(0)), Level::Silent),
        (("wiebke.oe", NAME, None), ("wiebke_oe7", NAME, None), Level::Silent),
        // The picture of the one is not the other's.
        (("wiebke.oe", NAME, Some(0)), ("wiebke_oe7", NAME, Some(!0)), Level::Suggestion),
        // Nobody is taken for Wiebke Oezkilic who is not shown so.
        (("wiebke.oe", NAME, Some(0)), ("wiebke_oezkilic", "Wiebke", Some(0)), Level::Suggestion),
        (("wiebke.oe", NAME, None), ("kieselmoos_official", NAME, None), Level::Silent),
        // A number that the platform gave is no handle of their own.
        (("100482240991", NAME, None), ("woezkilic", NAME, None), Level::Silent),
        (("100482240991", NAME, None), ("kieselmoos", NAME, None), Level::Suggestion),
    ] {
        let [a, b] = two(one, other);
        let found = weighed(&a, &b, &[]);
        assert_eq!(found.level, level, "{one:?} {other:?} {found:#?}");
    }
}

#[test]
fn a_new_number_makes_it_less_likely() {
    let [mut a, mut b] = two(("wiebke.oe", NAME, None), ("kieselmoos", NAME, None));
    let phone = |norm: &str| Stated { kind: FactKind::Phone, norm: norm.into(), public: false };
    a.stated.push(phone("+4917012345678"));
    assert_eq!(weighed(&a, &b, &[]).level, Level::Suggestion);
    b.stated.push(phone("+4915187654321"));
    assert_eq!(weighed(&a, &b, &[]).level, Level::Silent);
    // Two landlines are at home and at work.
    b.stated = vec![phone("+494315550123")];
    assert_eq!(weighed(&a, &b, &[]).level, Level::Suggestion);
}

#[test]
fn a_handle_is_made_of_a_name() {
    let mail = person(profile("email", "post@gmx.example", NAME), &[]);
    for (handle, name) in [
        ("wiebkeoezkilic84", "kleine Welle"),
        ("oezkilicwiebke", "☕️"),
        ("woezkilic", "Wiebke"),
        ("w.oezkilic", "Wiebke Oe."),
    ] {
        let x = person(profile("x", handle, name), &[]);
        assert!(keys(&mail).intersection(&keys(&x)).next().is_some(), "{handle}");
        let found = weighed(&mail, &x, &[]);
        assert_eq!(found.level, Level::Suggestion, "{handle} {found:#?}");
        assert!(found.reasons.iter().any(|reason| reason.key == "same_name"), "{found:#?}");
    }
    // Of the same words on two platforms nobody knows whether they are a name.
    let [one, other] = two(("maxpower", "", None), ("maxpower", "", None));
    let found = weighed(&one, &other, &[]);
    assert!(found.reasons.iter().all(|reason| reason.key != "same_name"), "{found:#?}");
}

#[test]
fn a_made_up_name_contradicts_none_but_another_first_name_does() {
    let mail = person(profile("email", "kw@gmx.example", "Klaus Witthaus"), &[NUMBER]);
    let owl = person(profile("x", "eule77", "kleine eule"), &[NUMBER]);
    let found = weighed(&mail, &owl, &[]);
    assert_eq!((found.level, found.reasons.len()), (Level::Suggestion, 1), "{found:#?}");
    // Who lives with him has his number, too.
    let hers = person(profile("x", "petrawitthaus", "kleine eule"), &[NUMBER]);
    let found = weighed(&mail, &hers, &[]);
    assert_eq!(found.level, Level::Silent, "{found:#?}");
    assert!(found.reasons.iter().any(|reason| reason.key == "different_first_name"));
}

#[test]
fn a_household_is_counted_once() {
    let phone = (FactKind::Phone, "+494315550123", false);
    let home = (FactKind::Address, "Holtenauer Straße 12, 24105 Kiel", false);
    let one = person(profile("x", "eule77", "kleine eule"), &[phone, home]);
    let other = person(profile("email", "kw@gmx.example", ""), &[phone, home]);
    let found = weighed(&one, &other, &[]);
    assert_eq!(found.level, Level::Silent, "{found:#?}");
    assert!(found.reasons.iter().all(|reason| reason.key != "same_postcode"), "{found:#?}");
}

#[test]
fn a_slip_makes_no_rare_name() {
    let bits = |name: &str| {
        let [one, other] = two(("a", "Thomas Müller", None), ("b", name, None));
        let found = weighed(&one, &other, &[]);
        let name = found.reasons.iter().find(|reason| reason.key.ends_with("_name"));
        name.map_or(0.0, |reason| reason.bits)
    };
    assert!(bits("Thomas Müllre") < bits("Thomas Müller"));
}

#[test]
fn who_bears_the_same_name_does_not_make_it_frequent() {
    let mut rarity = Rarity::default();
    let named = |name: &str| person(profile("x", "", name), &[]);
    (0..4).for_each(|_| rarity.add(&named(NAME)));
    let alone = rarity.both("wiebke", "ozkilic");
    (0..4).for_each(|_| rarity.add(&named("Jens Oezkilic")));
    assert!(rarity.both("wiebke", "ozkilic") < alone - 3.0);
    // Of two first names the one or the other is the surname.
    assert!(rarity.both("lisa", "martin") < 18.0);
}
