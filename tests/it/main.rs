//! Everything that looks at more than one crate, as one binary.

#[cfg(test)]
mod tidy;
