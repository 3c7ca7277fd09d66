use super::*;

const SHAPE: Shape = Shape {
    classes: 3,
    bits: 14,
    letters: Letters::Folded,
    passes: 8,
    rate: 0.2,
    least: 1,
    balance: 0.5,
    telling: 0.0,
};

const TEXTS: [(usize, &str); 6] = [
    (0, "rotes Auto, rote Ampel"),
    (0, "Rot wie ein Apfel!"),
    (1, "grüne Wiese, grüner Baum"),
    (1, "Grün ist das Gras :)"),
    (2, "blauer Himmel"),
    (2, "Blau, blau das Meer?"),
];

#[test]
fn it_learns() {
    let model = train(SHAPE, &TEXTS);
    for (text, class) in [("ein roter Bus", 0), ("GRUENE Blätter", 1), ("das blaue Haus", 2)] {
        assert_eq!(model.class(text), class, "{text}");
    }
}

#[test]
fn the_same_texts_give_the_same_model() {
    assert_eq!(train(SHAPE, &TEXTS), train(SHAPE, &TEXTS));
}

#[test]
fn what_has_no_class_is_left_out() {
    let mut texts = TEXTS.to_vec();
    texts.push((7, "gelb"));
    assert_eq!(train(SHAPE, &texts), train(SHAPE, &TEXTS));
    assert_eq!(train(SHAPE, &[]).shares("rot"), [1.0 / 3.0; 3]);
}

#[test]
fn bytes_are_read_back() {
    let model = train(SHAPE, &TEXTS);
    let bytes = model.to_bytes();
    let read = Model::from_bytes(&bytes).unwrap();
    assert_eq!(read.to_bytes().len(), bytes.len());
    for (_, text) in TEXTS {
        for (one, other) in model.shares(text).into_iter().zip(read.shares(text)) {
            assert!((one - other).abs() < 0.03, "{text} {one} {other}");
        }
    }
    for broken in [&bytes[1..], &bytes[..bytes.len() - 1], &[]] {
        assert_eq!(Model::from_bytes(broken), None);
    }
}

proptest::proptest! {
    #[test]
    fn a_verdict_is_the_sum_of_its_words(text in "[a-zäöü #@!?.:)0-9A-Z]{0,80}|\\PC{0,80}") {
        let model = train(SHAPE, &TEXTS);
        let vector = model.vector(&text);
        let logits = model.logits(&vector);
        let mean = logits.iter().sum::<f32>() / 3.0;
        for (class, logit) in logits.iter().enumerate() {
            let parts = model.parts(&vector, class);
            let sum: f32 = parts.iter().map(|part| part.weight).sum();
            proptest::prop_assert!((sum + model.ground(class) - (logit - mean)).abs() < 1e-3);
            for part in parts {
                proptest::prop_assert!(text.get(part.span.start..part.span.end).is_some());
            }
        }
    }
}
