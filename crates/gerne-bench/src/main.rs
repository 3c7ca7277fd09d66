//! What the product does beside the floor of the machine, in one run: ratios hold when the
//! machine's speed does not. Prints a table and writes `target/bench.json`.
//!
//! A floor is the least that any program would have to do: the same rows, the same analysis of the
//! words, the same bytes on the wire, and nothing else.

mod console;
mod fill;
mod floor;
mod ingest;
mod live;
mod pages;
mod platform;
mod postgres;
mod report;
mod rules;
mod server;
mod time;
mod upgrade;
mod wire;

use anyhow::{Context, Result};
use report::Report;

/// As the product has it; the floors use it, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "usage: just bench [--long] [--sizes=N,N...] [NAME...]
  --long    also a million conversations, and the upgrade of a database that holds them
  --sizes   conversations that pages (and the upgrade) are measured at, growing
  NAME      only these: ingest live fanout pages postgres time console rules";

const NAMES: [&str; 8] =
    ["ingest", "live", "fanout", "pages", "postgres", "time", "console", "rules"];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder] = args.as_slice()
        && first == floor::WRITE_LOOP
    {
        // The floor of the fan-out is a process of its own, as the product is.
        return floor::write_loop(folder.as_ref());
    }
    let long = args.iter().any(|arg| arg == "--long");
    let sizes = args.iter().find_map(|arg| arg.strip_prefix("--sizes="));
    let sizes: Vec<usize> = match (sizes, long) {
        (Some(sizes), _) => sizes.split(',').map(str::parse).collect::<Result<_, _>>()?,
        (None, true) => vec![10_000, 100_000, 1_000_000],
        (None, false) => vec![10_000, 100_000],
    };
    let only: Vec<&str> =
        args.iter().map(String::as_str).filter(|arg| !arg.starts_with("--")).collect();
    let flags = args.iter().filter(|arg| arg.starts_with("--"));
    for flag in flags {
        anyhow::ensure!(flag == "--long" || flag.starts_with("--sizes="), USAGE);
    }
    anyhow::ensure!(sizes.is_sorted() && !sizes.is_empty(), USAGE);
    anyhow::ensure!(only.iter().all(|name| NAMES.contains(name)), USAGE);
    let wanted = |name| only.is_empty() || only.contains(&name);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let mut report = Report::new(long, sizes);
        if wanted("ingest") {
            ingest::measure(&mut report).await.context("ingest")?;
        }
        if wanted("live") {
            Box::pin(live::through_everything(&mut report)).await.context("live")?;
        }
        if wanted("fanout") {
            live::fan_out(&mut report).await.context("fanout")?;
        }
        if wanted("pages") {
            pages::measure(&mut report).await.context("pages")?;
        }
        if wanted("postgres") {
            postgres::measure(&mut report).await.context("postgres")?;
        }
        if wanted("time") {
            time::measure(&mut report).await.context("time")?;
        }
        if wanted("console") {
            console::measure(&mut report).context("console")?;
        }
        if wanted("rules") {
            rules::measure(&mut report).context("rules")?;
        }
        report.finish()
    })
}
