//! 20,000 people who write to a company through four channels; one in fifty of them is somebody who
//! makes themselves look like another. How often what happens was set down before anything was
//! scored, and knows nothing of the scorer's weights.
//!
//! Whose matter is worked on is asked for a number in private, and mostly gives it: that is how often
//! `PRIVATE` and the lines below it say. Nobody here knows another's number from elsewhere but family
//! and who read it in public.

use std::collections::HashSet;

use gerne_language::{
    facts::FactKind,
    same::{Profile, Stated},
};

use super::{
    names,
    rng::{Chance, Weighted, weighted},
};

/// How many.
pub(super) const PEOPLE: usize = 20_000;
/// So many of them are impersonators.
pub(super) const IMPERSONATORS: usize = PEOPLE / 50;
const CHANNELS: [&str; 4] = ["email", "facebook", "x", "mastodon"];
/// How many of 1,000 are reached in each channel (without order).
const USED: [usize; 4] = [800, 500, 450, 250];
/// How many of 1,000 come to write in private there.
const PRIVATE: [usize; 4] = [1000, 900, 850, 850];
/// How many of 1,000 show their whole name there.
const REAL_NAME: [usize; 4] = [880, 880, 450, 350];

/// One profile, and what was stated from it.
pub(super) struct Seen {
    /// Who it truly is.
    pub(super) truth: usize,
    pub(super) profile: Profile,
    pub(super) stated: Vec<Stated>,
}

/// What is true of a person.
#[derive(Clone)]
struct Human {
    given: String,
    surname: String,
    /// Before they changed it.
    earlier: Option<String>,
    base: String,
    customer: Vec<String>,
    orders: Vec<String>,
    mobile: String,
    landline: Option<String>,
    home: String,
    moved: Option<String>,
    mail: String,
    born: String,
    picture: u64,
}

