//! Which crate may use which, and what every manifest must say.

use toml::{Table, Value};

use super::house::{Page, pages, settle};

/// The floor plan of `ARCHITECTURE.md`. A crate uses floors below its own, never its own or above.
const FLOORS: &[(&str, u8)] = &[
    ("gerne-domain", 1),
    ("gerne-text", 1),
    ("gerne-calendar", 1),
    ("gerne-mail", 1),
    ("gerne-twitter-text", 1),
    ("gerne-connector", 2),
    ("gerne-store", 2),
    ("gerne-rules", 2),
    ("gerne-language", 2),
    ("gerne-engine", 3),
    ("gerne-webapi", 3),
    ("gerne-api", 4),
    ("gerne", 5),
    ("gerne-demo", 6),
    ("gerne-scores", 7),
    ("gerne-bench", 7),
    ("gerne-tests", 7),
];
/// All connectors live on one floor, so that none can see another.
const CONNECTORS: (&str, u8) = ("gerne-connector-", 4);
/// Shows what a connector needs; keeps the same rules.
const EXAMPLE: &str = "minimal-connector";
/// Stands aside: uses nothing of ours. The demo takes it; tests may take it.
const SIM: &str = "gerne-sim";

/// Below the connectors, and none of their business: a connector translates; the engine keeps
/// cursors, counts attempts and writes to the store.
const BARRED: &[&str] = &["gerne-store", "gerne-engine"];

/// Crates of others that only some of ours may name, and why.
const RESERVED: &[(&str, &[&str], &str)] = &[
    (
        "axum",
        &["gerne-api", "gerne", SIM],
        "HTTP is served by gerne-api only; a test that needs a server uses gerne-sim",
    ),
    (
        "sqlx",
        &["gerne-store", "gerne-bench"],
        "the store is the one door to the database: add a method there (the bench measures floors)",
    ),
    (
        "anyhow",
        &["gerne", "gerne-demo", "gerne-scores", "gerne-bench", SIM],
        "only binaries may; a library returns an error of its own (thiserror) with a decision",
    ),
];

/// What one of our manifests says.
struct Manifest<'a> {
    path: &'a str,
    name: String,
    table: Table,
}

impl<'a> Manifest<'a> {
    /// `None` for the virtual root.
    fn read(page: &'a Page) -> Option<Self> {
        let table: Table = page.text.parse().expect("a manifest that cargo reads is valid TOML");
        let name = table.get("package")?.get("name")?.as_str()?.to_owned();
        Some(Self { path: &page.path, name, table })
    }

    fn uses(&self, section: &str) -> Vec<&str> {
        let whole = [Some(&self.table)];
        let targets = self.table.get("target").and_then(Value::as_table);
        let targets = targets.into_iter().flat_map(Table::values).map(Value::as_table);
        let sections = whole.into_iter().chain(targets).flatten().filter_map(|t| t.get(section));
        sections.filter_map(Value::as_table).flat_map(Table::keys).map(String::as_str).collect()
    }

    fn says(&self, section: &str, key: &str, value: bool) -> bool {
        self.table.get(section).and_then(|s| s.get(key)).and_then(Value::as_bool) == Some(value)
    }
}

fn floor(name: &str) -> Option<u8> {
    let listed = FLOORS.iter().find(|(crate_name, _)| *crate_name == name);
    let connector = || is_connector(name).then_some(CONNECTORS.1);
    listed.map(|(_, floor)| *floor).or_else(connector)
}

fn is_connector(name: &str) -> bool {
    name.starts_with(CONNECTORS.0) || name == EXAMPLE
}

fn is_ours(name: &str) -> bool {
    name == "gerne" || name.starts_with("gerne-")
}

fn arrows(manifest: &Manifest<'_>) -> Vec<String> {
    let Manifest { path, name, .. } = manifest;
    if name != SIM && floor(name).is_none() {
        return vec![format!(
            "{path}: {name} is on no floor. Give it one in FLOORS (tests/it/tidy/crates.rs) and in \
             ARCHITECTURE.md, with an ADR that says why it is a crate of its own."
        )];
    }
    let mut complaints = Vec::new();
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for used in manifest.uses(section).into_iter().filter(|used| is_ours(used)) {
            let complaint = if name == SIM {
                Some(format!(
                    "{SIM} stands aside and must not know {used}: speak the wire protocol."
                ))
            } else if used == SIM {
                let for_tests = section == "dev-dependencies";
                let allowed = ["gerne-demo", "gerne-scores", "gerne-bench", "gerne-tests"]
                    .contains(&name.as_str())
                    || for_tests;
                (!allowed).then(|| {
                    format!("only tests and the demo may use {SIM}: make it a dev-dependency.")
                })
            } else if used == name && section == "dev-dependencies" {
                // Its own test helpers, behind a feature.
                None
            } else {
                forbidden(name, used)
            };
            complaints.extend(complaint.map(|text| format!("{path}, [{section}]: {text}")));
        }
    }
    complaints
}

fn forbidden(name: &str, used: &str) -> Option<String> {
    let (own, below) = (floor(name)?, floor(used));
    if is_connector(name) && BARRED.contains(&used) {
        return Some(format!(
            "{name} must not use {used}. A connector translates; the engine keeps cursors, counts \
             attempts and writes to the store."
        ));
    }
    match below {
        None => Some(format!("{used} is on no floor.")),
        Some(below) if below < own => None,
        Some(below) => Some(format!(
            "{name} (floor {own}) must not use {used} (floor {below}). Move what both need to a \
             lower floor, or let {used} be handed in behind a trait."
        )),
    }
}

