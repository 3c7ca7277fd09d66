//! Which language a text is in, of twelve; quiet where there is too little to tell.
//!
//! A hashed model of accents and endings, from sentences of our own (`seeds/lang.tsv`, and those of tone).
//! What is written before in the thread says more about "ok danke" than any model: it is an argument.

use std::sync::LazyLock;

use crate::{
    hashed::{self, Letters, Model, Shape, softmax},
    tone,
};

/// A language that is told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Language {
    Czech,
    Danish,
    German,
    English,
    Spanish,
    French,
    Italian,
    Dutch,
    Polish,
    Portuguese,
    Swedish,
    Turkish,
}

impl Language {
    /// All of them, by their codes.
    pub const ALL: [Self; 12] = [
        Self::Czech,
        Self::Danish,
        Self::German,
        Self::English,
        Self::Spanish,
        Self::French,
        Self::Italian,
        Self::Dutch,
        Self::Polish,
        Self::Portuguese,
        Self::Swedish,
        Self::Turkish,
    ];

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Czech => "cs",
            Self::Danish => "da",
            Self::German => "de",
            Self::English => "en",
            Self::Spanish => "es",
            Self::French => "fr",
            Self::Italian => "it",
            Self::Dutch => "nl",
            Self::Polish => "pl",
            Self::Portuguese => "pt",
            Self::Swedish => "sv",
            Self::Turkish => "tr",
        }
    }

    /// The one with that code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guess {
    /// Likely this, with how likely from 0 to 1.
    In(Language, f32),
    /// None of those that are known: another script.
    Other,
    /// There is too little to tell.
    Unknown,
}

/// What is known before a text is read: the language of its thread, account or channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Which.
    pub language: Language,
    /// How many times likelier than before its logit makes it: 2.0 settles what is open, 6.0 nearly all.
    pub weight: f32,
}

/// Fewer letters than this tell nothing.
const LETTERS: usize = 3;

/// Guesses the language of a text. Names, addresses and numbers do not count as text.
pub fn guess(text: &str, prior: Option<Prior>) -> Guess {
    let text = text.get(..text.floor_char_boundary(crate::LONGEST)).unwrap_or_default();
    let words = text.split_whitespace();
    let words = words.filter(|word| !word.starts_with('@') && !word.contains("://"));
    let (mut latin, mut foreign) = (0, 0);
    for c in words.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) {
            latin += 1;
        } else {
            foreign += 1;
        }
    }
    if foreign > latin {
        return Guess::Other;
    }
    if latin < LETTERS {
        return prior.map_or(Guess::Unknown, |prior| Guess::In(prior.language, 0.5));
    }
    let model = shipped();
    let mut logits = model.logits(&model.vector(text));
    if let Some(prior) = prior
        && let Some(logit) = logits.get_mut(prior.language as usize)
    {
        *logit += prior.weight;
    }
    let shares = softmax(logits);
    let pairs = Language::ALL.into_iter().zip(shares);
    let best = pairs.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(Guess::Unknown, |(language, share)| Guess::In(language, share))
}

/// How the model is made.
const SHAPE: Shape = Shape {
    classes: 12,
    bits: 15,
    letters: Letters::Lower,
    passes: 12,
    rate: 0.3,
    least: 1,
    balance: 1.0,
    telling: 0.0,
};

/// One in so many sentences of tone is read for its language.
const SOME: usize = 4;

/// Learns from the sentences that ship.
pub fn train() -> Model {
    let seeds = include_str!("../seeds/lang.tsv").lines().filter_map(|line| {
        let (code, text) = line.split_once('\t')?;
        Some((Language::of_code(code)? as usize, text))
    });
    let german = tone::GERMAN.lines().map(|line| (Language::German, line));
    let english = tone::ENGLISH.lines().map(|line| (Language::English, line));
    let more = german.chain(english).step_by(SOME).filter_map(|(language, line)| {
        line.split_once('\t').map(|(_, text)| (language as usize, text))
    });
    let texts: Vec<(usize, &str)> = seeds.chain(more).collect();
    hashed::train(SHAPE, &texts)
}

fn shipped() -> &'static Model {
    static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
        let embedded = Model::from_bytes(include_bytes!("../models/lang.bin"));
        embedded.expect("a test reads what is embedded")
    });
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        for (text, code) in [
            ("Ich warte seit gestern auf eine Antwort von euch.", "de"),
            ("I have been waiting for an answer since yesterday.", "en"),
            ("J'attends une réponse depuis hier.", "fr"),
            ("Estoy esperando una respuesta desde ayer.", "es"),
            ("Ik wacht sinds gisteren op een antwoord.", "nl"),
            ("Czekam na odpowiedź od wczoraj.", "pl"),
            ("Dünden beri bir cevap bekliyorum.", "tr"),
        ] {
            let Guess::In(language, share) = guess(text, None) else { panic!("{text}") };
            assert_eq!(language.code(), code, "{text} {share}");
        }
    }

    #[test]
    fn too_little_is_not_guessed() {
        for text in ["", "ok", "👍", "@acme 12345", "@acme https://example.com/seite"] {
            assert_eq!(guess(text, None), Guess::Unknown, "{text}");
        }
        assert_eq!(guess("Здравствуйте, где мой заказ?", None), Guess::Other);
    }

    #[test]
    fn what_was_written_before_settles_what_is_open() {
        let prior = |language| Some(Prior { language, weight: 6.0 });
        for language in [Language::German, Language::English] {
            assert!(
                matches!(guess("ok", prior(language)), Guess::In(found, _) if found == language)
            );
            let found = guess("Info: Test", prior(language));
            assert!(matches!(found, Guess::In(found, _) if found == language), "{found:?}");
        }
    }

    #[test]
    fn what_is_embedded_is_what_the_sentences_give() {
        let same = train().to_bytes() == include_bytes!("../models/lang.bin");
        assert!(same, "run `cargo run -p gerne-language --example models`");
    }
}
