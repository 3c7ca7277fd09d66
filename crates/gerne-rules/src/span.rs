//! Stretches of a text, in positions: what stands near what. The index and the plain evaluator
//! share the meaning of nearness, and nothing else.

/// First and last position.
pub(crate) type Span = (u32, u32);

/// Whether two stretches have at most so many words between, and what they cover together.
pub(crate) fn near(left: Span, right: Span, words: u32, ordered: bool) -> Option<Span> {
    let gap = if left.1 < right.0 {
        right.0 - left.1 - 1
    } else if right.1 < left.0 && !ordered {
        left.0 - right.1 - 1
    } else {
        // One word is not near itself, and what overlaps is not beside each other.
        return None;
    };
    (gap <= words).then(|| (left.0.min(right.0), left.1.max(right.1)))
}
