//! Just enough of Rust's lexis to tell code from comments and tests from the rest.

/// The source with every comment blanked out. Line numbers stay as they are; texts in quotes stay.
pub(super) fn without_comments(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(&here) = chars.get(at) {
        let end = match (here, chars.get(at + 1)) {
            ('/', Some('/')) => {
                at = line_end(&chars, at);
                continue;
            }
            ('/', Some('*')) => {
                let end = block_end(&chars, at);
                out.extend(chars.get(at..end).unwrap_or_default().iter().filter(|c| **c == '\n'));
                at = end;
                continue;
            }
            ('"', _) => quote_end(&chars, at + 1),
            ('\'', _) => char_end(&chars, at),
            ('r', _) if !follows_word(&chars, at) => raw_end(&chars, at).unwrap_or(at + 1),
            _ => at + 1,
        };
        out.extend(chars.get(at..end).unwrap_or_default());
        at = end;
    }
    out
}

/// The source up to its inline test module, which by our custom comes last.
pub(super) fn without_tests(source: &str) -> &str {
    let mut start = 0;
    let mut gate = None;
    for line in source.split_inclusive('\n') {
        let bare = line.trim();
        if bare == "#[cfg(test)]" {
            gate = Some(start);
        } else if let Some(gate) = gate.take_if(|_| !bare.starts_with("#["))
            && bare.starts_with("mod ")
            && bare.ends_with('{')
        {
            return source.get(..gate).unwrap_or(source);
        }
        start += line.len();
    }
    source
}

/// Whether a file is there for tests only.
pub(super) fn is_test_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.starts_with("tests/")
        || ["/tests/", "/fixtures/", "/e2e/", "/testing/"].iter().any(|part| path.contains(part))
        || ["tests.rs", "_test.rs", "_tests.rs", ".test.ts", ".spec.ts"]
            .iter()
            .any(|end| name.ends_with(end))
}

fn line_end(chars: &[char], from: usize) -> usize {
    chars.iter().skip(from).position(|c| *c == '\n').map_or(chars.len(), |n| from + n)
}

/// Block comments nest.
fn block_end(chars: &[char], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while at < chars.len() {
        match (chars.get(at), chars.get(at + 1)) {
            (Some('/'), Some('*')) => (at, depth) = (at + 2, depth + 1),
            (Some('*'), Some('/')) => (at, depth) = (at + 2, depth.saturating_sub(1)),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn quote_end(chars: &[char], mut at: usize) -> usize {
    while let Some(&here) = chars.get(at) {
        match here {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// A character in quotes, or the mark of a lifetime.
fn char_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let closing = chars.iter().skip(at + 3).position(|c| *c == '\'');
            closing.map_or(at + 1, |n| at + 4 + n)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}

fn follows_word(chars: &[char], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| chars.get(before))
        .is_some_and(|c| (c.is_alphanumeric() && *c != 'b') || *c == '_')
}

/// The end of `r"…"` or `r#"…"#`; `None` when this is an ordinary word.
fn raw_end(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars.iter().skip(at + 1).take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    (chars.get(open) == Some(&'"')).then(|| {
        let mut at = open + 1;
        while at < chars.len() {
            let closes = chars.get(at) == Some(&'"')
                && chars.iter().skip(at + 1).take(hashes).filter(|c| **c == '#').count() == hashes;
            if closes {
                return at + 1 + hashes;
            }
            at += 1;
        }
        chars.len()
    })
}

#[test]
fn comments_go_and_texts_stay() {
    let table = [
        ("let a = 1; // why\nb", "let a = 1; \nb"),
        ("/* one /* two */ still */ code", " code"),
        ("a /* x\ny */ b", "a \n b"),
        (r#"let url = "https://example"; // gone"#, r#"let url = "https://example"; "#),
        (r#"let q = "a \" // b";"#, r#"let q = "a \" // b";"#),
        (r##"let r = r#"one "two" // three"#; // four"##, r##"let r = r#"one "two" // three"#; "##),
        (r#"let c = '"'; // gone"#, r#"let c = '"'; "#),
        (r"let c = '\''; // gone", r"let c = '\''; "),
        ("fn f<'a>(x: &'a str) {} // gone", "fn f<'a>(x: &'a str) {} "),
        ("let bar = var; // gone", "let bar = var; "),
    ];
    for (source, expected) in table {
        assert_eq!(without_comments(source), expected, "of {source}");
    }
}

#[test]
fn inline_tests_are_cut_off_and_test_helpers_are_not() {
    let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n";
    assert_eq!(without_tests(source), "fn a() {}\n");
    let helper = "#[cfg(test)]\nfn only_in_tests() {}\nfn a() {}\n";
    assert_eq!(without_tests(helper), helper);
    let module = "#[cfg(test)]\nmod tests;\nfn a() {}\n";
    assert_eq!(without_tests(module), module);
    let expecting = "fn a() {}\n#[cfg(test)]\n#[expect(x, reason = \"y\")]\nmod tests {\n}\n";
    assert_eq!(without_tests(expecting), "fn a() {}\n");
}
