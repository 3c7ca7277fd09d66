//! Statements that are put together. Text is `'static`: only bound values come from outside.

use crate::{
    Engine,
    value::{Arg, ToArg},
};

/// A statement in the making.
#[derive(Debug, Default)]
pub(crate) struct Sql {
    text: String,
    args: Vec<Arg>,
    /// It began with parameters that were numbered already.
    numbered: bool,
}

impl Sql {
    /// Begins with `text`.
    pub(crate) fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), args: Vec::new(), numbered: false }
    }

    /// Begins with a statement whose parameters are numbered already.
    pub(crate) fn with(text: &'static str, args: Vec<Arg>) -> Self {
        Self { text: text.to_owned(), args, numbered: true }
    }

    /// Goes on with `text`.
    pub(crate) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Binds a value here.
    pub(crate) fn bind<T: ToArg + ?Sized>(&mut self, value: &T) -> &mut Self {
        self.bind_arg(value.to_arg())
    }

    /// Binds a list here: `($1, $2, $3)`. Padded to the next power of two by repeating the last
    /// one, so that few different texts are prepared. An empty list matches nothing.
    pub(crate) fn list<T: ToArg>(&mut self, values: &[T]) -> &mut Self {
        let Some(last) = values.last() else { return self.push("(NULL)") };
        let padded = values.len().next_power_of_two();
        self.push("(");
        for (n, value) in values.iter().chain(std::iter::repeat(last)).take(padded).enumerate() {
            if n > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }

    /// Binds rows here: `($1, $2), ($3, $4)`.
    pub(crate) fn rows(&mut self, rows: impl IntoIterator<Item = Vec<Arg>>) -> &mut Self {
        for (n, row) in rows.into_iter().enumerate() {
            self.push(if n > 0 { ", (" } else { "(" });
            for (m, arg) in row.into_iter().enumerate() {
                if m > 0 {
                    self.push(", ");
                }
                self.bind_arg(arg);
            }
            self.push(")");
        }
        self
    }

    /// The statement and what is bound. SQLite keeps the names of parameters in a list that it walks
    /// along for each of them: there they have none, and stand in the order of their values.
    pub(crate) fn into_parts(self, engine: Engine) -> (String, Vec<Arg>) {
        if self.numbered || engine == Engine::Postgres {
            return (self.text, self.args);
        }
        let mut pieces = self.text.split('$');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            text.push('?');
            text.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
        }
        (text, self.args)
    }

    fn bind_arg(&mut self, arg: Arg) -> &mut Self {
        self.args.push(arg);
        self.text.push('$');
        self.text.push_str(&self.args.len().to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_padded_and_numbered() {
        let mut sql = Sql::new("SELECT 1 WHERE a IN ");
        sql.list(&[1_i64, 2, 3]).push(" AND b = ").bind("x");
        let (text, args) = sql.into_parts(Engine::Postgres);
        assert_eq!(text, "SELECT 1 WHERE a IN ($1, $2, $3, $4) AND b = $5");
        assert_eq!(args.len(), 5);
        let mut sql = Sql::new("SELECT 1 WHERE a IN ");
        sql.list(&[1_i64, 2]).push(" AND b = 3");
        assert_eq!(sql.into_parts(Engine::Sqlite).0, "SELECT 1 WHERE a IN (?, ?) AND b = 3");
        let mut none = Sql::new("a IN ");
        none.list::<i64>(&[]);
        assert_eq!(none.into_parts(Engine::Sqlite).0, "a IN (NULL)");
    }
}
