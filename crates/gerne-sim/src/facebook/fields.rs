//! `fields=id,comments.limit(25).order(chronological){id,from}` taken apart.

use super::problem::{Answer, Problem};
use crate::params::Params;

/// One wanted field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// Its modifiers: `limit`, `order`, `filter`, `since`, `after`, `summary`, …
    pub(crate) args: Vec<(String, String)>,
    pub(crate) sub: Vec<Field>,
}

impl Field {
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An edge with the parameters of a request.
    pub(crate) fn of_request(name: &str, params: &Params) -> Answer<Self> {
        let usual = ["access_token", "appsecret_proof", "appsecret_time", "fields"];
        let args = params
            .all()
            .filter(|(key, _)| !usual.contains(key))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        Ok(Self { name: name.to_owned(), args, sub: parse(params.get("fields"))? })
    }

    pub(crate) fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.arg(name), Some("true" | "1"))
    }
}

/// The list as it would be written.
pub(crate) fn written(fields: &[Field]) -> String {
    let one = |field: &Field| {
        let args: String =
            field.args.iter().map(|(name, value)| format!(".{name}({value})")).collect();
        let sub = if field.sub.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", written(&field.sub))
        };
        format!("{}{args}{sub}", field.name)
    };
    fields.iter().map(one).collect::<Vec<_>>().join(",")
}

/// The wanted fields; none when nothing is asked for.
pub(crate) fn parse(text: Option<&str>) -> Answer<Vec<Field>> {
    let text = text.unwrap_or_default();
    let mut reader = Reader { rest: text.trim() };
    if reader.rest.is_empty() {
        return Ok(Vec::new());
    }
    let fields = reader.list();
    match fields {
        Some(fields) if reader.rest.is_empty() => Ok(fields),
        _ => Err(Problem::syntax(text)),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn list(&mut self) -> Option<Vec<Field>> {
        let mut fields = vec![self.field()?];
        while self.take(',') {
            fields.push(self.field()?);
        }
        Some(fields)
    }

    fn field(&mut self) -> Option<Field> {
        let mut field = Field { name: self.word()?, ..Field::default() };
        loop {
            if self.take('.') {
                let name = self.word()?;
                if !self.take('(') {
                    return None;
                }
                let (value, rest) = self.rest.split_once(')')?;
                field.args.push((name, value.to_owned()));
                self.rest = rest;
            } else if self.take('{') {
                field.sub = self.list()?;
                if !self.take('}') {
                    return None;
                }
            } else {
                return Some(field);
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.trim_start();
        (!word.is_empty()).then(|| word.to_owned())
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            None => false,
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_with_modifiers() {
        let text = "id,comments.limit(25).order(chronological){id,from{name},parent},message";
        let fields = parse(Some(text)).unwrap();
        assert_eq!(written(&fields), text);
        assert_eq!(fields[1].arg("limit"), Some("25"));
        assert_eq!(fields[1].sub[1].sub, [Field::named("name")]);
        assert_eq!(parse(None).unwrap(), []);
        for bad in ["id,", "comments{id", "comments.limit", "id}", "a b"] {
            assert!(parse(Some(bad)).is_err(), "{bad}");
        }
    }
}
