//! Learning from messages whose lines are known: one weighing for each line, a little for each part that was
//! weighed wrongly.

use std::ops::Range;

use jiff::civil::DateTime;

use super::{By, Found, Judge, KEYS, Line, Place, features::features, overlap, pieces, span};
use crate::{
    card::by_rules,
    facts::Known,
    hashed::shift,
    lex::lex,
    when::{Context, MondayToFriday},
};

/// How often each part is looked at.
const PASSES: usize = 8;
/// How far one part moves a weight.
const RATE: f32 = 0.05;
/// In how many parts something must occur to count.
const LEAST: u32 = 4;
/// Before anything is learnt, most parts are no line.
const GROUND: f32 = -3.0;

/// A message whose lines are known.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Where it was said.
    pub place: Place,
    /// Its words.
    pub text: String,
    /// What the rules find in it.
    pub found: Vec<Found>,
    /// The bytes of what stands on the card, and as what.
    pub lines: Vec<(Line, Range<usize>)>,
}

/// Our own matters, `seeds/cards.tsv`: on each line a message: whose, with a plus where it opens the matter;
/// when; the text; then each line of the card that it gave, as `kind=words`.
pub fn lessons() -> Vec<Lesson> {
    include_str!("../../../seeds/cards.tsv").lines().filter_map(lesson).collect()
}

fn lesson(line: &str) -> Option<Lesson> {
    let mut fields = line.split('\t');
    let (who, at, text) = (fields.next()?, fields.next()?, fields.next()?);
    let by = match who.trim_end_matches('+') {
        "C" => By::Customer,
        "U" => By::Us,
        "L" => By::Log,
        _ => return None,
    };
    let text = text.replace("\\n", "\n");
    let now = at.parse::<DateTime>().ok()?.in_tz("Europe/Berlin").ok()?;
    let context = Context::reporting(now, &MondayToFriday);
    let lines = fields.filter_map(|field| {
        let (line, words) = field.split_once('=')?;
        let start = text.find(&words.replace("\\n", "\n"))?;
        Some((Line::named(line)?, start..start + words.replace("\\n", "\n").len()))
    });
    let lines = lines.collect();
    let found = by_rules(&text, by, &context, &Known::default());
    Some(Lesson { place: Place { by, opens: who.ends_with('+') }, text, found, lines })
}

/// A part, and which lines it is: 1 or 0.
type Row = (Vec<(u32, f32)>, [f32; 8]);

/// Learns. The same lessons in the same order give the same.
pub fn learn(lessons: &[Lesson]) -> Judge {
    let mut rows: Vec<Row> = lessons.iter().flat_map(rows).collect();
    let mut seen = vec![0_u32; KEYS];
    for (key, _) in rows.iter().flat_map(|(features, _)| features) {
        seen.get_mut(*key as usize).into_iter().for_each(|count| *count += 1);
    }
    for (features, _) in &mut rows {
        features.retain(|(key, _)| seen.get(*key as usize).is_some_and(|count| *count >= LEAST));
    }
    let mut judge = Judge { weights: vec![[0.0; 8]; KEYS], bias: [GROUND; 8] };
    let (mut moved, mut bias_moved) = (vec![[0.0; 8]; KEYS], [0.0; 8]);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut dice = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..PASSES {
        crate::hashed::shuffle(&mut order, &mut dice);
        for (features, said) in order.iter().filter_map(|at| rows.get(*at)) {
            let mut wrong = judge.shares(features);
            wrong.iter_mut().zip(said).for_each(|(wrong, said)| *wrong -= said);
            shift(&mut judge.bias, &mut bias_moved, &wrong, 1.0, RATE);
            for (key, value) in features {
                let key = *key as usize;
                if let (Some(weights), Some(moved)) =
                    (judge.weights.get_mut(key), moved.get_mut(key))
                {
                    shift(weights, moved, &wrong, *value, RATE);
                }
            }
        }
    }
    judge
}

fn rows(lesson: &Lesson) -> Vec<Row> {
    let toks = lex(&lesson.text);
    let pieces = pieces(&toks);
    let all = features(&toks, &pieces, lesson.place, &lesson.found);
    let rows = pieces.iter().zip(all).map(|(piece, features)| {
        let here = span(&toks, piece);
        let mut said = [0.0; 8];
        for (line, _) in lesson.lines.iter().filter(|(_, there)| overlap(&here, there)) {
            said[*line as usize] = 1.0;
        }
        (features, said)
    });
    rows.collect()
}
