//! English inflection: Porter's stemmer, and what it does not know.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::stem::{Tongue, snowball};

/// The stem of a word.
pub(crate) fn stem(spelled: &str, folded: String) -> String {
    if folded.chars().count() < 3 || folded.chars().any(|c| c.is_ascii_digit()) {
        return folded;
    }
    // Irregular forms are told by their letters: folding has taken an e from `does`.
    if let Some(base) = forms().get(spelled) {
        return snowball(base, Tongue::English);
    }
    snowball(&american(folded), Tongue::English)
}

fn forms() -> &'static FxHashMap<&'static str, &'static str> {
    static FORMS: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = FxHashMap::default();
        for (base, others) in IRREGULAR.lines().filter_map(|line| line.trim().split_once(':')) {
            for form in others.split_whitespace() {
                forms.insert(form, base);
            }
        }
        forms
    })
}

/// British spellings as American ones.
fn american(folded: String) -> String {
    for (british, american) in SPELLINGS {
        if let Some(rest) = folded.strip_prefix(british) {
            return format!("{american}{rest}");
        }
    }
    folded
}

const SPELLINGS: &[(&str, &str)] = &[
    ("colour", "color"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("behaviour", "behavior"),
    ("neighbour", "neighbor"),
    ("labour", "labor"),
    ("centre", "center"),
    ("metre", "meter"),
    ("theatre", "theater"),
    ("cancell", "cancel"),
    ("travell", "travel"),
    ("organis", "organiz"),
    ("realis", "realiz"),
    ("recognis", "recogniz"),
    ("apologis", "apologiz"),
    ("authoris", "authoriz"),
    ("prioritis", "prioritiz"),
    ("cheque", "check"),
    ("programme", "program"),
    ("defence", "defense"),
    ("licence", "license"),
    ("grey", "gray"),
    ("tyre", "tire"),
];

/// Of our own making.
const IRREGULAR: &str = "
be: is are was were been being am
have: has had having
do: does did done doing
go: goes went gone going
come: came coming
break: broke broken
pay: paid
send: sent
lose: lost losing
find: found
get: got gotten getting
give: gave given giving
take: took taken taking
make: made making
write: wrote written writing
speak: spoke spoken
tell: told
say: said
buy: bought
bring: brought
think: thought
catch: caught
teach: taught
sell: sold
leave: left leaving
keep: kept
sleep: slept
feel: felt
meet: met
hold: held
stand: stood
understand: understood
know: knew known
grow: grew grown
throw: threw thrown
fly: flew flown flies
drive: drove driven driving
ride: rode ridden riding
rise: rose risen rising
choose: chose chosen choosing
freeze: froze frozen freezing
steal: stole stolen
wake: woke woken waking
wear: wore worn
tear: tore torn
fall: fell fallen
eat: ate eaten
see: saw seen
run: ran running
begin: began begun beginning
drink: drank drunk
ring: rang rung
sing: sang sung
sink: sank sunk
swim: swam swum
win: won winning
sit: sat sitting
build: built
spend: spent
lend: lent
bend: bent
mean: meant
deal: dealt
hear: heard
fight: fought
seek: sought
shoot: shot
light: lit
hide: hid hidden hiding
bite: bit bitten
forget: forgot forgotten forgetting
forgive: forgave forgiven
become: became becoming
overcharge: overcharged overcharging overcharges
withdraw: withdrew withdrawn
draw: drew drawn
show: shown showed
stick: stuck
strike: struck strikes striking
hang: hung
feed: fed
lead: led
shut: shutting shuts
cut: cutting cuts
put: putting puts
hit: hitting hits
let: letting lets
set: setting sets
child: children
man: men
woman: women
person: people persons
foot: feet
tooth: teeth
mouse: mice
life: lives
knife: knives
wife: wives
leaf: leaves
half: halves
shelf: shelves
thief: thieves
datum: data
medium: media
index: indices indexes
analysis: analyses
crisis: crises
bus: buses busses
gas: gases
";
