//! What a text is: its tone, its language, how urgent it is, and what a person must look at. Pure;
//! the reasons are places in the text.

use gerne_domain::{MessageId, ToneCause, ToneClass, ToneRead, ToneSaid, ToneWord};
use gerne_language::{
    lang::{self, Guess},
    tone::{self, Cause, Class, Reading, Sensitive, Team, Urgency, Worry},
};

use crate::{Engine, EngineError};

/// What was read of a text.
#[derive(Clone, Debug)]
pub(crate) struct Tones {
    /// ISO 639-1; what its platform says, else what it looks like.
    pub(crate) language: Option<String>,
    /// Complaint, request, praise or neither, and why.
    pub(crate) reading: Reading,
    /// How urgent, and why.
    pub(crate) urgency: Urgency,
    /// What a person must look at.
    pub(crate) worries: Vec<Sensitive>,
}

impl Tones {
    /// Reads a text, with what a team taught.
    pub(crate) fn of(team: &Team, text: &str, language: Option<&str>) -> Self {
        let known = language.filter(|language| !language.is_empty()).map(str::to_owned);
        let language = known.or_else(|| match lang::guess(text, None) {
            Guess::In(language, share) if share >= 0.5 => Some(language.code().to_owned()),
            _ => None,
        });
        let model = tone::shipped();
        // Nobody taught anything yet: the shared model alone is read faster.
        let reading =
            if team.lessons() == 0 { tone::read(model, text) } else { team.read(model, text) };
        let (urgency, worries) = (tone::urgency(text), tone::sensitive(text));
        Self { language, reading, urgency, worries }
    }
}

impl Tones {
    /// As it is kept: places, no words.
    pub(crate) fn kept(&self) -> ToneRead {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let words = self.reading.words.iter().map(|part| ToneWord {
            start: place(part.span.start),
            end: place(part.span.end),
            weight: part.weight,
        });
        let causes = self.urgency.points.iter().map(|point| ToneCause {
            cause: cause(point.cause).to_owned(),
            points: point.points,
            start: place(point.span.start),
            end: place(point.span.end),
        });
        let worries = self.worries.iter().map(|one| ToneCause {
            cause: worry(one.worry).to_owned(),
            points: 0,
            start: place(one.span.start),
            end: place(one.span.end),
        });
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "thousandths of a share"
        )]
        let complaint = (self.reading.complaint.clamp(0.0, 1.0) * 1_000.0) as u16;
        ToneRead {
            class: class(self.reading.class),
            complaint,
            urgency: self.urgency.sum().into(),
            said: ToneSaid {
                language: self.language.clone(),
                words: words.collect(),
                causes: causes.collect(),
                worries: worries.collect(),
                alike: self.reading.alike,
            },
            corrected: None,
        }
    }
}

impl Engine {
    /// What a text is, and why; of a message what was kept, and what a person said of it.
    pub async fn tone_of(
        &self,
        text: &str,
        language: Option<&str>,
        message: Option<MessageId>,
    ) -> Result<ToneRead, EngineError> {
        if let Some(id) = message {
            let kept = self.inner.store.read().await?.tones(&[id]).await?.pop();
            if let Some(kept) = kept {
                return Ok(kept.read);
            }
        }
        Ok(Tones::of(&Team::default(), text, language).kept())
    }
}

fn class(of: Class) -> ToneClass {
    match of {
        Class::Complaint => ToneClass::Complaint,
        Class::Request => ToneClass::Request,
        Class::Praise => ToneClass::Praise,
        Class::Neutral => ToneClass::Neutral,
    }
}

fn cause(of: Cause) -> &'static str {
    match of {
        Cause::Danger => "danger",
        Cause::Legal => "legal",
        Cause::Vulnerable => "vulnerable",
        Cause::Loss => "loss",
        Cause::Deadline => "deadline",
        Cause::Again => "again",
        Cause::Churn => "churn",
        Cause::Loud => "loud",
    }
}

fn worry(of: Worry) -> &'static str {
    match of {
        Worry::SelfHarm => "self_harm",
        Worry::Danger => "danger",
        Worry::Threat => "threat",
        Worry::Lawyer => "lawyer",
        Worry::Regulator => "regulator",
        Worry::Press => "press",
    }
}
