//! The header as it stands: names and unfolded values, without decoding.

/// Most bytes of a header that are looked at.
const MOST: usize = 256 << 10;

/// The fields of a header, in the order they stand, and where the body starts.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    all: Vec<(&'a str, String)>,
}

impl<'a> Fields<'a> {
    /// Reads the fields at the start of a mail. Lines that are no field are passed over.
    pub(crate) fn of(raw: &'a [u8]) -> Self {
        let mut all: Vec<(&'a str, String)> = Vec::new();
        for line in lines(raw) {
            match line {
                Line::More(text) => {
                    if let Some((_, value)) = all.last_mut() {
                        value.push(' ');
                        value.push_str(&text);
                    }
                }
                Line::Field(name, value) => all.push((name, value)),
                Line::Other => {}
            }
        }
        Self { all }
    }

    /// The first value of a field: the one that was put on last, on top.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.every(name).next()
    }

    /// All values of a field.
    pub(crate) fn every<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        let same = move |field: &&(&str, String)| field.0.eq_ignore_ascii_case(name);
        self.all.iter().filter(same).map(|(_, value)| value.as_str())
    }

    /// Whether any of these fields is there.
    pub(crate) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.first(name).is_some())
    }
}

enum Line<'a> {
    Field(&'a str, String),
    More(String),
    Other,
}

fn lines(raw: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let head = raw.get(..header_end(raw).min(MOST)).unwrap_or(raw);
    head.split(|byte| *byte == b'\n').map(|line| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
            return Line::More(plain(line));
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let field = colon.and_then(|at| {
            let (name, value) = line.split_at_checked(at)?;
            let name = str::from_utf8(name).ok()?.trim_end();
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
            is_name.then(|| Line::Field(name, plain(value.get(1..).unwrap_or_default())))
        });
        field.unwrap_or(Line::Other)
    })
}

fn plain(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().replace('\0', "")
}

/// Where the empty line is that ends the header, in bytes; the whole length when there is none.
pub(crate) fn header_end(raw: &[u8]) -> usize {
    let mut at = 0;
    for line in raw.split_inclusive(|byte| *byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            return at;
        }
        at += line.len();
    }
    raw.len()
}

/// Ids between angle brackets; without brackets, what looks like one.
pub(crate) fn ids(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, next)) = after.split_once('>') else { break };
        found.extend(id_of(id));
        rest = next;
    }
    if found.is_empty() {
        found.extend(value.split_whitespace().filter(|word| word.contains('@')).filter_map(id_of));
    }
    found
}

/// An id without brackets and spaces around it; `None` when nothing is left, or far too much.
pub(crate) fn id_of(text: &str) -> Option<String> {
    let id = text.trim().trim_matches(['<', '>', ',', ';']).trim();
    (!id.is_empty() && id.len() <= 998).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Fields, header_end, ids};

    #[test]
    fn fields_are_unfolded() {
        let raw = b"A: 1\r\nReferences: <a@b>\r\n\t<c@d>\r\nno field\r\na: 2\r\n\r\nB: in the body";
        let fields = Fields::of(raw);
        assert_eq!(fields.first("a"), Some("1"));
        assert_eq!(fields.every("A").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(fields.first("References"), Some("<a@b> <c@d>"));
        assert_eq!(fields.first("B"), None);
        assert_eq!(header_end(b"A: 1\n\nB"), 5);
        assert_eq!(header_end(b"A: 1"), 4);
    }

    #[test]
    fn ids_lose_their_brackets() {
        let table: [(&str, &[&str]); 6] = [
            ("<a@b>", &["a@b"]),
            ("<a@b><c@d> <e@f>", &["a@b", "c@d", "e@f"]),
            ("Your message of \"Mon\" <a@b>", &["a@b"]),
            ("a@b", &["a@b"]),
            ("<>", &[]),
            ("<a@b", &["a@b"]),
        ];
        for (value, expected) in table {
            assert_eq!(ids(value), expected, "{value}");
        }
    }
}
