//! The suite is whole: every public method is called in it.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_public_method_is_in_the_suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut public = BTreeSet::new();
    for file in files(&root.join("src")) {
        methods(&fs::read_to_string(&file).unwrap(), &mut public);
    }
    assert!(public.len() > 150, "the reading of the source is broken: {}", public.len());
    let mut suite = String::new();
    for file in files(&root.join("tests/it/conformance")) {
        suite.push_str(&fs::read_to_string(file).unwrap());
    }
    suite.push_str(&fs::read_to_string(root.join("tests/it/support.rs")).unwrap());
    suite.push_str(&fs::read_to_string(root.join("tests/it/blobs.rs")).unwrap());
    let missing: Vec<&String> = public
        .iter()
        .filter(|name| {
            !suite.contains(&format!(".{name}(")) && !suite.contains(&format!("::{name}("))
        })
        .collect();
    assert!(missing.is_empty(), "not in the conformance suite: {missing:?}");
}

#[test]
fn the_reading_of_the_source_finds_methods() {
    let source = "impl Reader {\n    /// Doc.\n    pub async fn a(&mut self) {}\n    async fn b() {}\n}\n\
                  impl Tx<'_> {\n    pub fn c(&self) {}\n    pub(crate) async fn d() {}\n}\n\
                  impl Other {\n    pub fn e() {}\n}\n";
    let mut found = BTreeSet::new();
    methods(source, &mut found);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "c"]);
}

/// The public methods of the types that stand between us and the database.
fn methods(source: &str, found: &mut BTreeSet<String>) {
    let mut inside = false;
    for line in source.lines() {
        if line.starts_with("impl") {
            inside = ["impl Store {", "impl Reader {", "impl Tx<'_> {", "impl Log {"]
                .iter()
                .any(|head| line.starts_with(head));
        } else if line.starts_with('}') {
            inside = false;
        } else if inside {
            let line = line.trim_start();
            let name = line.strip_prefix("pub async fn ").or_else(|| line.strip_prefix("pub fn "));
            let end = |name: &str| name.find(['(', '<']).unwrap_or(name.len());
            if let Some(name) = name {
                found.insert(name.chars().take(end(name)).collect());
            }
        }
    }
}

/// The sources below a folder, without what serves tests.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.ends_with("testing") {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}
