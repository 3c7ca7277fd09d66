//! Pure parts by table; the whole against a stand-in.

mod problems;
mod texts;
