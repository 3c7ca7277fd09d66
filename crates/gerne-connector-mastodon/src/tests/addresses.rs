use crate::address::parse;

#[test]
fn owners_write_addresses_in_many_ways() {
    for (written, base, name) in [
        ("example.social", "https://example.social/", None),
        (" https://example.social/@us ", "https://example.social/", None),
        ("https://Example.Social/about?x=1", "https://example.social/", None),
        ("@us@example.social", "https://example.social/", Some("us")),
        ("us@example.social", "https://example.social/", Some("us")),
        ("http://localhost:3000", "http://localhost:3000/", None),
        ("http://127.0.0.1:3000/", "http://127.0.0.1:3000/", None),
        ("möbel.example", "https://xn--mbel-5qa.example/", None),
    ] {
        let address = parse(written).unwrap();
        assert_eq!((address.base.as_str(), address.name.as_deref()), (base, name), "{written}");
    }
    for wrong in [
        "",
        "   ",
        "example",
        "@us",
        "ftp://example.social",
        "https://",
        "a b.c",
        "https://u:p@x.example",
    ] {
        assert!(parse(wrong).is_none(), "{wrong:?}");
    }
}
