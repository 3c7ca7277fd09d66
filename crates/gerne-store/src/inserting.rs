//! Many rows in few statements of few shapes: each shape is prepared once, each statement is a round
//! trip to the database's thread or server.

use crate::{Engine, Reader, StoreError, db::Text, value::Arg};

/// Most rows in one statement.
const MANY: usize = 256;

/// Where rows go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Insert {
    /// Table and columns. The first of each row is never `NULL`.
    pub(crate) into: &'static str,
    /// What is made of the values, which are called `column1` and so on.
    pub(crate) select: &'static str,
    /// Behind the rows.
    pub(crate) end: &'static str,
}

impl From<&'static str> for Insert {
    fn from(into: &'static str) -> Self {
        Self { into, select: "*", end: "" }
    }
}

impl Reader {
    /// Inserts rows; how many were inserted, where the end of the statement lets some be left out.
    pub(crate) async fn insert_many(
        &mut self,
        insert: impl Into<Insert>,
        rows: Vec<Vec<Arg>>,
    ) -> Result<u64, StoreError> {
        let (insert, engine) = (insert.into(), self.engine());
        let (mut inserted, mut left) = (0, rows);
        while let Some(columns) = left.first().map(Vec::len) {
            let rest = left.split_off(MANY.min(left.len()));
            let shape = shape(left.len());
            let text = text(engine, insert, shape, columns);
            let missing = shape - left.len();
            let nothing: Vec<Arg> = left.first().into_iter().flatten().map(Arg::absent).collect();
            let nothing = std::iter::repeat_n(nothing, missing);
            let args = left.into_iter().chain(nothing).flatten().collect();
            inserted += self.run(Text::Built(text), args).await?;
            left = rest;
        }
        Ok(inserted)
    }
}

/// Rows of the statement that so many are put into: four shapes between a power of two and the next,
/// so that few are prepared and little is filled up. What platforms give at once fits exactly.
fn shape(rows: usize) -> usize {
    const PAGE: usize = 20;
    let shape = rows.next_multiple_of((rows.next_power_of_two() / 8).max(1));
    shape.min(rows.next_multiple_of(PAGE))
}

/// The statement for so many rows of so many columns. Rows that begin with `NULL` fill the shape up
/// and are left out.
///
/// SQLite keeps the names of parameters in a list that it walks along for each of them, so that a
/// thousand names cost a million steps whenever they are bound: there they have none.
fn text(engine: Engine, insert: Insert, rows: usize, columns: usize) -> String {
    let Insert { into, select, end } = insert;
    let plain = rows == 1 && select == "*";
    let mut text = String::with_capacity(into.len() + end.len() + rows * (columns * 6 + 3) + 96);
    text.push_str(into);
    if plain {
        text.push_str(" VALUES ");
    } else {
        text.extend([" SELECT ", select, " FROM (VALUES "]);
    }
    for row in 0..rows {
        text.push_str(if row > 0 { ",(" } else { "(" });
        for column in 0..columns {
            if column > 0 {
                text.push(',');
            }
            match engine {
                Engine::Sqlite => text.push('?'),
                Engine::Postgres => {
                    text.push('$');
                    text.push_str(&(row * columns + column + 1).to_string());
                }
            }
        }
        text.push(')');
    }
    if !plain {
        text.push_str(") AS given WHERE column1 IS NOT NULL");
    }
    text.push_str(end);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_is_filled_up() {
        let shapes: std::collections::BTreeSet<_> = (1..=MANY).map(shape).collect();
        assert!(shapes.len() <= 36, "{shapes:?}");
        for rows in 1..=MANY {
            assert!((rows..=rows + rows / 4).contains(&shape(rows)), "{rows}");
        }
        assert_eq!((shape(100), shape(99), shape(80), shape(200)), (100, 100, 80, 200));
    }

    #[test]
    fn shapes_are_few_and_what_fills_them_up_is_left_out() {
        let insert =
            Insert { end: " ON CONFLICT DO NOTHING", ..Insert::from("INSERT INTO t (a, b)") };
        assert_eq!(
            text(Engine::Sqlite, insert, 1, 2),
            "INSERT INTO t (a, b) VALUES (?,?) ON CONFLICT DO NOTHING"
        );
        assert_eq!(
            text(Engine::Postgres, insert, 2, 2),
            "INSERT INTO t (a, b) SELECT * FROM (VALUES ($1,$2),($3,$4)) AS given \
             WHERE column1 IS NOT NULL ON CONFLICT DO NOTHING"
        );
    }
}
