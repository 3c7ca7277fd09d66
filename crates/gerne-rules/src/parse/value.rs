//! Fields and what they are compared with.

use std::{collections::HashSet, ops::Range};

use super::{Parser, Part, Read, Stop};
use crate::{
    field::{CODES, Field, Kind as FieldKind, LANGUAGES, choice, meant, nearest},
    lex::{Kind, Token},
    tree::{Leaf, Number, Value},
};

impl Parser<'_> {
    pub(super) fn field(&mut self, name: &str, at: Range<usize>) -> Read<Part> {
        let at_least = Field::at_least(name);
        let Some(field) = at_least.or_else(|| Field::named(name)) else {
            return Err(self.unknown(name, &at));
        };
        let has_value = self.is_tight()
            && matches!(
                self.peek(),
                Some(
                    Kind::Word(_)
                        | Kind::Quoted(_)
                        | Kind::Open
                        | Kind::Bounds(..)
                        | Kind::Unclosed
                )
            );
        if !has_value {
            return Err(self.no_value(name, &at));
        }
        let mut values = if self.peek() == Some(&Kind::Open) {
            self.list(field, name, &at)?
        } else {
            vec![self.value(field, name)?]
        };
        if at_least.is_some() {
            for value in &mut values {
                if let Value::Between(Some(from), to) = value
                    && *to == Some(*from)
                {
                    *to = None;
                }
            }
        }
        let mut known = HashSet::with_capacity(values.len());
        values.retain(|value| known.insert(value.clone()));
        let at = at.start..self.before().end;
        Ok(Part::leaf(Leaf::Field(field, values), at))
    }

    /// `(a OR b)`, and blanks for people who leave the OR out.
    fn list(&mut self, field: Field, name: &str, whole: &Range<usize>) -> Read<Vec<Value>> {
        let open = self.place();
        self.at += 1;
        let mut values = Vec::new();
        loop {
            match self.peek() {
                Some(Kind::Close) if !values.is_empty() => break,
                Some(Kind::Close) => {
                    let end = self.place().end;
                    let problem = self.problems.error("bracket.empty", open.start..end);
                    problem.fixed_by(whole.start..end, "");
                    return Err(Stop);
                }
                Some(Kind::Unclosed) => return self.unclosed(),
                Some(Kind::Or) if !values.is_empty() => {
                    self.at += 1;
                    self.nothing_follows()?;
                }
                Some(Kind::Word(_) | Kind::Quoted(_) | Kind::Bounds(..)) => {
                    values.push(self.value(field, name)?);
                }
                None => {
                    let end = self.tokens.last().map_or(0, |last| last.at.end);
                    let problem = self.problems.error("bracket.never_closed", open);
                    problem.with("bracket", "(").fixed_by(end..end, ")");
                    return Err(Stop);
                }
                Some(_) => {
                    let at = self.place();
                    let is_and = self.peek() == Some(&Kind::And);
                    let problem = self.problems.error("field.list", at.clone());
                    problem.with("name", name).fixed_by(at, if is_and { "OR" } else { "" });
                    return Err(Stop);
                }
            }
        }
        self.at += 1;
        Ok(values)
    }

    fn value(&mut self, field: Field, name: &str) -> Read<Value> {
        let Some(Token { kind, at, .. }) = self.take() else {
            return Err(self.no_value(name, &(0..0)));
        };
        self.count(&at, 0)?;
        let text = match kind {
            Kind::Word(text) => text,
            Kind::Quoted(text) if !text.trim().is_empty() => text,
            Kind::Quoted(_) => {
                self.problems.error("quote.empty", at.clone()).fixed_by(at, "");
                return Err(Stop);
            }
            Kind::Bounds(from, to) => {
                let bound = |text: &str| if text == "*" { String::new() } else { text.to_owned() };
                format!("{}..{}", bound(&from), bound(&to))
            }
            _ => {
                self.at -= 1;
                return self.unclosed();
            }
        };
        match field.kind() {
            FieldKind::Number(least, most) => self.number(name, &text, &at, (least, most)),
            FieldKind::OneOf(choices) => match choice(choices, &text) {
                Some(found) => Ok(Value::Text(found.to_owned())),
                None => {
                    let list = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>();
                    let with =
                        meant(choices, &text).unwrap_or(list.first().copied().unwrap_or_default());
                    let problem = self.problems.error("field.value", at.clone());
                    problem.with("name", name).with("value", text).with("list", list.join(", "));
                    problem.fixed_by(at, with);
                    Err(Stop)
                }
            },
            FieldKind::Language => self.language(name, &text, &at),
            FieldKind::Name => {
                let plain = text.trim().trim_start_matches('@').to_owned();
                if plain.is_empty() {
                    Err(self.no_value(name, &at))
                } else {
                    Ok(Value::Text(plain))
                }
            }
            FieldKind::Words => {
                if gerne_text::tokens(&text).is_empty() {
                    return Err(self.no_value(name, &at));
                }
                Ok(Value::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")))
            }
            FieldKind::Characters => Ok(Value::Text(text)),
        }
    }

    fn unclosed<T>(&mut self) -> Read<T> {
        match self.primary() {
            Err(stop) => Err(stop),
            Ok(_) => Err(Stop),
        }
    }

    fn language(&mut self, name: &str, text: &str, at: &Range<usize>) -> Read<Value> {
        let lower = text.to_lowercase();
        let short = lower.split(['-', '_']).next().unwrap_or_default();
        let known = |code: &str| {
            LANGUAGES.iter().any(|(known, _)| *known == code)
                || CODES.split(' ').any(|known| known == code)
        };
        if known(short) {
            return Ok(Value::Text(short.to_owned()));
        }
        let meant = LANGUAGES.iter().find(|(_, names)| names.contains(&lower.as_str()));
        let like = meant.map(|(code, _)| *code).or_else(|| {
            let names = LANGUAGES.iter().flat_map(|(_, names)| names.iter().copied());
            let near = nearest(&lower, names)?;
            LANGUAGES.iter().find(|(_, names)| names.contains(&near)).map(|(code, _)| *code)
        });
        let like = like.unwrap_or("de");
        let problem = self.problems.error("field.language", at.clone());
        problem.with("name", name).with("value", text).with("like", like);
        problem.fixed_by(at.clone(), like);
        Err(Stop)
    }

    /// `100`, `>100`, `>=10k`, `100..500`, `100..`.
    fn number(
        &mut self,
        name: &str,
        text: &str,
        at: &Range<usize>,
        (least, most): (i64, i64),
    ) -> Read<Value> {
        let step = Number(if most <= 1 { 1 } else { Number::ONE });
        let Some((from, to, read)) = bounds(text, step) else {
            let digits: String = text.chars().filter(char::is_ascii_digit).take(9).collect();
            let example = if digits.is_empty() { example(least, most) } else { digits };
            let problem = self.problems.error("field.number", at.clone());
            problem.with("name", name).with("value", text).with("example", example.clone());
            problem.fixed_by(at.clone(), format!(">{example}"));
            return Err(Stop);
        };
        if let (Some(low), Some(high)) = (from, to)
            && low > high
        {
            let problem = self.problems.error("field.bounds", at.clone());
            problem.with("value", text);
            problem.fixed_by(at.clone(), format!("{}..{}", show(high), show(low)));
            return Err(Stop);
        }
        let (low, high) = (Number::whole(least), Number::whole(most));
        if from.is_some_and(|from| from > high) || to.is_some_and(|to| to < low) {
            let problem = self.problems.error("field.range", at.clone());
            problem.with("name", name).with("value", text);
            problem.with("least", least.to_string()).with("most", most.to_string());
            let whole = if from.is_some_and(|from| from > high) { most } else { least };
            problem.fixed_by(at.clone(), whole.to_string());
            return Err(Stop);
        }
        if let Some(number) = read {
            let problem = self.problems.warning("field.number_short", at.clone());
            problem.with("value", text).with("number", show(number));
        }
        Ok(Value::Between(from, to))
    }

    fn unknown(&mut self, name: &str, at: &Range<usize>) -> Stop {
        let name_at = at.start..at.end.saturating_sub(1);
        if let Some(like) = Field::like(name) {
            let problem = self.problems.error("field.unknown", at.clone());
            problem.with("name", name).with("like", like).fixed_by(name_at, like);
            return Stop;
        }
        let initial = name.chars().next().map(|c| c.to_ascii_lowercase());
        let names: Vec<&str> = Field::all().map(Field::canonical).collect();
        let same: Vec<&str> =
            names.iter().copied().filter(|known| known.chars().next() == initial).collect();
        let list = if same.is_empty() { names } else { same };
        // Most likely a colon in running text: without it, it is a word.
        let colon = at.end.saturating_sub(1)..at.end;
        let problem = self.problems.error("field.unknown_listed", at.clone());
        problem.with("name", name).with("list", list.join(", ")).fixed_by(colon, " ");
        Stop
    }

    fn no_value(&mut self, name: &str, at: &Range<usize>) -> Stop {
        let next = self.tokens.get(self.at);
        let joins = matches!(next.map(|token| &token.kind), Some(Kind::Word(_) | Kind::Quoted(_)));
        let fix = match next {
            Some(token) if joins && !token.tight => (at.end..token.at.start, ""),
            _ => (at.clone(), ""),
        };
        let problem = self.problems.error("field.no_value", at.clone());
        problem.with("name", name).fixed_by(fix.0, fix.1);
        Stop
    }
}

