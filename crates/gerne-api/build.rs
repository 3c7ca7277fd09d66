//! Has cargo look again when the console was built anew: its files are embedded in release builds.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
