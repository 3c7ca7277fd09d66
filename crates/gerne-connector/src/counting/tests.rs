use serde::Deserialize;

use super::Counting;

#[derive(Deserialize)]
struct Vector {
    name: String,
    text: String,
    counting: Counting,
    length: u32,
}

#[test]
fn the_vectors_hold() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert!(vectors.len() >= 40);
    let wrong: Vec<String> = vectors
        .iter()
        .filter(|v| v.counting.count(&v.text) != v.length)
        .map(|v| format!("{}: {} instead of {}", v.name, v.counting.count(&v.text), v.length))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