/// The least and the most, and a number that was written short.
type Bounds = (Option<Number>, Option<Number>, Option<Number>);

fn bounds(text: &str, step: Number) -> Option<Bounds> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        let one = |text: &str| if text.is_empty() { Some(None) } else { number(text).map(Some) };
        let (from, to) = (one(from)?, one(to)?);
        (from.is_some() || to.is_some()).then_some(())?;
        let short = from.filter(|n| n.1).or(to.filter(|n| n.1)).map(|n| n.0);
        return Some((from.map(|n| n.0), to.map(|n| n.0), short));
    }
    let after = |sign: &str| text.strip_prefix(sign).map(str::trim);
    let (bounds, read) = if let Some(rest) = after(">=").or_else(|| after("≥")) {
        let read = number(rest)?;
        ((Some(read.0), None), read)
    } else if let Some(rest) = after("<=").or_else(|| after("≤")) {
        let read = number(rest)?;
        ((None, Some(read.0)), read)
    } else if let Some(rest) = after(">") {
        let read = number(rest)?;
        ((Some(Number(read.0.0.saturating_add(step.0))), None), read)
    } else if let Some(rest) = after("<") {
        let read = number(rest)?;
        ((None, Some(Number(read.0.0.saturating_sub(step.0)))), read)
    } else {
        let read = number(text)?;
        ((Some(read.0), Some(read.0)), read)
    };
    Some((bounds.0, bounds.1, read.1.then_some(read.0)))
}

