//! Writes the embedded models anew, after a change of the sentences in `seeds/` or of how models are made:
//! `cargo run -p gerne-language --example models`.

use std::path::Path;

use gerne_language::{card, lang, tone};

fn main() -> std::io::Result<()> {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    std::fs::write(models.join("tone.bin"), tone::train(tone::seeds()).to_bytes())?;
    std::fs::write(models.join("card.bin"), card::learn(&card::lessons()).to_bytes())?;
    std::fs::write(models.join("lang.bin"), lang::train().to_bytes())
}
