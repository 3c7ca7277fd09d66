//! What the product does beside the floor of the machine, in one run: ratios hold when the
//! machine's speed does not. Prints a table and writes `target/bench.json`.

mod fill;
mod report;
mod rows;

use anyhow::Result;
use report::Report;

fn main() -> Result<()> {
    let long = std::env::args().any(|arg| arg == "--long");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let mut report = Report::new();
        rows::writing(&mut report).await?;
        rows::reading(
            &mut report,
            if long { &[10_000, 100_000, 1_000_000] } else { &[10_000, 50_000] },
        )
        .await?;
        rows::end_to_end(&mut report).await?;
        report.finish()
    })
}
