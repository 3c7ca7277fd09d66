//! What the server accepts as a status.

use jiff::SignedDuration;
use unicode_segmentation::UnicodeSegmentation as _;

use super::html::{Piece, scan};
use super::model::{Processing, Who};
use super::state::State;
use super::texts::Text;
use super::{Limits, PollSpec, PostSpec, Visibility};

/// Length as the server counts it: grapheme clusters, addresses at a flat price, the host of a
/// remote mention for free, the content warning included.
pub(crate) fn length(text: &str, spoiler_text: &str, limits: &Limits) -> usize {
    let counted: usize = scan(text)
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.graphemes(true).count(),
            Piece::Mention { name, .. } => name.len() + 1,
            Piece::Tag(tag) => tag.graphemes(true).count() + 1,
            Piece::Url(_) => limits.characters_reserved_per_url,
        })
        .sum();
    counted + spoiler_text.graphemes(true).count()
}

/// Checks what can be checked without changing anything. `editing` names the status that may
/// keep its own files.
pub(crate) fn check(
    state: &State,
    who: Who,
    spec: &PostSpec,
    editing: Option<&str>,
) -> Result<(), Text> {
    let limits = &state.config.limits;
    if spec.text.trim().is_empty() && spec.media.is_empty() {
        return Err(Text::Blank);
    }
    if length(&spec.text, &spec.spoiler_text, limits) > limits.max_characters {
        return Err(Text::TooLong(limits.max_characters));
    }
    check_media(state, who, spec, editing)?;
    if let Some(poll) = &spec.poll {
        check_poll(poll, limits)?;
        if !spec.media.is_empty() {
            return Err(Text::PollAndFiles);
        }
    }
    if let Some(quoted) = &spec.quote {
        let status = state.visible(Some(who), quoted).ok_or(Text::QuoteDenied)?;
        let private = status.visibility == Visibility::Direct
            || (status.visibility == Visibility::Private && status.author != who);
        if private {
            return Err(Text::QuoteDenied);
        }
        if !spec.media.is_empty() || spec.poll.is_some() {
            return Err(Text::QuoteAndFiles);
        }
    }
    Ok(())
}

/// When a poll ends.
pub(crate) fn poll_end(state: &State, poll: &PollSpec) -> jiff::Timestamp {
    let seconds = i64::try_from(poll.expires_in).unwrap_or(0);
    state.now().checked_add(SignedDuration::from_secs(seconds)).unwrap_or(state.now())
}

fn check_media(
    state: &State,
    who: Who,
    spec: &PostSpec,
    editing: Option<&str>,
) -> Result<(), Text> {
    let max = state.config.limits.max_media_attachments;
    if spec.media.len() > max {
        return Err(Text::TooManyFiles(max));
    }
    let usable = |id: &String| {
        state.media.get(id).is_some_and(|media| {
            media.owner == who && (media.used_by.is_none() || media.used_by.as_deref() == editing)
        })
    };
    let missing: Vec<&str> =
        spec.media.iter().filter(|id| !usable(id)).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(Text::FileNotFound(missing.join(", ")));
    }
    let ready = |id: &String| {
        state.media.get(id).is_some_and(|media| media.processing == Processing::Ready)
    };
    if spec.media.iter().all(ready) { Ok(()) } else { Err(Text::FileNotReady) }
}

fn check_poll(poll: &PollSpec, limits: &Limits) -> Result<(), Text> {
    if poll.options.len() < 2 || poll.options.len() > limits.poll_max_options {
        return Err(Text::PollOptions);
    }
    let max = limits.poll_max_characters_per_option;
    if poll.options.iter().any(|option| option.is_empty() || option.chars().count() > max) {
        return Err(Text::PollOptionLength);
    }
    if poll.expires_in < limits.poll_min_expiration || poll.expires_in > limits.poll_max_expiration
    {
        return Err(Text::PollExpiry);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MastodonConfig;

    #[test]
    fn length_is_counted_as_the_server_does() {
        let limits = MastodonConfig::default().limits;
        for (text, spoiler, expected) in [
            ("Grüße", "", 5),
            ("👩‍👩‍👧 da", "", 4),
            ("https://example.org/a/very/long/path/that/would/be/more/than/that", "", 23),
            ("@clara@far.example hi", "", 9),
            ("hi", "Netz", 6),
        ] {
            assert_eq!(length(text, spoiler, &limits), expected, "{text}");
        }
    }
}
