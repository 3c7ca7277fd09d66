//! Sequence sets (RFC 3501, 9 `sequence-set`).

use super::args::Bad;

/// Ranges, both ends included; `*` is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set(Vec<(Option<u32>, Option<u32>)>);

impl Set {
    pub(super) fn read(text: &str) -> Result<Self, Bad> {
        let number = |text: &str| match text {
            "*" => Ok(None),
            digits => match digits.parse::<u32>() {
                Ok(0) | Err(_) => Err(Bad::new("bad sequence set")),
                Ok(number) => Ok(Some(number)),
            },
        };
        let range = |part: &str| match part.split_once(':') {
            None => number(part).map(|one| (one, one)),
            Some((from, to)) => Ok((number(from)?, number(to)?)),
        };
        text.split(',').map(range).collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// Whether `number` is in it when `largest` is the last one. A range may run backwards, so that
    /// `99999:*` holds the last one however small it is.
    pub(super) fn holds(&self, number: u32, largest: u32) -> bool {
        self.0.iter().any(|(from, to)| {
            let (from, to) = (from.unwrap_or(largest), to.unwrap_or(largest));
            (from.min(to)..=from.max(to)).contains(&number)
        })
    }

    /// The largest number that is named, if no `*` is.
    pub(super) fn named_end(&self) -> Option<u32> {
        let ends = self.0.iter().map(|(from, to)| Some((*from)?.max((*to)?)));
        ends.collect::<Option<Vec<u32>>>()?.into_iter().max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (set, held) in [
            ("2", vec![2]),
            ("2:4", vec![2, 3, 4]),
            ("4:2", vec![2, 3, 4]),
            ("1,5:*", vec![1, 5, 6]),
            ("*", vec![6]),
            ("99999:*", vec![6]),
        ] {
            let read = Set::read(set).unwrap();
            let all: Vec<u32> = (1..=6).filter(|one| read.holds(*one, 6)).collect();
            assert_eq!(all, held, "{set}");
        }
        for bad in ["", "0", "1:", "a", "1,,2", "-1"] {
            assert!(Set::read(bad).is_err(), "{bad}");
        }
        assert_eq!(Set::read("3,9:1").unwrap().named_end(), Some(9));
        assert_eq!(Set::read("3:*").unwrap().named_end(), None);
    }
}
