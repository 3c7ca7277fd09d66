//! Posts whose matter somebody labelled, clustered as they come.

use std::collections::HashMap;
use std::hash::Hash;
use std::path::Path;

use anyhow::Context as _;
use gerne_language::alike::{Clusters, Likeness};
use jiff::Timestamp;
use serde::Deserialize;

use crate::Score;

#[derive(Deserialize)]
struct Labelled {
    /// Words as stems, parted by blanks.
    text: String,
    cluster: u32,
}

/// How often clusters that have grown alike are joined, in posts.
const TIDY_EVERY: usize = 500;

/// How much the clusters found tell of those labelled: normalized mutual information (the arithmetic
/// mean of both entropies), from 0 to 1.
pub(crate) fn nmi(file: &Path) -> anyhow::Result<Score> {
    let text = std::fs::read_to_string(file)?;
    let posts: Vec<Labelled> = text
        .lines()
        .enumerate()
        .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("line {}", n + 1)))
        .collect::<anyhow::Result<_>>()?;
    // The texts have no times: nothing fades.
    let at = Timestamp::UNIX_EPOCH;
    let mut clusters = Clusters::new(Likeness::default());
    let mut went = Vec::with_capacity(posts.len());
    for post in &posts {
        went.push(clusters.take(post.text.split_whitespace(), at).cluster);
        if went.len() % TIDY_EVERY == 0 {
            clusters.tidy(at);
        }
    }
    clusters.tidy(at);
    let found: Vec<u32> = went.into_iter().map(|cluster| clusters.now(cluster).0).collect();
    let labelled: Vec<u32> = posts.iter().map(|post| post.cluster).collect();
    Ok(Score { value: normalized(&found, &labelled), n: posts.len() as u64, wrong: Vec::new() })
}

fn normalized(one: &[u32], other: &[u32]) -> f64 {
    let pairs: Vec<(u32, u32)> = one.iter().copied().zip(other.iter().copied()).collect();
    let (alone, apart) = (entropy(one), entropy(other));
    let together = entropy(&pairs);
    if alone + apart == 0.0 { 1.0 } else { 2.0 * (alone + apart - together) / (alone + apart) }
}

fn entropy<T: Eq + Hash>(values: &[T]) -> f64 {
    let mut counts: HashMap<&T, f64> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1.0;
    }
    let all: f64 = counts.values().sum();
    counts.values().map(|count| count / all).map(|share| -share * share.ln()).sum()
}
