//! The console's own floors: `core` knows no screen, what areas share knows no area, areas know no
//! other area. Only files right below `src` put areas together.

use super::house::{Page, pages, settle};

const SOURCE: &str = "web/src/";
/// Folders of `web/src` that are no areas, lowest first: each may import from those before it.
const SHARED: [&str; 9] =
    ["core", "i18n", "ui", "memory", "notice", "talk", "time", "house", "shell"];

/// The folder right below `web/src`; empty for files that lie in it directly.
fn area(path: &str) -> Option<&str> {
    let inside = path.strip_prefix(SOURCE)?;
    Some(inside.split_once('/').map_or("", |(area, _)| area))
}

/// What the texts after `from` and inside `import(…)` name, and whether it is types only: those are
/// gone before anything runs.
fn imports(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let starts = ["from '", "from \"", "import('", "import(\"", "import '", "import \""];
    starts.into_iter().flat_map(move |start| {
        text.match_indices(start).filter_map(move |(at, _)| {
            let before = text.get(..at)?.rsplit("import ").next()?;
            let target = text.get(at + start.len()..)?.split(['\'', '"']).next()?;
            Some((target, before.starts_with("type ")))
        })
    })
}

/// `web/src/inbox/list/Row.svelte` and `../../ui/Badge.svelte` give `web/src/ui/Badge.svelte`.
fn resolve(from: &str, target: &str) -> Option<String> {
    // `$core/time.ts`; `$app` is a file of its own and no area.
    if let Some(inside) = target.strip_prefix('$') {
        let folder = inside.split_once('/').map_or("", |_| inside);
        return Some(format!("{SOURCE}{folder}"));
    }
    if !target.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn check(page: &Page) -> Vec<String> {
    let Some(own) = area(&page.path) else { return Vec::new() };
    if !page.has_extension(&["ts", "svelte", "js"]) || own.is_empty() {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (target, types_only) in imports(&page.text) {
        let path = &page.path;
        if own == "core" && (target == "svelte" || target.starts_with("svelte/")) {
            complaints.push(format!(
                "{path}: core must not import {target}: it is tested without a browser. The bridge \
                 to Svelte is web/src/reactive.svelte.ts."
            ));
        }
        let Some(resolved) = resolve(path, target) else { continue };
        let Some(other) = area(&resolved) else { continue };
        let rank = |area: &str| SHARED.iter().position(|shared| *shared == area);
        let allowed = match (rank(own), rank(other)) {
            (Some(own), Some(other)) => other <= own || types_only,
            (Some(own), None) => own > 0 && other.is_empty(),
            (None, Some(_)) => true,
            (None, None) => own == other || other.is_empty(),
        };
        if !allowed {
            complaints.push(format!(
                "{path}: {own} must not import {target} from {other}. Areas never see each other: \
                 move what both need to web/src/ui (looks) or web/src/core (no DOM)."
            ));
        }
    }
    complaints
}

#[test]
fn areas_never_import_each_other() {
    settle(&pages().iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn an_import_across_areas_is_seen() {
    let table = [
        ("web/src/inbox/List.svelte", "import Row from './Row.svelte'", 0),
        ("web/src/inbox/List.svelte", "import { a } from '../core/store/views'", 0),
        ("web/src/inbox/List.svelte", "import Badge from \"../ui/Badge.svelte\"", 0),
        ("web/src/inbox/List.svelte", "import { use } from '../reactive.svelte'", 0),
        ("web/src/inbox/List.svelte", "import P from '../person/Panel.svelte'", 1),
        ("web/src/inbox/list/Row.svelte", "const p = await import('../../person/Panel.svelte')", 1),
        ("web/src/inbox/List.svelte", "import P from '$person/Panel.svelte'", 1),
        ("web/src/inbox/List.svelte", "import type { P } from '../person/types'", 1),
        ("web/src/inbox/List.svelte", "import Timeline from '$talk/Timeline.svelte'", 0),
        ("web/src/inbox/List.svelte", "import { app } from '$app'", 0),
        ("web/src/inbox/List.svelte", "import { keys } from '../shell/keys.ts'", 0),
        ("web/src/shell/Shell.svelte", "import List from '../inbox/List.svelte'", 1),
        ("web/src/talk/Timeline.svelte", "import List from '../inbox/List.svelte'", 1),
        ("web/src/ui/Badge.svelte", "import { a } from '../core/time'", 0),
        ("web/src/ui/Badge.svelte", "import P from '../person/Panel.svelte'", 1),
        ("web/src/core/time.ts", "import B from '../ui/Badge.svelte'", 1),
        ("web/src/core/said.ts", "import type { Messages } from '../i18n/messages'", 0),
        ("web/src/core/said.ts", "import { messages } from '../i18n/messages'", 1),
        ("web/src/core/time.ts", "import { onMount } from 'svelte'", 1),
        ("web/src/core/time.ts", "import { use } from '../reactive.svelte'", 1),
        ("web/src/App.svelte", "import List from './inbox/List.svelte'", 0),
    ];
    for (path, text, expected) in table {
        let complaints = check(&Page::sample(path, text));
        assert_eq!(complaints.len(), expected, "{path}: {text}: {complaints:?}");
    }
}
