//! The sentences. German first.

use super::Language;

type Row = (&'static str, &'static str, &'static str);

/// The sentence of a key, with `{names}` to fill in.
pub(super) fn of(key: &str, language: Language) -> &'static str {
    let row = ROWS.iter().find(|row| row.0 == key);
    match language {
        Language::German => row.map_or("", |row| row.1),
        Language::English => row.map_or("", |row| row.2),
    }
}

pub(super) const ROWS: &[Row] = &[
    ("fix.replace", "„{now}“ durch „{new}“ ersetzen", "Replace “{now}” by “{new}”"),
    ("fix.insert", "„{new}“ einfügen", "Insert “{new}”"),
    ("fix.remove", "„{now}“ entfernen", "Remove “{now}”"),
    (
        "rule.empty",
        "Eine Regel braucht mindestens ein Wort, nach dem sie sucht.",
        "A rule needs at least one word to look for.",
    ),
    (
        "rule.too_long",
        "Die Regel hat {length} Zeichen; höchstens {limit} sind möglich. Teilen Sie sie in mehrere.",
        "The rule has {length} characters; at most {limit} are possible. Split it into several.",
    ),
    (
        "rule.too_deep",
        "Klammern dürfen höchstens {limit} tief ineinander stehen.",
        "Brackets may stand at most {limit} deep inside each other.",
    ),
    (
        "rule.too_many_words",
        "Die Regel hat mehr als {limit} Wörter und Felder. Teilen Sie sie in mehrere.",
        "The rule has more than {limit} words and fields. Split it into several.",
    ),
    (
        "rule.too_many_wildcards",
        "Die Regel hat mehr als {limit} Wörter mit * oder ?. Teilen Sie sie in mehrere.",
        "The rule has more than {limit} words with * or ?. Split it into several.",
    ),
    (
        "rule.only_not",
        "Eine Regel muss etwas enthalten, wonach sie sucht; „{part}“ allein träfe fast alles.",
        "A rule must contain something to look for; “{part}” alone would match almost everything.",
    ),
    (
        "rule.or_not",
        "„{part}“ nach OR heißt „alles, was das nicht enthält“. Stellen Sie es hinter eine Klammer.",
        "“{part}” beside OR means “everything without it”. Put it behind a bracket.",
    ),
    (
        "rule.never",
        "„{one}“ und „{other}“ zugleich gibt es nicht: Das kann nie zutreffen.",
        "“{one}” and “{other}” at once do not exist: this can never match.",
    ),
    (
        "rule.broad",
        "Die Regel fragt nach keinem Wort, nur nach Eigenschaften: Sie kann sehr viel treffen.",
        "The rule asks for no word, only for attributes: it may match very much.",
    ),
    (
        "bracket.never_closed",
        "Die Klammer {bracket} wird nie geschlossen.",
        "This bracket {bracket} is never closed.",
    ),
    (
        "bracket.never_opened",
        "Die Klammer {bracket} schließt nichts: Sie wurde nie geöffnet.",
        "This bracket {bracket} closes nothing: it was never opened.",
    ),
    ("bracket.empty", "Zwischen den Klammern steht nichts.", "There is nothing in the brackets."),
    (
        "quote.never_closed",
        "Das Anführungszeichen an Stelle {column} wird nie geschlossen.",
        "The quotation mark opened at column {column} is never closed.",
    ),
    (
        "quote.empty",
        "Zwischen den Anführungszeichen steht nichts.",
        "There is nothing between the quotation marks.",
    ),
    (
        "operator.nothing_before",
        "{operator} braucht etwas davor. Entfernen Sie {remove}.",
        "{operator} needs something before it; remove {remove}.",
    ),
    (
        "operator.nothing_after",
        "{operator} braucht etwas dahinter. Entfernen Sie {operator}.",
        "{operator} needs something after it; remove {operator}.",
    ),
    (
        "operator.lower_case",
        "„{word}“ wird als Wort gesucht. Meinten Sie {operator}?",
        "“{word}” is searched as a word. Did you mean {operator}?",
    ),
    (
        "operator.sentence",
        "SENTENCE gibt es hier nicht; NEAR/{words} sucht in ungefähr einem Satz.",
        "There is no SENTENCE here; NEAR/{words} looks within about a sentence.",
    ),
    (
        "near.operand",
        "{operator} verbindet Wörter, Phrasen und mit OR verbundene Gruppen davon; „{part}“ ist keines davon.",
        "{operator} works on words, phrases and OR-groups of them; “{part}” is none of these.",
    ),
    (
        "near.distance",
        "Der Abstand muss zwischen {least} und {most} liegen; 0 heißt: direkt nebeneinander.",
        "The distance must be between {least} and {most}; 0 means next to each other.",
    ),
    (
        "window.operand",
        "~ steht hinter einer Phrase oder hinter Wörtern in Klammern, nicht hinter „{part}“.",
        "~ stands behind a phrase or behind words in brackets, not behind “{part}”.",
    ),
    (
        "wild.too_short",
        "Neben * und ? müssen mindestens {least} Buchstaben stehen; „{part}“ träfe zu viele Wörter.",
        "At least {least} letters must stand beside * or ?; “{part}” would match too many words.",
    ),
    (
        "exact.nothing",
        "Hinter {sign} muss direkt ein Wort oder eine Phrase stehen.",
        "A word or phrase must stand right behind {sign}.",
    ),
    (
        "field.unknown",
        "Das Feld „{name}:“ gibt es nicht. Meinten Sie „{like}:“?",
        "There is no field “{name}:”. Did you mean “{like}:”?",
    ),
    (
        "field.unknown_listed",
        "Das Feld „{name}:“ gibt es nicht. Bekannt sind: {list}.",
        "There is no field “{name}:”. Known are: {list}.",
    ),
    (
        "field.no_value",
        "Hinter „{name}:“ fehlt der Wert, ohne Leerzeichen davor.",
        "The value behind “{name}:” is missing; it follows without a blank.",
    ),
    (
        "field.language",
        "„{value}“ ist kein Sprachkürzel. Schreiben Sie „{name}:{like}“.",
        "“{value}” is no code of a language. Write “{name}:{like}”.",
    ),
    (
        "field.value",
        "„{name}:“ kennt „{value}“ nicht. Möglich sind: {list}.",
        "“{name}:” does not know “{value}”. Possible are: {list}.",
    ),
    (
        "field.number",
        "„{name}:“ braucht eine Zahl, zum Beispiel „{name}:>{example}“, nicht „{value}“.",
        "“{name}:” needs a number, for example “{name}:>{example}”, not “{value}”.",
    ),
    (
        "field.number_short",
        "„{value}“ wird als {number} gelesen.",
        "“{value}” is read as {number}.",
    ),
    (
        "field.range",
        "„{name}:“ liegt zwischen {least} und {most}; „{value}“ kann nie zutreffen.",
        "“{name}:” lies between {least} and {most}; “{value}” can never match.",
    ),
    (
        "field.bounds",
        "„{value}“: Die kleinere Zahl steht vorn.",
        "“{value}”: the smaller number comes first.",
    ),
    (
        "field.unfed",
        "„{part}“ erfährt Gerne von keinem Beitrag: Das trifft nie zu.",
        "Nothing tells Gerne “{part}” of a post: this can never match.",
    ),
    (
        "field.list",
        "In der Klammer hinter „{name}:“ stehen nur Werte, getrennt durch OR.",
        "The brackets behind “{name}:” hold only values, with OR between them.",
    ),
    (
        "sign.ignored",
        "„{sign}“ allein bedeutet nichts und wird nicht beachtet.",
        "“{sign}” alone means nothing and is left out.",
    ),
    (
        "weight.ignored",
        "„{weight}“ gewichtet Treffer; eine Regel trifft oder trifft nicht. Es wird nicht beachtet.",
        "“{weight}” weighs hits; a rule matches or does not. It is left out.",
    ),
];
