//! How urgent a post is: points that add up, each with its cause and the words that gave it.

use std::{collections::BTreeMap, sync::LazyLock};

use super::phrases::Phrases;
use crate::hashed::{Span, plain};

/// Why something is urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// Somebody may come to harm.
    Danger,
    /// Legal steps, an authority or the press are named.
    Legal,
    /// Somebody who depends on it: a child, a sick or an old person.
    Vulnerable,
    /// Money or access is gone right now.
    Loss,
    /// It has to be done within a day or two.
    Deadline,
    /// Not the first time that they write.
    Again,
    /// They want to leave.
    Churn,
    /// Capitals and exclamation marks.
    Loud,
}

impl Cause {
    /// What it counts where nobody says otherwise.
    pub fn points(self) -> u8 {
        match self {
            Self::Danger => 5,
            Self::Legal => 4,
            Self::Vulnerable | Self::Loss | Self::Deadline | Self::Again => 3,
            Self::Churn => 2,
            Self::Loud => 1,
        }
    }
}

/// A cause that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which.
    pub cause: Cause,
    /// What it counts.
    pub points: u8,
    /// The words that gave it.
    pub span: Span,
}

/// How urgent a post is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urgency {
    /// Each cause once, at its first place, the weightiest first.
    pub points: Vec<Point>,
}

impl Urgency {
    /// From here on a post is urgent.
    pub const URGENT: u8 = 3;

    /// All points together.
    pub fn sum(&self) -> u8 {
        self.points.iter().fold(0, |sum, point| sum.saturating_add(point.points))
    }

    /// Whether it reaches [`Urgency::URGENT`].
    pub fn is_urgent(&self) -> bool {
        self.sum() >= Self::URGENT
    }
}

/// Counts what makes a post urgent. What a conversation knows (reach, promises broken, how often they
/// wrote) is added by who knows it.
pub fn urgency(text: &str) -> Urgency {
    let mut found: BTreeMap<Cause, Span> = BTreeMap::new();
    for (cause, span) in CAUSES.find(&plain(text)) {
        found.entry(cause).or_insert(span);
    }
    if let Some(span) = loud(text) {
        found.entry(Cause::Loud).or_insert(span);
    }
    let points =
        found.into_iter().map(|(cause, span)| Point { cause, points: cause.points(), span });
    let mut points: Vec<Point> = points.collect();
    points.sort_by_key(|point| std::cmp::Reverse(point.points));
    Urgency { points }
}

/// Three words in capitals, or three exclamation marks.
fn loud(text: &str) -> Option<Span> {
    let text = text.get(..text.floor_char_boundary(crate::LONGEST)).unwrap_or_default();
    if let Some(start) = text.find("!!!") {
        return Some(Span { start, end: start + 3 });
    }
    let mut words = 0;
    let mut first = None;
    let mut from = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let letters = chunk.chars().filter(|c| c.is_alphabetic());
        let is_loud = letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase);
        if is_loud {
            words += 1;
            let end = from + chunk.trim_end().len();
            let start = first.map_or(from, |span: Span| span.start);
            first = Some(Span { start, end });
        }
        from += chunk.len();
    }
    (words >= 3).then_some(first).flatten()
}

static CAUSES: LazyLock<Phrases<Cause>> = LazyLock::new(|| Phrases::new(WORDS.iter().copied()));

