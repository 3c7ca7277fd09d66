//! Papers that point to nothing, and decisions that nobody can find.

use super::{
    house::{Page, pages, root, settle},
    rust::without_comments,
};

const DECISIONS: &str = "docs/adr/";
const INDEX: &str = "docs/adr/README.md";
/// Where each thing happens.
const MAP: &str = "docs/where.md";
/// Every decision has these, in this order.
const SECTIONS: [&str; 4] = ["## Context", "## Decision", "## Alternatives", "## Consequences"];
/// Most lines of a decision.
const DECISION: usize = 60;
/// Papers that must stay short enough to be read at one sitting.
const SHORT: &[(&str, usize)] = &[("ARCHITECTURE.md", 200), ("CONTRIBUTING.md", 80)];

/// Markdown without fenced blocks and without text in backticks: neither holds links.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines = text.lines().map(|line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fenced || fence {
            return String::new();
        }
        line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The targets of `[text](target)`.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    let after = prose.split("](").skip(1);
    after.filter_map(|rest| Some(rest.split([')', ' ']).next()?.to_owned())).collect()
}

/// A heading's address, as forges make it.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn has_heading(page: &Page, anchor: &str) -> bool {
    let headings =
        page.text.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    headings.map(slug).any(|slug| slug == anchor)
}

/// `docs/adr/README.md` and `../api.md` give `docs/api.md`.
fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn dead_links(page: &Page, all: &[Page], exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut complaints = Vec::new();
    for link in links(&page.text) {
        if link.is_empty() || link.contains("://") || link.starts_with("mailto:") {
            continue;
        }
        let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
        let target = if file.is_empty() { page.path.clone() } else { resolve(&page.path, file) };
        let there = all.iter().find(|other| other.path == target);
        if there.is_none() && !exists(&target) {
            complaints.push(format!("{}: the link to {link} leads nowhere.", page.path));
        } else if let Some(there) = there.filter(|_| !anchor.is_empty())
            && !has_heading(there, anchor)
        {
            complaints.push(format!("{}: {target} has no heading for #{anchor}.", page.path));
        }
    }
    complaints
}

/// Papers that a comment names and that nobody can open.
fn dead_mentions(page: &Page, all: &[Page]) -> Vec<String> {
    if !page.has_extension(&["rs"]) || page.path.starts_with("tests/it/tidy/") {
        return Vec::new();
    }
    let code = without_comments(&page.text);
    let names = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || "._-/".contains(c)));
        let papers =
            words.filter(|word| word.strip_suffix(".md").is_some_and(|name| !name.is_empty()));
        papers.map(str::to_owned).collect::<Vec<_>>()
    };
    let in_code = names(&code);
    let mut mentioned = names(&page.text);
    mentioned.retain(|name| !in_code.contains(name));
    mentioned.sort();
    mentioned.dedup();
    let lost = mentioned.into_iter().filter(|name| {
        let ends = |page: &Page| page.path == *name || page.path.ends_with(&format!("/{name}"));
        !all.iter().any(ends)
    });
    let complaints = lost
        .map(|name| format!("{}: a comment names {name}, which is not in the project.", page.path));
    complaints.collect()
}

/// Numbers that stand behind the word "decision", as in "(decision 0006)".
fn dead_decisions(page: &Page, all: &[Page]) -> Vec<String> {
    if !page.has_extension(&["rs", "ts", "svelte", "md", "sql", "sh"])
        || page.path.starts_with("tests/it/tidy/")
    {
        return Vec::new();
    }
    let after = page.text.split("decision ").skip(1);
    let numbers = after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
    let lost = numbers.filter(|number: &String| {
        let file = format!("{DECISIONS}{number}-");
        number.len() == 4 && !all.iter().any(|page| page.path.starts_with(&file))
    });
    let complaints =
        lost.map(|number| format!("{}: decision {number} is not in {DECISIONS}.", page.path));
    complaints.collect()
}

fn decisions(all: &[Page]) -> Vec<String> {
    let found = all.iter().filter(|page| page.path.starts_with(DECISIONS) && page.path != INDEX);
    let found: Vec<_> = found.collect();
    let Some(index) = all.iter().find(|page| page.path == INDEX) else {
        return vec![format!("{INDEX}: write the index of decisions.")];
    };
    let mut complaints = Vec::new();
    for (nth, page) in found.iter().enumerate() {
        let path = &page.path;
        let name = path.strip_prefix(DECISIONS).unwrap_or(path);
        if !name.starts_with(&format!("{:04}-", nth + 1)) {
            complaints
                .push(format!("{path}: expected number {:04}; numbers have no gap.", nth + 1));
        }
        if !index.text.contains(&format!("]({name})")) {
            complaints.push(format!("{path}: add it to {INDEX}: title, what it settles, status."));
        }
        let places: Vec<_> = SECTIONS.iter().map(|section| page.text.find(section)).collect();
        if places.iter().any(Option::is_none) || !places.is_sorted() {
            complaints.push(format!("{path}: needs {} in this order.", SECTIONS.join(", ")));
        }
        if page.text.lines().count() > DECISION {
            complaints.push(format!("{path}: more than {DECISION} lines; keep what is decided."));
        }
    }
    complaints
}

/// Files that the map names and that are not there. The first of a row is a whole path, with or
/// without `crates/`; the others share its folder, or are whole as well.
fn lost_on_the_map(map: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut complaints = Vec::new();
    for row in map.lines().filter(|line| line.starts_with('|')) {
        let mut folder = String::new();
        for name in row.split('`').skip(1).step_by(2) {
            let below = [String::new(), "crates/".to_owned(), folder.clone()];
            match below.iter().find(|below| exists(&format!("{below}{name}"))) {
                Some(below) if folder.is_empty() => {
                    let whole = format!("{below}{name}");
                    folder =
                        whole.rsplit_once('/').map_or(String::new(), |(it, _)| format!("{it}/"));
                }
                Some(_) => {}
                None => complaints.push(format!("{MAP}: {name} is not there.")),
            }
        }
    }
    complaints
}