/// A number, and whether it is written short (`10k`). Dots and commas between thousands are
/// habits of two languages; one of them before fewer than three digits is a decimal sign.
fn number(text: &str) -> Option<(Number, bool)> {
    let lower = text.to_lowercase();
    let (digits, factor) = if let Some(digits) = lower.strip_suffix('k') {
        (digits, 1_000)
    } else if let Some(digits) = lower.strip_suffix("mio").or_else(|| lower.strip_suffix('m')) {
        (digits, 1_000_000)
    } else if let Some(digits) = lower.strip_suffix('d') {
        (digits, 1)
    } else {
        (lower.as_str(), 1)
    };
    let parts: Vec<&str> = digits.split(['.', ',', '_', '\'']).collect();
    let numeric = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if digits.len() > 15 || !parts.iter().all(numeric) {
        return None;
    }
    let thousands = parts.len() > 1 && parts.iter().skip(1).all(|part| part.len() == 3);
    let thousandths = match parts.as_slice() {
        [whole] => whole.parse::<i64>().ok()?.checked_mul(Number::ONE)?,
        _ if thousands && factor == 1 && parts.first() != Some(&"0") => {
            parts.concat().parse::<i64>().ok()?.checked_mul(Number::ONE)?
        }
        [whole, part] if part.len() <= 3 => {
            let scale = [1000, 100, 10, 1].get(part.len()).copied()?;
            let part = part.parse::<i64>().ok()?.checked_mul(scale)?;
            whole.parse::<i64>().ok()?.checked_mul(Number::ONE)?.checked_add(part)?
        }
        _ => return None,
    };
    Some((Number(thousandths.checked_mul(factor)?), factor > 1))
}

fn example(least: i64, most: i64) -> String {
    if most <= 1 { "0.5".to_owned() } else { least.max(most.min(100)).to_string() }
}

fn show(number: Number) -> String {
    crate::print::number(number)
}
