//! Chance from a seed (`SplitMix64`), and choosing by weight.

/// Chance.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n.max(1)).unwrap_or(1);
        usize::try_from(self.next() % n).unwrap_or_default()
    }

    /// So often of 1,000.
    pub(super) fn is(&mut self, of_1000: usize) -> bool {
        self.below(1000) < of_1000
    }

    /// One of them.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let at = self.below(of.len());
        of.get(at).expect("a list to choose from is never empty")
    }

    /// So many digits, the first no zero.
    pub(super) fn digits(&mut self, n: usize) -> String {
        let first = 1 + self.below(9);
        std::iter::once(first)
            .chain((1..n).map(|_| self.below(10)))
            .map(|d| d.to_string())
            .collect()
    }
}

/// Things with weights.
pub(super) struct Weighted<T> {
    things: Vec<(usize, T)>,
    sum: usize,
}

impl<T> Weighted<T> {
    pub(super) fn new(things: impl IntoIterator<Item = (usize, T)>) -> Self {
        let mut sum = 0;
        let things = things
            .into_iter()
            .map(|(weight, thing)| {
                sum += weight;
                (sum, thing)
            })
            .collect();
        Self { things, sum }
    }

    pub(super) fn one(&self, chance: &mut Chance) -> &T {
        let at = chance.below(self.sum);
        let found = self.things.partition_point(|(until, _)| *until <= at);
        &self.things.get(found).expect("the sum ends with the last").1
    }
}

/// `Name:weight Name:weight`
pub(super) fn weighted(list: &'static str) -> Weighted<&'static str> {
    Weighted::new(list.split_whitespace().filter_map(|one| {
        let (name, weight) = one.rsplit_once(':')?;
        Some((weight.parse().ok()?, name))
    }))
}
