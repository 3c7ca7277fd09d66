use url::Url;

use crate::{Allow, Blocked, Guard, ResolveError, guard::is_public};

#[test]
fn only_the_public_internet() {
    for (ip, expected) in [
        ("93.184.216.34", true),
        ("9.255.255.255", true),
        ("100.63.255.255", true),
        ("2606:2800:220:1:248:1893:25c8:1946", true),
        ("64:ff9b::5db8:d822", true),
        ("0.0.0.0", false),
        ("10.0.0.1", false),
        ("100.64.0.1", false),
        ("127.0.0.1", false),
        ("127.255.255.254", false),
        ("169.254.169.254", false),
        ("172.16.0.1", false),
        ("172.31.255.255", false),
        ("192.0.0.8", false),
        ("192.0.2.1", false),
        ("192.88.99.1", false),
        ("192.168.1.1", false),
        ("198.18.0.1", false),
        ("198.51.100.7", false),
        ("203.0.113.7", false),
        ("224.0.0.1", false),
        ("255.255.255.255", false),
        ("::", false),
        ("::1", false),
        ("::ffff:127.0.0.1", false),
        ("::ffff:10.0.0.1", false),
        ("::ffff:93.184.216.34", true),
        ("::127.0.0.1", false),
        ("64:ff9b::7f00:1", false),
        ("64:ff9b:1::1", false),
        ("100::1", false),
        ("2001::1", false),
        ("2001:db8::1", false),
        ("2002:7f00:1::", false),
        ("3fff::1", false),
        ("fc00::1", false),
        ("fd12::1", false),
        ("fe80::1", false),
        ("fec0::1", false),
        ("ff02::1", false),
    ] {
        assert_eq!(is_public(ip.parse().unwrap()), expected, "{ip}");
    }
}

#[test]
fn addresses_are_judged_before_they_are_resolved() {
    let guard = Guard::default();
    let encrypted = guard.encrypted();
    for (url, open, tokens) in [
        ("https://example.social/a", None, None),
        ("http://example.social/a", None, Some(Blocked::Scheme)),
        ("https://example.social:443/", None, None),
        ("https://example.social:8443/", Some(Blocked::Port), Some(Blocked::Port)),
        ("http://example.social:22/", Some(Blocked::Port), Some(Blocked::Scheme)),
        (
            "https://user:word@example.social/",
            Some(Blocked::Credentials),
            Some(Blocked::Credentials),
        ),
        ("ftp://example.social/", Some(Blocked::Scheme), Some(Blocked::Scheme)),
        ("file:///etc/passwd", Some(Blocked::Scheme), Some(Blocked::Scheme)),
        ("data:text/plain,x", Some(Blocked::Scheme), Some(Blocked::Scheme)),
        ("https://127.0.0.1/", Some(Blocked::Private), Some(Blocked::Private)),
        ("https://2130706433/", Some(Blocked::Private), Some(Blocked::Private)),
        ("https://0x7f.1/", Some(Blocked::Private), Some(Blocked::Private)),
        ("https://017700000001/", Some(Blocked::Private), Some(Blocked::Private)),
        ("https://[::1]/", Some(Blocked::Private), Some(Blocked::Private)),
        ("https://[::ffff:169.254.169.254]/", Some(Blocked::Private), Some(Blocked::Private)),
    ] {
        let url: Url = url.parse().unwrap();
        assert_eq!(guard.check(&url).err(), open, "{url}");
        assert_eq!(encrypted.check(&url).err(), tokens, "{url} with a token");
    }
}

#[test]
fn the_operator_allows_more() {
    let allow = |entry: &str| Guard::new(vec![entry.parse().unwrap()]).encrypted();
    for (entry, url, expected) in [
        ("127.0.0.1", "http://127.0.0.1:3000/", true),
        ("127.0.0.1:3000", "http://127.0.0.1:3000/", true),
        ("127.0.0.1:3000", "http://127.0.0.1:3001/", false),
        ("[::1]:80", "ws://[::1]/", true),
        ("::1", "ws://[::1]:99/", true),
        ("Social.Intern", "http://social.intern.:8080/", true),
        ("social.intern:8080", "http://social.intern:8080/", true),
        ("social.intern:8080", "http://social.intern/", false),
        ("10.1.0.0/16", "http://10.1.2.3:8080/", true),
        ("10.1.0.0/16", "http://10.2.2.3:8080/", false),
        ("fd00::/8", "https://[fd12::1]/", true),
    ] {
        let url: Url = url.parse().unwrap();
        assert_eq!(allow(entry).check(&url).is_ok(), expected, "{entry} for {url}");
    }
    for wrong in ["", "a b", "host:port", "10.0.0.0/99", "http://x"] {
        assert!(wrong.parse::<Allow>().is_err(), "{wrong:?}");
    }
}

#[tokio::test]
async fn a_name_that_leads_home_is_refused() {
    let error = Guard::default().resolve("localhost", 443).await.unwrap_err();
    assert!(matches!(error, ResolveError::Blocked(Blocked::Private)), "{error:?}");
    for allow in ["localhost", "localhost:443"] {
        let guard = Guard::new(vec![allow.parse().unwrap()]);
        assert!(!guard.resolve("localhost", 443).await.unwrap().is_empty());
    }
    let nets = vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
    assert!(Guard::new(nets).resolve("LOCALHOST", 443).await.is_ok());
}
