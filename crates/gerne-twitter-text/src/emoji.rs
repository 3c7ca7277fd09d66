//! Emoji, however many characters one is put together of (Unicode Technical Standard 51).

use unicode_properties::{EmojiStatus, UnicodeEmoji as _};

const JOINER: char = '\u{200d}';
const AS_PICTURE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';

/// Regions that have a flag, as pairs of letters (CLDR).
const REGIONS: &str = "\
    ACADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCM\
    CNCOCPCRCUCVCWCXCYCZDEDGDJDKDMDODZEAECEEEGEHERESETEUFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGT\
    GUGWGYHKHMHNHRHTHUICIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMC\
    MDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPY\
    QARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTATCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUN\
    USUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

/// How many characters the emoji has that begins here; `None`: there is none.
pub(crate) fn at(text: &[char], at: usize) -> Option<usize> {
    if let Some(taken) = flag(text, at).or_else(|| key(text, at)) {
        return Some(taken);
    }
    let mut end = at + element(text, at)?;
    while text.get(end) == Some(&JOINER)
        && let Some(more) = element(text, end + 1)
    {
        end += 1 + more;
    }
    Some(end - at)
}

/// One picture with its skin, or shown as a picture by a selector, or with tags (flags of parts of
/// countries).
fn element(text: &[char], at: usize) -> Option<usize> {
    let c = *text.get(at)?;
    if !is_emoji(c) {
        return None;
    }
    let next = text.get(at + 1).copied();
    let mut taken = match next {
        Some(AS_PICTURE) if !is_picture(c) || is_sign(c) => 2,
        Some(next) if is_skin(next) && takes_skin(c) => 2,
        // Signs of texts are pictures only when they are asked to be.
        _ if matches!(c, '©' | '®') => return None,
        _ => 1,
    };
    let tags = text.iter().skip(at + taken).take_while(|c| is_tag(**c)).count();
    if tags > 0 && text.get(at + taken + tags) == Some(&'\u{e007f}') {
        taken += tags + 1;
    }
    Some(taken)
}

fn flag(text: &[char], at: usize) -> Option<usize> {
    let letter = |c: &char| -> Option<char> {
        let nth = u32::from(*c).checked_sub(0x1_f1e6).filter(|nth| *nth < 26)?;
        char::from_u32(u32::from('A') + nth)
    };
    let pair = [letter(text.get(at)?)?, letter(text.get(at + 1)?)?];
    let mut regions = REGIONS.chars();
    while let (Some(one), Some(other)) = (regions.next(), regions.next()) {
        if pair == [one, other] {
            return Some(2);
        }
    }
    None
}

fn key(text: &[char], at: usize) -> Option<usize> {
    if !text.get(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '#' | '*')) {
        return None;
    }
    match (text.get(at + 1), text.get(at + 2)) {
        (Some(&KEYCAP), _) => Some(2),
        (Some(&AS_PICTURE), Some(&KEYCAP)) => Some(3),
        _ => None,
    }
}

fn is_emoji(c: char) -> bool {
    // Digits and regional letters are emoji only together with others.
    !c.is_ascii() && !is_regional(c) && c.is_emoji_char()
}

/// Shown as a picture without being asked to: a selector is not part of it then.
fn is_picture(c: char) -> bool {
    matches!(
        c.emoji_status(),
        EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent
            | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
    )
}

/// Old signs that are pictures by default, and can be asked to be all the same.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '\u{231a}' | '\u{231b}' | '\u{25fd}' | '\u{25fe}' | '\u{2614}' | '\u{2615}' | '\u{2648}'
            ..='\u{2653}'
                | '\u{267f}'
                | '\u{2693}'
                | '\u{26a1}'
                | '\u{26aa}'
                | '\u{26ab}'
                | '\u{26bd}'
                | '\u{26be}'
                | '\u{26c4}'
                | '\u{26c5}'
                | '\u{26d4}'
                | '\u{26ea}'
                | '\u{26f2}'
                | '\u{26f3}'
                | '\u{26f5}'
                | '\u{26fa}'
                | '\u{26fd}'
                | '\u{2757}'
                | '\u{2b1b}'
                | '\u{2b1c}'
                | '\u{2b50}'
                | '\u{2b55}'
                | '\u{1f004}'
                | '\u{1f21a}'
                | '\u{1f22f}'
    )
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_skin(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007e}')
}

fn takes_skin(c: char) -> bool {
    matches!(
        c.emoji_status(),
        EmojiStatus::EmojiModifierBase | EmojiStatus::EmojiPresentationAndModifierBase
    )
}
