//! What the checks read: every text file that belongs to the project.

use std::{path::Path, process::Command, sync::OnceLock};

/// One file, its path seen from the root of the project.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) path: String,
    pub(super) text: String,
}

impl Page {
    /// A sample for a test.
    pub(super) fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    pub(super) fn has_extension(&self, wanted: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, extension)| wanted.contains(&extension))
    }
}

/// The folder that holds the workspace.
pub(super) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// All text files that git tracks, or would track. Ignored ones are nobody's business.
pub(super) fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let listing = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root())
            .output()
            .expect("git must be installed to run the tidy checks");
        assert!(
            listing.status.success(),
            "the tidy checks need a git checkout to know what is ours"
        );
        let mut paths: Vec<_> = listing
            .stdout
            .split(|byte| *byte == 0)
            .filter_map(|path| str::from_utf8(path).ok())
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths.into_iter().filter_map(read).collect()
    })
}

/// Fails with all complaints at once: one run shows all there is to do.
pub(super) fn settle(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n\n"));
}

/// `None` for folders, for files that are gone but still in the index, and for what is not text.
fn read(path: &str) -> Option<Page> {
    let text = std::fs::read_to_string(root().join(path)).ok()?;
    Some(Page { path: path.to_owned(), text })
}

#[test]
fn the_house_is_found() {
    let pages = pages();
    assert!(pages.iter().any(|page| page.path == "Cargo.toml"), "the root manifest is missing");
    assert!(pages.iter().any(|page| page.path == "tests/it/tidy/house.rs"), "this file is missing");
    assert!(!pages.iter().any(|page| page.path.starts_with("target/")), "build output was read");
}