fn reserved(manifest: &Manifest<'_>) -> Vec<String> {
    let Manifest { path, name, .. } = manifest;
    let mut complaints = Vec::new();
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for used in manifest.uses(section) {
            for (_, allowed, reason) in RESERVED.iter().filter(|(reserved, ..)| *reserved == used) {
                if !allowed.contains(&name.as_str()) {
                    complaints.push(format!("{path}, [{section}]: {name} names {used}; {reason}."));
                }
            }
        }
    }
    complaints
}

fn habits(manifest: &Manifest<'_>, has_library: bool) -> Vec<String> {
    let Manifest { path, name, .. } = manifest;
    let mut complaints = Vec::new();
    if !manifest.says("lints", "workspace", true) {
        complaints
            .push(format!("{path}: add `[lints] workspace = true`: lints hold for everyone."));
    }
    if has_library && !manifest.says("lib", "doctest", false) {
        complaints.push(format!(
            "{path}: add `[lib] doctest = false`: each doctest links a binary of its own; write a \
             test instead."
        ));
    }
    let folder = path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
    if folder != name && name != "gerne-tests" {
        complaints.push(format!("{path}: the folder {folder} must be named as its crate, {name}."));
    }
    complaints
}

fn manifests() -> Vec<Manifest<'static>> {
    let pages = pages().iter().filter(|page| page.path.ends_with("Cargo.toml"));
    pages.filter_map(Manifest::read).collect()
}

#[test]
fn arrows_point_down() {
    settle(&manifests().iter().flat_map(arrows).collect::<Vec<_>>());
}

#[test]
fn reserved_crates_stay_where_they_belong() {
    settle(&manifests().iter().flat_map(reserved).collect::<Vec<_>>());
}

#[test]
fn manifests_keep_the_habits() {
    let has_library = |manifest: &Manifest<'_>| {
        let library = manifest.path.replace("Cargo.toml", "src/lib.rs");
        pages().iter().any(|page| page.path == library)
    };
    let all = manifests();
    settle(&all.iter().flat_map(|m| habits(m, has_library(m))).collect::<Vec<_>>());
}

/// The complaints of `check` about a crate `name` with these lines in its manifest.
fn about(name: &str, lines: &str, check: impl Fn(&Manifest<'_>) -> Vec<String>) -> Vec<String> {
    let text = format!("[package]\nname = \"{name}\"\n{lines}");
    let page = Page::sample(&format!("crates/{name}/Cargo.toml"), &text);
    check(&Manifest::read(&page).expect("the sample is a package"))
}

#[test]
fn a_forbidden_arrow_is_seen() {
    let table = [
        ("gerne-store", "[dependencies]\ngerne-domain.workspace = true", 0),
        ("gerne-store", "[dependencies]\ngerne-engine.workspace = true", 1),
        ("gerne-store", "[dependencies]\ngerne-connector.workspace = true", 1),
        ("gerne-store", "[dev-dependencies]\ngerne-engine.workspace = true", 1),
        ("gerne-engine", "[target.'cfg(unix)'.dependencies]\ngerne-api.workspace = true", 1),
        ("gerne-engine", "[build-dependencies]\ngerne-api.workspace = true", 1),
        ("gerne-connector-x", "[dependencies]\ngerne-connector-mastodon.workspace = true", 1),
        ("gerne-connector-x", "[dependencies]\ngerne-store.workspace = true", 1),
        ("gerne-connector-x", "[dependencies]\ngerne-sim.workspace = true", 1),
        ("gerne-connector-x", "[dev-dependencies]\ngerne-sim.workspace = true", 0),
        ("gerne", "[dependencies]\ngerne-sim.workspace = true", 1),
        ("gerne-demo", "[dependencies]\ngerne-sim.workspace = true", 0),
        ("gerne-sim", "[dependencies]\ngerne-domain.workspace = true", 1),
        ("gerne-sim", "[dev-dependencies]\ngerne-domain.workspace = true", 1),
        ("gerne-common", "", 1),
        ("gerne-engine", "[dependencies]\ngerne-common.workspace = true", 1),
        ("gerne-store", "[dev-dependencies]\ngerne-store.workspace = true", 0),
        ("minimal-connector", "[dependencies]\ngerne-connector.workspace = true", 0),
        ("minimal-connector", "[dependencies]\ngerne-store.workspace = true", 1),
        // A cycle always holds an arrow that does not point down.
        ("gerne-domain", "[dependencies]\ngerne-domain.workspace = true", 1),
    ];
    for (name, lines, expected) in table {
        let complaints = about(name, lines, arrows);
        assert_eq!(complaints.len(), expected, "{name} with {lines}: {complaints:?}");
    }
}

#[test]
fn a_crate_in_the_wrong_place_is_seen() {
    assert!(about("gerne-api", "[dependencies]\naxum.workspace = true", reserved).is_empty());
    assert_eq!(about("gerne-engine", "[dependencies]\naxum.workspace = true", reserved).len(), 1);
    assert_eq!(about("gerne-api", "[dev-dependencies]\nsqlx.workspace = true", reserved).len(), 1);
    assert_eq!(about("gerne-store", "[dependencies]\nanyhow = \"1\"", reserved).len(), 1);
}

#[test]
fn a_careless_manifest_is_seen() {
    let good = "[lib]\ndoctest = false\n[lints]\nworkspace = true";
    let habits = |manifest: &Manifest<'_>| habits(manifest, true);
    assert!(about("gerne-store", good, habits).is_empty());
    assert_eq!(about("gerne-store", "[lints]\nworkspace = true", habits).len(), 1);
    assert_eq!(about("gerne-store", "[lib]\ndoctest = false", habits).len(), 1);
    let page = Page::sample(
        "crates/store/Cargo.toml",
        &format!("[package]\nname = \"gerne-store\"\n{good}"),
    );
    assert_eq!(habits(&Manifest::read(&page).expect("a package")).len(), 1);
}