/// Of our own making. Words are folded before they are compared.
const WORDS: &[(Cause, &str)] = &[
    (
        Cause::Danger,
        "gasgeruch*, gasleck*, *gasaustritt, riecht ~ gas, stinkt ~ gas, gas riech*, rauch, raucht, \
         rauchte, geraucht, rauchentwicklung, qualm*, es brennt, brennt es, *feuer, brandgefahr, \
         brandgeruch, verbrannt, angeschmort, verschmort, schmort, kokelt, stromschlag*, funken, funke, \
         funkt es, explod*, explosion*, verletzt*, verletzung*, lebensgefahr*, *notruf, notarzt, \
         krankenwagen, rettungswagen, feuerwehr, kohlenmonoxid, vergift*, allergisch*, erstick*, \
         bewusstlos, kabel ~ frei, offene* leitung*, blanke* draht*, gefahrlich*, in gefahr, \
         bremse* ~ versag*, glasscherbe*, glassplitter, uberhitz*, gluhend heiss, hochwasser, \
         wasser ~ steckdose",
    ),
    (
        Cause::Danger,
        "smell* ~ gas, gas leak*, gas smell, smoke, smoking, smoulder*, smolder*, on fire, caught fire, \
         fire hazard, fire brigade, fire service, burning smell, burnt, burned, scorch*, melted, \
         electric shock*, electrocut*, sparks, sparking, spark, explod*, explosion, injur*, bleeding, \
         ambulance, paramedic*, carbon monoxide, poison*, allergic, choking, choked, unconscious, \
         dangerous, in danger, hazard*, unsafe, overheat*, red hot, live wire*, bare wire*, \
         exposed wire*, brakes fail*, brake fail*, shards, glass in, broken glass, emergency",
    ),
    (
        Cause::Legal,
        "*anwalt, *anwaltin, *anwalts, *anwalte, rechtsbeistand, rechtsschutz*, rechtliche schritte, rechtsweg, \
         verklag*, klage einreich*, klage einzureichen, gericht, mahnbescheid, anzeige erstatt*, \
         strafanzeige, anzeige bei, polizei, *bundesnetzagentur, netzagentur, bafin, schlichtungsstelle, \
         schlichtung*, ombudsmann, ombudsfrau, ombudsstelle, verbraucherzentrale, verbraucherschutz*, \
         konsumentenschutz*, datenschutzbehorde, datenschutzbeauftrag*, aufsichtsbehorde, eisenbahnbundesamt, \
         rtr, arbeiterkammer, an die presse, die presse, zeitung ~ schreib*, zeitung ~ wenden, \
         an die zeitung, zum fernsehen, ans fernsehen, journalist*, stiftung warentest, bild zeitung, letzte mahnung",
    ),
    (
        Cause::Legal,
        "lawyer*, solicitor*, attorney*, barrister*, legal action, legal steps, legal advice, take ~ to court, \
         small claims, sue, suing, lawsuit*, court, ombudsman, ombudsperson, regulator, ofcom, ofgem, ofwat, fca, \
         ico, trading standards, citizens advice, consumer protection, consumer rights, bbb, ftc, fcc, \
         data protection authority, watchdog, police, the press, newspaper*, journalist*, reporter, bbc, \
         media will, going public",
    ),
    (
        Cause::Vulnerable,
        "baby*, saugling*, neugeboren*, schwanger*, kleinkind*, kinder ~ frier*, pflegebedurftig*, pflegefall, \
         *pflege, pflegebett, pflegedienst, rollstuhl*, gehbehindert*, schwerbehindert*, behindert*, blind, \
         krank, krankenhaus*, klinik, dialyse, sauerstoff*, beatmung*, insulin, medikament*, herzkrank*, demenz*, \
         alzheimer, bettlagerig*, hausnotruf*, notrufknopf, allein ~ wohn*, oma, opa, grossmutter, grossvater, \
         mein* mutter ~ 00, mutter ist 80, uber 80, senior*, rentner*, diabet*, chemo*, operation, asthma*, epilep*",
    ),
    (
        Cause::Vulnerable,
        "baby*, newborn*, infant, toddler*, pregnant, disabled, disability, wheelchair*, elderly, care home, carer, \
         hospital, dialysis, oxygen, ventilator, insulin, medication, medicine*, dementia, alzheimer*, bedridden, \
         alarm button, panic alarm, pendant alarm, diabet*, chemo*, surgery, asthma*, epilep*, vulnerable, grandma, \
         grandmother, grandad, grandfather, nan, pensioner*, stranded, stuck in the lift, stuck in a lift, \
         nursing home, special needs, autis*",
    ),
    (
        Cause::Loss,
        "konto ~ gesperrt, konto ~ leer, karte ~ gesperrt, karte ~ eingezogen, gesperrt, ausgesperrt, komme ~ nicht rein, \
         kein zugriff, kein* zugang, nicht mehr ~ einlogg*, gestohlen, geklaut, gehackt, betrug, betrug*, abgezockt, phishing, \
         fremde abbuchung*, unbekannte abbuchung*, unberechtigt* abbuch*, doppelt abgebucht, geld ~ weg, geld ~ verschwunden, \
         ohne geld, kann ~ nicht bezahlen, kann ~ miete, miete ~ bezahl*, konto ~ uberzogen, rucklastschrift*, gestrandet, sitze ~ fest, stehe ~ ohne, \
         eingesperrt, steckengeblieben, stecken ~ fest, stromsperre, gas abgestellt, strom abgestellt, wasser abgestellt",
    ),
    (
        Cause::Loss,
        "locked out, account ~ locked, account ~ blocked, account ~ frozen, account ~ suspended, card ~ blocked, card ~ declined, \
         card ~ swallowed, stolen, hacked, fraud*, scammed, phishing, unauthori*, someone ~ used my, money ~ gone, money ~ missing, \
         money ~ disappeared, no access to, can t access, cannot access, can t pay, cannot pay, rent ~ due, overdrawn, stuck at ~ airport, \
         stuck in ~ lift, stranded, trapped, cut off our, disconnected our, charged twice, double charged",
    ),
    (
        Cause::Deadline,
        "bis morgen, bis heute, heute noch, noch heute, bis spatestens morgen, spatestens morgen, spatestens heute, \
         morgen fruh, heute abend ~ brauch*, brauch* ~ heute, brauch* ~ morgen, morgen ~ brauch*, muss ~ morgen, muss ~ heute, morgen ~ muss, \
         morgen ~ flieg*, flieg* ~ morgen, morgen ~ flug, flug ~ morgen, flug geht, hochzeit ~ morgen, morgen ~ hochzeit, \
         ubermorgen, in einer stunde, in zwei stunden, in 2 stunden, in 3 stunden, in drei stunden, in 24 stunden, binnen 24 stunden, \
         innerhalb von 24, in 48 stunden, frist ~ morgen, frist ~ heute, lauft heute ab, lauft morgen ab, abgabe morgen, prufung ~ morgen, \
         morgen ~ prufung, morgen ~ abreis*, dringend*, eilt, eilig, notfall*, sofort, umgehend, unverzuglich, so schnell wie moglich",
    ),
    (
        Cause::Deadline,
        "by tomorrow, by tonight, by today, by the end of today, before tomorrow, need ~ today, need ~ tomorrow, need ~ tonight, \
         needed ~ today, needed ~ tomorrow, flight ~ tomorrow, flight ~ hours, fly ~ tomorrow, flying ~ tomorrow, flying ~ today, \
         leave ~ tomorrow, leaving ~ tomorrow, leaving ~ today, travelling tomorrow, traveling tomorrow, wedding ~ tomorrow, tomorrow s, \
         tomorrow morning, day after tomorrow, in an hour, in two hours, in 2 hours, in 3 hours, in three hours, within 24 hours, in 24 hours, \
         within the hour, within 48 hours, expires today, expires tomorrow, deadline ~ today, deadline ~ tomorrow, due tomorrow, due today, \
         exam ~ tomorrow, interview ~ tomorrow, tomorrow ~ interview, urgent*, asap, immediately, straight away please, right now please",
    ),
    (
        Cause::Again,
        "zum dritten mal, zum vierten mal, zum funften mal, zum x ten mal, zum 3 mal, zum 4 mal, zum 5 mal, zum 10 mal, \
         zum wiederholten mal*, dritte anfrage, dritte mail, dritte nachricht, dritte* versuch, dritte* anruf, vierte anfrage, \
         vierte mail, vierte* versuch, vierte* anruf, funfte mail, funfte* anruf, dritte* mail, drei mails, drei mal ~ geschrieben, \
         dreimal ~ geschrieben, dreimal ~ angerufen, dreimal ~ gemeldet, dreimal nachgefragt, viermal ~ angerufen, schon dreimal, schon viermal, \
         bereits dreimal, mehrfach ~ geschrieben, mehrfach ~ angerufen, mehrmals ~ angerufen, mehrmals ~ geschrieben, \
         mehrmals ~ gemeldet, mehrfach ~ gemeldet, immer noch keine antwort, noch immer keine antwort, keine reaktion, \
         zweite erinnerung, dritte erinnerung, niemand antwortet, keiner antwortet, antwortet niemand, antwortet keiner, \
         reagiert niemand, reagiert keiner, meldet sich niemand, meldet sich keiner, niemand meldet sich, wie oft ~ noch",
    ),
    (
        Cause::Again,
        "third time, fourth time, fifth time, 3rd time, 4th time, 5th time, 0 rd time, umpteenth time, nth time, third email, \
         third message, third mail, third call, third request, third attempt, third tweet, fourth email, fourth message, fourth call, \
         fifth email, fifth call, three emails, four emails, five emails, three messages, three calls, four calls, \
         emailed ~ three times, called ~ three times, written ~ three times, emailed ~ times, called ~ times, rang ~ times, phoned ~ times, \
         written ~ times, asked ~ times, messaged ~ times, contacted ~ times, several times, numerous times, multiple times, many times, \
         still ~ no reply, still ~ no response, still ~ no answer, still ~ not heard, still ~ haven t heard, nobody ~ repl*, \
         no one ~ repl*, nobody ~ respond*, no one ~ respond*, nobody answers, no one answers, ignored ~ emails, ignoring ~ emails, \
         ignored ~ messages, ignoring ~ messages, how many times, how often do i",
    ),
    (
        Cause::Churn,
        "kundige, kundigung, gekundigt, kundigen, wechsle ~ anbieter, anbieter wechseln, wechsel* ~ konkurrenz, zur konkurrenz, \
         bin dann weg, nie wieder, das war s mit, sonderkundigung*, widerrufe, kunden verlier*, kunde verlier*, letzte chance",
    ),
    (
        Cause::Churn,
        "cancel my, cancelling my, canceling my, cancel our, close my account, closing my account, switch provider*, \
         switching provider*, switching to, leaving you, take my business, taking my business, lose a customer, losing a customer, lost a customer, \
         never again, last chance, want out",
    ),
];