fn overlong(page: &Page) -> Option<String> {
    let (_, most) = SHORT.iter().find(|(path, _)| *path == page.path)?;
    let lines = page.text.lines().count();
    (lines > *most).then(|| format!("{}: {lines} lines, at most {most}.", page.path))
}

#[test]
fn links_lead_somewhere() {
    let all = pages();
    let papers = all.iter().filter(|page| page.has_extension(&["md"]));
    let exists = |path: &str| root().join(path).exists();
    settle(&papers.flat_map(|page| dead_links(page, all, exists)).collect::<Vec<_>>());
}

#[test]
fn the_map_names_files_that_exist() {
    let map = pages().iter().find(|page| page.path == MAP).expect("there is a map");
    settle(&lost_on_the_map(&map.text, |path| root().join(path).exists()));
}

#[test]
fn a_file_that_is_not_on_the_ground_is_seen() {
    let there = ["crates/a/src/b.rs", "crates/a/src/c.rs", "web/d.ts"];
    let table = [
        ("| what | `a/src/b.rs`, `c.rs` |", 0),
        ("| what | `web/d.ts` |", 0),
        ("| what | `c.rs` |", 1),
        ("| what | `a/src/b.rs`, `d.ts` |", 1),
        ("no row: `x.rs`", 0),
    ];
    for (row, expected) in table {
        let complaints = lost_on_the_map(row, |path| there.contains(&path));
        assert_eq!(complaints.len(), expected, "{row}: {complaints:?}");
    }
}

#[test]
fn comments_name_papers_that_exist() {
    let all = pages();
    settle(&all.iter().flat_map(|page| dead_mentions(page, all)).collect::<Vec<_>>());
}

#[test]
fn decisions_are_indexed() {
    settle(&decisions(pages()));
}

#[test]
fn named_decisions_exist() {
    let all = pages();
    settle(&all.iter().flat_map(|page| dead_decisions(page, all)).collect::<Vec<_>>());
}

#[test]
fn short_papers_stay_short() {
    settle(&pages().iter().filter_map(overlong).collect::<Vec<_>>());
}

#[test]
fn a_dead_link_is_seen() {
    let other = Page::sample("docs/api.md", "# The API\n\n## Errors & codes\n");
    let table = [
        ("[api](../api.md)", 0),
        ("[api](../api.md#errors--codes)", 0),
        ("[api](../api.md#nothing)", 1),
        ("[api](api.md)", 1),
        ("[site](https://example.org/a.md)", 0),
        ("`[api](api.md)`", 0),
        ("```\n[api](api.md)\n```", 0),
        ("[folder](../../crates)", 0),
    ];
    for (text, expected) in table {
        let page = Page::sample("docs/adr/0001-a.md", text);
        let all = [page.clone(), other.clone()];
        let complaints = dead_links(&page, &all, |path| path == "crates");
        assert_eq!(complaints.len(), expected, "{text}: {complaints:?}");
    }
}

#[test]
fn a_paper_that_is_not_there_is_seen() {
    let all = [Page::sample("docs/api.md", "")];
    let table = [
        ("/// See `docs/api.md`.\nfn a() {}", 0),
        ("/// See `api.md`.\nfn a() {}", 0),
        ("/// See `plan.md` 3.\nfn a() {}", 1),
        ("let path = \"plan.md\"; // plan.md", 0),
    ];
    for (text, expected) in table {
        let page = Page::sample("crates/gerne-domain/src/a.rs", text);
        assert_eq!(dead_mentions(&page, &all).len(), expected, "{text}");
    }
}

#[test]
fn a_lost_decision_is_seen() {
    let index = |text: &str| Page::sample(INDEX, text);
    let good = SECTIONS.join("\n\nText.\n\n");
    let one = |name: &str, text: &str| Page::sample(&format!("{DECISIONS}{name}"), text);
    let listed = "[a](0001-a.md)";
    assert!(decisions(&[index(listed), one("0001-a.md", &good)]).is_empty());
    assert_eq!(decisions(&[one("0001-a.md", &good)]).len(), 1, "no index");
    assert_eq!(decisions(&[index(""), one("0001-a.md", &good)]).len(), 1, "not listed");
    assert_eq!(decisions(&[index("[a](0002-a.md)"), one("0002-a.md", &good)]).len(), 1, "a gap");
    assert_eq!(decisions(&[index(listed), one("0001-a.md", "## Context")]).len(), 1, "a part");
    let long = format!("{good}{}", "\nmore".repeat(DECISION));
    assert_eq!(decisions(&[index(listed), one("0001-a.md", &long)]).len(), 1, "too long");
}

#[test]
fn a_decision_that_is_not_there_is_seen() {
    let all = [Page::sample("docs/adr/0001-a.md", "")];
    let table = [("see decision 0001", 0), ("see decision 0002", 1), ("a decision 12 times", 0)];
    for (text, expected) in table {
        let page = Page::sample("crates/gerne-domain/src/a.rs", text);
        assert_eq!(dead_decisions(&page, &all).len(), expected, "{text}");
    }
}

#[test]
fn a_long_paper_is_seen() {
    let sample = |lines: usize| Page::sample("CONTRIBUTING.md", &"a\n".repeat(lines));
    assert!(overlong(&sample(80)).is_none());
    assert!(overlong(&sample(81)).is_some());
}