struct Maker {
    chance: Chance,
    given: [Weighted<&'static str>; 2],
    surnames: [Weighted<&'static str>; 2],
    towns: Weighted<&'static str>,
    taken: HashSet<String>,
}

/// All profiles, those of one person behind one another.
pub(super) fn all(seed: u64) -> Vec<Seen> {
    let mut maker = Maker {
        chance: Chance::new(seed),
        given: [weighted(names::GIVEN_DE), weighted(names::GIVEN_EN)],
        surnames: [weighted(names::SURNAMES_DE), weighted(names::SURNAMES_EN)],
        towns: weighted(names::TOWNS),
        taken: HashSet::new(),
    };
    let mut seen: Vec<Seen> = Vec::new();
    let mut before: Option<Human> = None;
    for truth in 0..PEOPLE - IMPERSONATORS {
        // 2 % write besides somebody they live with: couples, parents and children.
        let human = match &before {
            Some(other) if maker.chance.is(20) => maker.relative(other),
            _ => maker.human(),
        };
        maker.profiles(truth, &human, &mut seen);
        before = Some(human);
    }
    let victims: Vec<usize> = (0..seen.len())
        .filter(|at| {
            seen.get(*at).is_some_and(|one| !one.profile.mail && !one.profile.name.is_empty())
        })
        .collect();
    for truth in PEOPLE - IMPERSONATORS..PEOPLE {
        let victim = *maker.chance.one(&victims);
        maker.impersonator(truth, victim, &mut seen);
    }
    seen
}

fn words(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

fn ascii(text: &str) -> String {
    let spelled = text.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    spelled.replace('ß', "ss").chars().filter(char::is_ascii_alphanumeric).collect()
}

impl Maker {
    fn surname(&mut self, english: bool) -> String {
        let tongue = usize::from(english);
        // Half of all bear a name that is in no list.
        if self.chance.is(if english { 400 } else { 550 }) {
            let begin = *self.chance.one(&words(names::BEGIN));
            let middle = self.chance.one(&words(names::MIDDLE)).replace('-', "");
            let end = *self.chance.one(&words(names::END));
            return format!("{begin}{middle}{end}");
        }
        let Some(list) = self.surnames.get(tongue) else { return String::new() };
        (*list.one(&mut self.chance)).to_owned()
    }

    fn given(&mut self, english: bool) -> String {
        let Some(list) = self.given.get(usize::from(english)) else { return String::new() };
        let mut name = (*list.one(&mut self.chance)).to_owned();
        if !english && self.chance.is(30) {
            let second = *["Lena", "Maria", "Luise", "Peter", "Christian"]
                .get(self.chance.below(5))
                .unwrap_or(&"Maria");
            name = format!("{name}-{second}");
        }
        name
    }

    fn home(&mut self) -> String {
        let town = *self.towns.one(&mut self.chance);
        let (town, code) = town.split_once(':').unwrap_or((town, "10"));
        let begin = *self.chance.one(&words(names::BEGIN));
        let kind = *self.chance.one(&["straße", "weg", "str.", "allee", "gasse"]);
        let number = 1 + self.chance.below(120);
        let rest = format!("{:03}", self.chance.below(400));
        format!("{begin}er{kind} {number}, {code}{rest} {town}")
    }

    fn mobile(&mut self) -> String {
        let net = *self.chance.one(&["151", "160", "170", "171", "175", "176", "179"]);
        format!("+49{net}{}", self.chance.digits(8))
    }

    fn invented(&mut self) -> String {
        let things = words(names::THINGS);
        let (one, other) = (*self.chance.one(&things), *self.chance.one(&things));
        let number = match self.chance.below(3) {
            0 => String::new(),
            1 => format!("{:02}", self.chance.below(100)),
            _ => (1960 + self.chance.below(50)).to_string(),
        };
        let between = if self.chance.is(300) { "_" } else { "" };
        format!("{one}{between}{other}{number}")
    }

    fn by_name(&mut self, given: &str, surname: &str) -> String {
        let (given, surname) = (ascii(given), ascii(surname));
        let first: String = given.chars().take(1).collect();
        let plain = match self.chance.below(7) {
            0 | 1 => format!("{given}.{surname}"),
            2 => format!("{given}{surname}"),
            3 => format!("{first}.{surname}"),
            4 => format!("{first}{surname}"),
            5 => format!("{surname}.{given}"),
            _ => format!("{given}_{surname}"),
        };
        match self.chance.below(10) {
            0..=5 => plain,
            6..=8 => format!("{plain}{:02}", self.chance.below(100)),
            _ => format!("{plain}{}", 1950 + self.chance.below(60)),
        }
    }

    /// Nobody has it yet.
    fn free(&mut self, channel: &str, handle: String) -> String {
        let mut handle = handle;
        while !self.taken.insert(format!("{channel} {handle}")) {
            handle = match handle.split_once('@') {
                Some((local, domain)) => format!("{local}{}@{domain}", self.chance.below(10)),
                None => format!("{handle}{}", self.chance.below(10)),
            };
        }
        handle
    }

    fn address(&mut self, local: &str) -> String {
        let local: String = local.to_lowercase();
        let domain =
            *self.chance.one(&["gmx", "web", "mail", "t-online", "posteo", "icloud", "outlook"]);
        self.free("email", format!("{local}@{domain}.example"))
    }

    fn human(&mut self) -> Human {
        let english = self.chance.is(250);
        let (given, surname) = (self.given(english), self.surname(english));
        let earlier = self.chance.is(20).then(|| self.surname(english));
        self.live(given, surname, earlier)
    }

    fn live(&mut self, given: String, surname: String, earlier: Option<String>) -> Human {
        let base = match self.chance.below(10) {
            0..=5 => self.invented(),
            _ => self.by_name(&given, &surname),
        };
        let used = earlier.as_ref().unwrap_or(&surname).clone();
        let local = match self.chance.below(20) {
            0..=14 => self.by_name(&given, &used),
            15..=17 => base.clone(),
            _ => self.invented(),
        };
        let contracts = 1 + usize::from(self.chance.is(60));
        let orders = 1 + self.chance.below(3);
        let landline = self.chance.is(550).then(|| format!("+4943{}", self.chance.digits(7)));
        let moved = self.chance.is(40).then(|| self.home());
        let (year, month, day) =
            (1940 + self.chance.below(66), 1 + self.chance.below(12), 1 + self.chance.below(28));
        Human {
            customer: (0..contracts).map(|_| self.chance.digits(9)).collect(),
            orders: (0..orders).map(|_| format!("B-{}", self.chance.digits(7))).collect(),
            mobile: self.mobile(),
            landline,
            home: self.home(),
            moved,
            mail: self.address(&local),
            born: format!("{year}-{month:02}-{day:02}"),
            picture: self.chance.next(),
            given,
            surname,
            earlier,
            base,
        }
    }

    /// Who lives with somebody: often the same name, number of the landline, contract.
    fn relative(&mut self, other: &Human) -> Human {
        let english = self.chance.is(100);
        let given = loop {
            let given = self.given(english);
            if given != other.given {
                break given;
            }
        };
        let surname =
            if self.chance.is(800) { other.surname.clone() } else { self.surname(english) };
        let mut human = self.live(given, surname, None);
        human.home.clone_from(&other.home);
        if self.chance.is(800) {
            human.landline.clone_from(&other.landline);
        }
        if self.chance.is(300) {
            human.customer.clone_from(&other.customer);
        }
        if self.chance.is(60) {
            human.mobile.clone_from(&other.mobile);
        }
        human
    }

    fn channels(&mut self) -> Vec<usize> {
        let wanted = match self.chance.below(100) {
            0..=34 => 1,
            35..=71 => 2,
            72..=91 => 3,
            _ => 4,
        };
        let mut found: Vec<usize> = Vec::new();
        while found.len() < wanted {
            let at = self.chance.below(CHANNELS.len());
            let used = USED.get(at).copied().unwrap_or_default();
            if !found.contains(&at) && self.chance.is(used) {
                found.push(at);
            }
        }
        found
    }

    fn profiles(&mut self, truth: usize, human: &Human, seen: &mut Vec<Seen>) {
        for at in self.channels() {
            let profile = self.profile(human, at);
            let stated = self.said(human, at);
            seen.push(Seen { truth, profile, stated });
        }
        // A second mailbox.
        if self.chance.is(40) {
            let local = self.by_name(&human.given, &human.surname);
            let other = Human { mail: self.address(&local), ..human.clone() };
            let (profile, stated) = (self.profile(&other, 0), self.said(human, 0));
            seen.push(Seen { truth, profile, stated });
        }
    }

    fn profile(&mut self, human: &Human, at: usize) -> Profile {
        let channel = *CHANNELS.get(at).unwrap_or(&"x");
        let name = self.shown(human, at);
        let handle = match at {
            0 => human.mail.clone(),
            1 => match self.chance.below(2) {
                0 => format!("10{}", self.chance.digits(13)),
                _ => self.by_name(&human.given, &human.surname),
            },
            _ => match self.chance.below(10) {
                0..=5 => human.base.clone(),
                6 | 7 => self.by_name(&human.given, &human.surname),
                _ => self.invented(),
            },
        };
        let handle = if at == 0 { handle } else { self.free(channel, handle) };
        let noise = 1 << self.chance.below(64) | 1 << self.chance.below(64);
        let own = at > 0 && self.chance.is(550);
        // Others change it now and then.
        let picture = if own { Some(human.picture ^ noise) } else { None }
            .or_else(|| (at > 0 && self.chance.is(700)).then(|| self.chance.next()));
        Profile { platform: channel.to_owned(), handle, name, picture, mail: at == 0 }
    }

    fn shown(&mut self, human: &Human, at: usize) -> String {
        let surname = match &human.earlier {
            Some(earlier) if self.chance.is(500) => earlier,
            _ => &human.surname,
        };
        let (given, first) = (&human.given, human.given.chars().next().unwrap_or('A'));
        if self.chance.is(REAL_NAME.get(at).copied().unwrap_or_default()) {
            let name = match self.chance.below(40) {
                0 => format!("{surname}, {given}"),
                1 => format!("{first}. {surname}"),
                2 => format!("Dr. {given} {surname}"),
                3 => format!("{} {}", ascii(given), ascii(surname)),
                _ => format!("{given} {surname}"),
            };
            return if self.chance.is(10) { self.slip(&name) } else { name };
        }
        match self.chance.below(10) {
            0..=3 => given.clone(),
            4 => format!("{given} {}.", surname.chars().next().unwrap_or('A')),
            5 if at == 0 => String::new(),
            _ => {
                let things = words(names::THINGS);
                let (one, other) = (*self.chance.one(&things), *self.chance.one(&things));
                format!("{one} {other}")
            }
        }
    }

    /// Two signs exchanged, or one lost.
    fn slip(&mut self, text: &str) -> String {
        let mut signs: Vec<char> = text.chars().collect();
        if signs.len() > 4 {
            let at = 1 + self.chance.below(signs.len() - 3);
            if self.chance.is(500) {
                signs.swap(at, at + 1);
            } else {
                signs.remove(at);
            }
        }
        signs.into_iter().collect()
    }

    fn said(&mut self, human: &Human, at: usize) -> Vec<Stated> {
        let mut said = Vec::new();
        let in_private = self.chance.is(PRIVATE.get(at).copied().unwrap_or_default());
        if in_private {
            let home = human.moved.as_ref().filter(|_| at % 2 == 1).unwrap_or(&human.home).clone();
            let customer = self.chance.one(&human.customer).clone();
            let order = self.chance.one(&human.orders).clone();
            let name = format!("{} {}", human.given, human.surname);
            let lines = [
                (850, FactKind::CustomerNo, customer),
                (350, FactKind::OrderNo, order),
                (if at == 0 { 100 } else { 400 }, FactKind::Email, human.mail.clone()),
                (400, FactKind::Phone, human.mobile.clone()),
                (500, FactKind::Name, name),
                (200, FactKind::Address, home),
                (60, FactKind::BirthDate, human.born.clone()),
            ];
            for (often, kind, value) in lines {
                if self.chance.is(often) {
                    let is_name = kind == FactKind::Name;
                    let norm =
                        if self.chance.is(12) && !is_name { self.slip(&value) } else { value };
                    said.push(Stated { kind, norm, public: false });
                }
            }
            if let Some(landline) = human.landline.as_ref().filter(|_| self.chance.is(250)) {
                said.push(Stated { kind: FactKind::Phone, norm: landline.clone(), public: false });
            }
        }
        if at > 0 {
            // What people should not say before everyone, and do.
            let customer = self.chance.one(&human.customer).clone();
            let order = self.chance.one(&human.orders).clone();
            for (often, kind, value) in [
                (30, FactKind::CustomerNo, customer),
                (40, FactKind::OrderNo, order),
                (20, FactKind::Email, human.mail.clone()),
                (15, FactKind::Phone, human.mobile.clone()),
            ] {
                if self.chance.is(often) {
                    said.push(Stated { kind, norm: value, public: true });
                }
            }
        }
        said
    }

    fn impersonator(&mut self, truth: usize, victim: usize, seen: &mut Vec<Seen>) {
        let Some(victim) = seen.get(victim) else { return };
        let copied = victim.profile.clone();
        let public: Vec<Stated> =
            victim.stated.iter().filter(|stated| stated.public).cloned().collect();
        let profiles = 1 + usize::from(self.chance.is(200));
        let mut used: Vec<usize> = Vec::new();
        while used.len() < profiles {
            let at = match self.chance.below(100) {
                0..=39 => 2,
                40..=69 => 1,
                70..=84 => 3,
                _ => 0,
            };
            if used.contains(&at) {
                continue;
            }
            used.push(at);
            let channel = *CHANNELS.get(at).unwrap_or(&"x");
            let handle = if at == 0 {
                self.address(&copied.handle)
            } else if copied.platform == channel {
                let near = match self.chance.below(4) {
                    0 => format!("{}_", copied.handle),
                    1 => copied.handle.replacen('l', "I", 1),
                    2 => format!("{}{}", copied.handle, self.chance.below(10)),
                    _ => format!("{}_official", copied.handle),
                };
                self.free(channel, near)
            } else {
                self.free(channel, copied.handle.clone())
            };
            let mut stated = Vec::new();
            for one in &public {
                if self.chance.is(800) {
                    let public = self.chance.is(300);
                    stated.push(Stated { public, ..one.clone() });
                }
            }
            // "I have a new number, call me there."
            if self.chance.is(500) {
                let norm = self.mobile();
                stated.push(Stated { kind: FactKind::Phone, norm, public: false });
            }
            if self.chance.is(200) {
                let norm = self.chance.digits(9);
                stated.push(Stated { kind: FactKind::CustomerNo, norm, public: false });
            }
            if self.chance.is(500) {
                let norm = copied.name.clone();
                stated.push(Stated { kind: FactKind::Name, norm, public: false });
            }
            let profile = Profile {
                platform: channel.to_owned(),
                handle,
                name: copied.name.clone(),
                picture: copied.picture.filter(|_| at > 0),
                mail: at == 0,
            };
            seen.push(Seen { truth, profile, stated });
        }
    }
}
