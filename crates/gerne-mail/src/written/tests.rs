use super::written;

#[test]
fn nothing_is_lost_when_nothing_remains() {
    for text in
        ["> only a quote", "-- \nMax", "Am 18.11.2026 um 10:22 schrieb Max <a@b.example>:\n> x"]
    {
        assert_eq!(written(text).text, text);
        assert!(!written(text).has_more());
    }
}
