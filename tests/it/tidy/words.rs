//! What no file of ours may say: where it lay on somebody's machine, and where its parts came from.

use super::house::{Page, pages, settle};

/// Roots of paths that exist on one machine only. Put together here, so that this file is clean.
fn machine_roots() -> Vec<String> {
    ["home", "root", "work", "Users", "mnt"].iter().map(|folder| format!("/{folder}/")).collect()
}

/// Absolute paths of a machine; `/var/lib/gerne` and the like are a package's and are fine.
fn machine_paths(page: &Page) -> Vec<String> {
    let roots = machine_roots();
    let starts_path = |line: &str, root: &str| {
        line.match_indices(root).any(|(at, _)| {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || ".-_/)}*~$".contains(c))
        })
    };
    let lines = page.text.lines().enumerate();
    let found = lines.filter_map(|(nth, line)| {
        let root = roots.iter().find(|root| starts_path(line, root))?;
        Some(format!(
            "{}:{}: holds an absolute path below {root}, which exists on one machine only. Take a \
             path relative to the project, or a temporary folder.",
            page.path,
            nth + 1
        ))
    });
    found.collect()
}

/// A lock file made behind a mirror names it, and then installs nowhere else.
fn strange_hosts(page: &Page) -> Vec<String> {
    let (mark, home) = match page.path.rsplit('/').next() {
        Some("package-lock.json") => ("\"resolved\": \"", "https://registry.npmjs.org/"),
        Some("Cargo.lock") => {
            ("source = \"", "registry+https://github.com/rust-lang/crates.io-index")
        }
        _ => return Vec::new(),
    };
    let sources = page.text.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
    let strange = sources.filter(|source| !source.starts_with(home));
    let complaints = strange.take(3).map(|source| {
        format!("{}: {source} is not the public registry ({home}). Write the lock anew.", page.path)
    });
    complaints.collect()
}

#[test]
fn no_path_of_a_machine() {
    settle(&pages().iter().flat_map(machine_paths).collect::<Vec<_>>());
}

#[test]
fn locks_name_the_public_registries() {
    settle(&pages().iter().flat_map(strange_hosts).collect::<Vec<_>>());
}

#[test]
fn a_path_of_a_machine_is_seen() {
    for root in machine_roots() {
        let bad = [format!("see {root}anna/notes.md"), format!("\"{root}a\""), format!("{root}a")];
        for text in bad {
            assert_eq!(machine_paths(&Page::sample("docs/a.md", &text)).len(), 1, "{text}");
        }
        let good =
            [format!("https://example.org{root}a"), format!("web{root}a"), format!("..{root}a")];
        for text in good {
            assert!(machine_paths(&Page::sample("docs/a.md", &text)).is_empty(), "{text}");
        }
    }
    assert!(machine_paths(&Page::sample("docs/a.md", "/var/lib/gerne, /etc/gerne")).is_empty());
}

#[test]
fn a_mirror_in_a_lock_is_seen() {
    let npm = |host: &str| format!("{{\"resolved\": \"https://{host}/a/-/a-1.tgz\"}}");
    let lock = |text: &str| strange_hosts(&Page::sample("web/package-lock.json", text)).len();
    assert_eq!(lock(&npm("registry.npmjs.org")), 0);
    assert_eq!(lock(&npm("mirror.example")), 1);
    let git = "[[package]]\nname = \"a\"\nsource = \"git+https://example.org/a\"";
    assert_eq!(strange_hosts(&Page::sample("Cargo.lock", git)).len(), 1);
}
