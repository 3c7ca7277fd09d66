//! Reads what a request says. Where it does not fit, its sender is told which field, what stood
//! there and what is expected, in words of JSON and not of our code.

mod misfit;
mod told;
mod words;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::problem::{Answer, Problem};
use told::Told;

/// A JSON body; `kind` is what it says that it is, where that is something else. Fields that are not known are refused: who misspells one would believe it done.
///
/// # Errors
/// `request.malformed`, with the fields that do not fit.
pub(crate) fn body<T: DeserializeOwned>(json: &[u8], kind: Option<&str>) -> Answer<T> {
    let value: Value = serde_json::from_slice(json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let detail = match kind {
            // What curl says when nobody tells it what it sends.
            Some(kind) => format!("not JSON but, as it says, {kind}; send application/json"),
            None if error.is_eof() => "not JSON: it ends too early".to_owned(),
            None => "not JSON".to_owned(),
        };
        Problem::malformed(format!("{detail}, near line {line} column {column}"))
    })?;
    T::deserialize(Told::body(value)).map_err(|misfit| Problem::misfit(misfit.errors()))
}

/// One value of a query string that is read by hand.
///
/// # Errors
/// What is expected, and what was found.
pub(crate) fn value<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    T::deserialize(Told::query(Value::from(text))).map_err(|misfit| {
        let first = misfit.errors().into_iter().next();
        first.and_then(|error| error.detail).unwrap_or_default()
    })
}

/// A word that is none of those that may stand there, in words.
pub(crate) fn not_one_of(found: &str, known: &[&str]) -> String {
    let meant = words::meant(found, known).map(|word| format!("; did you mean `{word}`?"));
    let (known, found) = (words::one_of(known), words::quoted(found));
    format!("expected {known}, found {found}{}", meant.unwrap_or_default())
}

/// A query string. Parameters that are not known are passed over: several readers share one.
///
/// # Errors
/// `request.malformed`, with the parameter that does not fit.
pub(crate) fn query<T: DeserializeOwned>(query: &str) -> Answer<T> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let all: Map<String, Value> =
        pairs.map(|(name, value)| (name.into_owned(), Value::from(value.into_owned()))).collect();
    let told = Told::query(Value::Object(all));
    T::deserialize(told).map_err(|misfit| Problem::misfit(misfit.errors()))
}
