//! How long the name of a host becomes when it is encoded (RFC 3492).

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// Characters of the encoded label, without what stands before it; far too many for what cannot be
/// encoded.
pub(crate) fn length(label: &[char]) -> usize {
    try_length(label).unwrap_or(usize::MAX / 4)
}

fn try_length(label: &[char]) -> Option<usize> {
    let basic = label.iter().filter(|c| c.is_ascii()).count();
    let mut out = if basic > 0 { basic + 1 } else { 0 };
    let total = u32::try_from(label.len()).ok()?;
    let basic = u32::try_from(basic).ok()?;
    let (mut n, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    while handled < total {
        let next = label.iter().map(|c| u32::from(*c)).filter(|c| *c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.iter().map(|c| u32::from(*c)) {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c == n {
                out += digits(delta, bias);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(out)
}

/// How many digits a number takes.
fn digits(mut number: u32, bias: u32) -> usize {
    let mut count = 1;
    let mut k = BASE;
    loop {
        let t = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if number < t {
            return count;
        }
        number = (number - t) / (BASE - t);
        count += 1;
        k += BASE;
    }
}

fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / handled;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn names_of_the_standard() {
        for (label, encoded) in [
            ("bücher", "bcher-kva"),
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("そのスピードで", "d9juau41awczczp"),
        ] {
            let label: Vec<char> = label.chars().collect();
            assert_eq!(length(&label), encoded.len(), "{encoded}");
        }
    }
}
