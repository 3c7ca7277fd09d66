//! What people should look at with care before anybody answers from a template: an escalation list is
//! made of it, nothing is hidden by it.

use std::{collections::BTreeMap, sync::LazyLock};

use super::phrases::Phrases;
use crate::hashed::{Span, plain};

/// Why a post is handled with care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Worry {
    /// Somebody thinks of harming themselves.
    SelfHarm,
    /// A life or health is in danger.
    Danger,
    /// Somebody threatens people.
    Threat,
    /// A lawyer or a court is named.
    Lawyer,
    /// An authority or an arbitrator is named.
    Regulator,
    /// The press is named, or writes.
    Press,
}

/// A worry and the words that raised it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// Which.
    pub worry: Worry,
    /// Where.
    pub span: Span,
}

/// Each worry once, at its first place, the gravest first. Quick to worry: a person decides.
pub fn sensitive(text: &str) -> Vec<Sensitive> {
    let mut found: BTreeMap<Worry, Span> = BTreeMap::new();
    for (worry, span) in WORRIES.find(&plain(text)) {
        found.entry(worry).or_insert(span);
    }
    found.into_iter().map(|(worry, span)| Sensitive { worry, span }).collect()
}

static WORRIES: LazyLock<Phrases<Worry>> = LazyLock::new(|| Phrases::new(WORDS.iter().copied()));

/// Of our own making. Words are folded before they are compared.
const WORDS: &[(Worry, &str)] = &[
    (
        Worry::SelfHarm,
        "umbringen will, bring* mich um, mich umbringen, mich umzubringen, selbstmord*, suizid*, das leben nehmen, will ~ mehr leben, \
         lebensmude, mich ritzen, ritze mich, mich verletzen, springe ~ zug, vor den zug, allem ein ende, \
         keinen sinn mehr, selbst etwas an, mir was an, mir etwas an, will sterben, mochte sterben, sterben will",
    ),
    (
        Worry::SelfHarm,
        "kill myself, killing myself, suicide, suicidal, end my life, take my life, ending it all, end it all, self harm, \
         hurt myself, harm myself, want to die, better off dead, no reason to live, don t want to live",
    ),
    (
        Worry::Danger,
        "lebensgefahr*, gasgeruch*, gasleck*, riecht ~ gas, stromschlag*, notarzt, krankenwagen, rettungswagen, es brennt, brennt es, \
         feuerwehr, explod*, explosion*, kohlenmonoxid*, vergift*, schwer verletzt, verletzt worden, bewusstlos, erstick*, \
         allergische reaktion, allergischer schock, angefangen zu brennen, in brand, verschmort, verbrannt",
    ),
    (
        Worry::Danger,
        "gas leak*, smell* ~ gas, electric shock*, electrocut*, caught fire, on fire, fire brigade, fire service, ambulance, \
         carbon monoxide, explod*, explosion, poisoned, unconscious, allergic reaction, anaphyla*, badly injured, seriously injured, \
         got injured, was injured, life threatening, could have died, could have killed, nearly died",
    ),
    (
        Worry::Threat,
        "bring* euch um, bring* dich um, bring* ihn um, bring* sie um, umlegen, abstechen, schlag* ~ fresse, auf die fresse, in die fresse, aufs maul, \
         zusammenschlag*, weiss wo ~ wohn*, wissen wo ~ wohn*, ihr werdet bluten, werdet ihr buss*, anzunden, zund* ~ an, bombe, *bombendrohung, waffe, \
         komm* ~ vorbei und, knall* ~ ab, an die gurgel, verprugel*, gnade euch",
    ),
    (
        Worry::Threat,
        "kill you, kill him, kill her, kill them, kill your, hurt you, beat you up, smash your, punch your, know where you live, \
         know where you work, burn ~ down, blow up your, bomb, gun, shoot you, shoot up, stab, watch your back, you will pay for this, \
         come for you, coming for you, find you and",
    ),
    (
        Worry::Lawyer,
        "*anwalt, *anwaltin, *anwalte, *anwalts, anwaltlich*, rechtsbeistand, rechtliche schritte, rechtsweg, rechtsschutz*, \
         verklag*, klage einreich*, klage einzureichen, vor gericht, *gericht bringen, strafanzeige, anzeige erstatt*, \
         mahnbescheid, lawyer*, solicitor*, attorney*, barrister*, legal action, legal steps, legal proceedings, take ~ to court, \
         see you in court, small claims, sue you, suing you, will sue, gonna sue, lawsuit*, law firm",
    ),
    (
        Worry::Regulator,
        "*bundesnetzagentur, netzagentur, bafin, schlichtungsstelle*, ombudsmann, ombudsfrau, ombudsstelle, ombudsman, ombudsperson, \
         verbraucherzentrale*, verbraucherschutz*, konsumentenschutz*, arbeiterkammer, datenschutzbehorde*, \
         landesdatenschutz*, datenschutzbeauftrag*, aufsichtsbehorde*, eisenbahnbundesamt, gewerbeaufsicht, gesundheitsamt, \
         regulator, ofcom, ofgem, ofwat, fca, trading standards, citizens advice, data protection authority, consumer protection, \
         information commissioner, ftc, fcc, watchdog",
    ),
    (
        Worry::Press,
        "an die presse, presse einschalt*, die presse inform*, der presse, presseanfrage*, pressestelle, redaktion, journalist*, \
         reporter*, an die zeitung, zeitung ~ wenden, ans fernsehen, zum fernsehen, fernsehsender, recherchier*, \
         to the press, the press, press enquir*, press inquir*, newspaper*, journalist*, writing a story, writing an article, \
         news desk, newsroom, go to the media, going to the media",
    ),
];
