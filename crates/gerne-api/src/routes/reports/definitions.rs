//! What each figure says, in words. `gerne-engine/src/measuring.rs` does as it says here.

use crate::wire::report::{Definition, Said};

/// One of: its name in the interface; what it is called and what counts, in German and in English.
type Words = (&'static str, [&'static str; 2], [&'static str; 2]);

#[rustfmt::skip]
const ALL: &[Words] = &[
    ("first_response",
        ["Erste Antwort", "Vom ersten Wort einer Unterhaltung bis zur ersten Antwort eines Menschen, die die Person sehen kann. Sie zählt, wenn die Plattform sie angenommen hat. Automatische Antworten und Notizen zählen nie. Wurde eine Frage ohne Antwort geschlossen, zählt das nächste Wort, das eine Antwort will."],
        ["First response", "From the first word of a conversation to the first answer by a human that the person can see. It counts once the platform has accepted it. Automatic answers and notes never count. If a question was closed without an answer, the next word that wants one counts."]),
    ("next_response",
        ["Weitere Antwort", "Von der ältesten unbeantworteten Nachricht bis zur nächsten Antwort eines Menschen, nach der ersten. Eine zweite Nachricht setzt die Zeit nicht zurück."],
        ["Next response", "From the oldest unanswered message to the next answer by a human, after the first one. A second message does not reset the time."]),
    ("waiting",
        ["Wartezeit", "Jedes Mal, wenn jemand auf uns gewartet hat und eine Antwort bekam: erste und weitere Antworten zusammen. Zurückstellen hält die Zeit nicht an."],
        ["Waiting time", "Each time somebody waited for us and got an answer: first and next responses together. Snoozing does not stop the clock."]),
    ("first_resolution",
        ["Erste Lösung", "Vom ersten Wort bis zum ersten Mal, dass jemand die Unterhaltung als gelöst schloss."],
        ["First resolution", "From the first word to the first time somebody resolved the conversation."]),
    ("full_resolution",
        ["Endgültige Lösung", "Vom ersten Wort bis zum letzten Mal, dass die Unterhaltung gelöst wurde. Wird sie wieder geöffnet, zählt das frühere Ende nicht mehr."],
        ["Full resolution", "From the first word to the last time the conversation was resolved. Once it is reopened, the earlier end no longer counts."]),
    ("reopened",
        ["Wieder geöffnet", "Gelöste Unterhaltungen, die wieder geöffnet wurden, durch die Person oder durch uns. Die Zeit sagt, wie lange sie gelöst waren. Die Quote steht bei der ersten Lösung: wie viele der dort gezählten inzwischen wieder geöffnet wurden."],
        ["Reopened", "Resolved conversations that were opened again, by the person or by us. The time says how long they were resolved. The rate stands with first resolution: how many of those counted there have been opened again since."]),
    ("no_answer",
        ["Keine Antwort nötig", "Jedes Mal, wenn jemand wartete und jemand sagte, dass es keine Antwort braucht; mit dem Grund. Die Zeit sagt, wie lange es bis dahin dauerte."],
        ["No answer needed", "Each time somebody waited and somebody said that it needs no answer; with the reason. The time says how long that took."]),
    ("promises_made",
        ["Zusagen gegeben", "Was wir zusagten und die Person hat: bestätigt oder von Hand notiert, an dem Tag, an dem es gesagt wurde. Was nur im Text gefunden und von niemandem bestätigt wurde, zählt nicht."],
        ["Promises made", "What we promised and the person has: confirmed or written down by hand, on the day on which it was said. What was only found in a text and confirmed by nobody does not count."]),
    ("promises",
        ["Was aus Zusagen wurde", "Zusagen, die ein Ende fanden: gehalten, zu spät gehalten, verschoben und vorher gesagt, verschoben und zu spät gesagt, nicht gehalten. Nicht gehalten bleibt nicht gehalten, auch wenn es später nachgeholt wird. Die Zeit läuft von der Zusage bis zum Ende; im Ziel heißt: gehalten oder rechtzeitig verschoben, wo es einen Zeitpunkt gab."],
        ["What became of promises", "Promises that came to an end: kept, kept late, moved and told before, moved and told too late, broken. Broken stays broken, even when it is made good later. The time runs from the promise to its end; within target means: kept or moved in time, where there was a time."]),
    ("asked_again",
        ["Noch einmal gefragt", "Antworten, die etwas fragen, was die Person schon gesagt hatte (»noch einmal«), und solche, die es nach einem Hinweis nicht mehr fragten (»vermieden«). Bei Lösungen steht, wie viele solche Fragen es in diesen Unterhaltungen gab: geteilt durch die Fälle und mal hundert sind es Fragen je 100 Anliegen, die jemand zweimal beantworten musste."],
        ["Asked again", "Answers that ask what the person had already said (\"again\"), and those that no longer did after a hint (\"avoided\"). Resolutions say how many such questions there were in these conversations: divided by the cases and times a hundred, those are the questions per 100 matters that somebody had to answer twice."]),
    ("approaches",
        ["Ungefragt angesprochen", "Menschen, die wir ansprachen, ohne dass sie uns geschrieben hatten, und was daraus wurde: noch offen, nichts gesagt, keine Reaktion, geantwortet, möchte in Ruhe gelassen werden. Jede Ansprache zählt einmal, mit dem, was am schwersten wiegt, an dem Tag, an dem es dazu kam. Ohne Reaktion heißt: geschlossen, ohne dass die Person etwas sagte. Die Zeit läuft von der Entscheidung bis dahin."],
        ["Approached unasked", "People whom we spoke to without their having written to us, and what came of it: still open, nothing said, no reaction, answered, wants to be left alone. Each approach counts once, as what weighs most, on the day on which it came to that. No reaction means: resolved without a word of theirs. The time runs from the decision until then."]),
    ("lag",
        ["Verzug der Plattform", "Was zwischen dem Schreiben und dem Eintreffen bei uns liegt. Das ist nicht unsere Zeit und steht deshalb für sich."],
        ["Lag of the platform", "What lies between writing and our having it. It is not our time, and therefore stands apart."]),
    ("behind",
        ["Die Liste hinter einer Zahl", "Jede Zahl öffnet die Unterhaltungen, die sie zählt: dieselben Tage, dieselben Mindestzahlen, und nur, was man selbst sehen darf. Wie es in der einzelnen Unterhaltung ging, sagt die Liste nicht; welche zu spät waren, nur bei eigenen oder mit genannter Rechtsgrundlage."],
        ["The list behind a figure", "Each figure opens the conversations that it counts: the same days, the same minimum numbers, and only what one may see. How it went in a single conversation the list does not say; which were too late only of one's own or with a stated legal ground."]),
    ("clocks",
        ["Vier Uhren", "Jede Zeit steht viermal: seit die Person schrieb und seit wir die Nachricht hatten (die Spanne dazwischen liegt an der Plattform), jeweils rund um die Uhr und in den Öffnungszeiten, die für die Unterhaltung galten. Nie von vor dem Tag, an dem der Kanal verbunden wurde."],
        ["Four clocks", "Each time is given four times: since the person wrote and since we had the message (what lies between is the platform's), both around the clock and within the opening hours that held for the conversation. Never from before the day the channel was connected."]),
    ("days",
        ["Tage", "Ein Fall gehört zu dem Tag, an dem er endete, in der Zeitzone des Hauses; Stunde und Wochentag sind die, zu denen die Person schrieb. Der heutige Tag ist nicht enthalten. Was später geschieht (Wiederöffnen, Zusammenführen, Trennen), ändert gemessene Zeiten nicht."],
        ["Days", "A case belongs to the day on which it ended, in the house's time zone; hour and weekday are those at which the person wrote. Today is not included. What happens later (reopening, joining, separating) does not change times that were measured."]),
    ("spread",
        ["Median, p90, p99, Mittel", "Median, p90 und p99 sind Werte, die vorkamen: der kleinste, den mindestens 50, 90 oder 99 von hundert Fällen nicht überschreiten. Das Mittel ist auf ganze Sekunden gerundet."],
        ["Median, p90, p99, mean", "Median, p90 and p99 are values that occurred: the smallest that at least 50, 90 or 99 in a hundred cases do not exceed. The mean is rounded to whole seconds."]),
    ("within_target",
        ["Im Ziel beantwortet", "Anteil der Fälle, deren Antwort vor Ablauf des Ziels angenommen wurde, das galt, als die Person zu warten begann. Wer noch wartet und über dem Ziel ist, zählt als verfehlt, an dem Tag, an dem die Antwort fällig wurde. Für Lösungen zählt die Zeit, in der die Person auf uns wartete. Angehalten wird ein Ziel nur, während geschlossen ist, und nur, wenn es in Öffnungszeiten rechnet; Zurückstellen hält nichts an."],
        ["Within target", "Share of cases whose answer was accepted before the end of the target that held when the person began to wait. Whoever still waits and is over target counts as missed, on the day on which the answer became due. For resolutions the time counts in which the person waited for us. A target stands still only while we are closed, and only where it counts opening hours; snoozing stops nothing."]),
    ("in_public",
        ["Beantwortet, wo gefragt wurde", "Anteil der öffentlich gestellten Fragen, die öffentlich beantwortet wurden."],
        ["Answered where asked", "Share of questions asked in public that were answered in public."]),
    ("left_out",
        ["Nicht gezählt", "Fälle, die in keine Zeit eingehen, mit dem Grund: »keine Antwort nötig« (Dank, nicht für uns, anderswo beantwortet, von anderen beantwortet, doppelt, gesperrt, automatisch, anderes), Spam, ohne Antwort geschlossen, von uns begonnen. Gründe von zu wenigen stehen zusammen als »wenige«."],
        ["Left out", "Cases that enter no time, with the reason: no answer needed (thanks, not for us, answered elsewhere, answered by the community, duplicate, blocked, automatic, other), spam, closed unanswered, begun by us. Reasons of too few are put together as \"few\"."]),
    ("by_rule",
        ["Nach Regel", "Ein Fall zählt bei jeder Regel, die bis zu seinem Ende in der Unterhaltung etwas bemerkt oder dort etwas getan hat; nicht, wenn jemand sagte, dass sie sich irrte. Ein Fall kann bei mehreren zählen, wie bei mehreren Labels: Die Teile ergeben zusammen mehr oder weniger als das Ganze. Eine Regel, die es nicht mehr gibt, behält ihre Zahlen."],
        ["By rule", "A case counts for each rule that by its end had noticed something in the conversation, or had done something there; not where somebody said that it was wrong. A case may count for several, as with several labels: the parts come to more or less than the whole. A rule that is no more keeps its figures."]),
    ("fairness",
        ["Mindestens fünf", "Jede Zahl beruht auf mindestens fünf Fällen von mindestens fünf Menschen; dafür werden Tage zusammengefasst und kleine Teile zurückgehalten. Eigene Zahlen sieht jede Person selbst. Weniger nur, wenn eine Administratorin dafür eine Rechtsgrundlage nennt (in Deutschland eine Betriebsvereinbarung)."],
        ["At least five", "Each figure rests on at least five cases by at least five people; days are put together and small parts held back for it. Everybody sees their own figures. Fewer only if an admin states a legal ground (in Germany a works agreement)."]),
];

/// All of them.
pub(super) fn all() -> Vec<Definition> {
    let said = |[name, text]: [&str; 2]| Said { name: name.to_owned(), text: text.to_owned() };
    let one =
        |(id, de, en): &Words| Definition { id: (*id).to_owned(), de: said(*de), en: said(*en) };
    ALL.iter().map(one).collect()
}
