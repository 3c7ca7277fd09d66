use std::{sync::Arc, time::Duration};

use gerne_domain::{Clock as _, time::ManualClock};
use http::HeaderMap;

use crate::{
    Backoff, Purpose, Smooth, Window,
    window::{http_date, retry_after},
};

#[test]
fn windows_are_read_in_both_spellings() {
    let now = "2026-11-20T08:00:00Z".parse().unwrap();
    for (reset, expected) in [
        ("2026-11-20T08:00:30.248623Z", Some(Duration::from_micros(30_248_623))),
        ("1795161660", Some(Duration::from_mins(1))),
        ("2026-11-20T07:00:00Z", Some(Duration::ZERO)),
        ("soon", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-reset", reset.parse().unwrap());
        headers.insert("x-ratelimit-remaining", "12".parse().unwrap());
        let window = Window::read(&headers, now);
        assert_eq!((window.remaining, window.reset_after), (Some(12), expected), "{reset}");
    }
    assert_eq!(Window::read(&HeaderMap::new(), now), Window::default());
}

#[test]
fn retry_after_in_seconds_or_as_a_date() {
    let now = http_date("Fri, 20 Nov 2026 08:00:00 GMT").unwrap();
    assert_eq!(now.to_string(), "2026-11-20T08:00:00Z");
    for (text, expected) in
        [("120", Some(120)), ("Fri, 20 Nov 2026 08:00:05 GMT", Some(5)), ("later", None)]
    {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", text.parse().unwrap());
        assert_eq!(retry_after(&headers, now), expected.map(Duration::from_secs), "{text}");
    }
}

#[test]
fn waits_grow_and_differ() {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_mins(1));
    for expected in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
        let wait = backoff.fail().as_secs_f64();
        let most = f64::from(expected);
        assert!((most / 2.0..=most).contains(&wait), "{wait} of {most}");
    }
    for _ in 0..100 {
        assert!(backoff.fail() <= Duration::from_mins(1));
    }
    backoff.succeed();
    assert!(backoff.fail() <= Duration::from_secs(1));
}

#[tokio::test]
async fn turns_come_by_the_clock() {
    let clock = ManualClock::new("2026-11-20T08:00:00Z".parse().unwrap());
    let smooth = Smooth::new(Duration::from_secs(2), 3, Arc::new(clock.clone()));
    for _ in 0..3 {
        smooth.turn(Purpose::Reading).await;
    }
    let mut fourth = Box::pin(smooth.turn(Purpose::Reading));
    assert!(futures_util::poll!(&mut fourth).is_pending());
    let alarm = clock.next_alarm().unwrap();
    assert_eq!(alarm.duration_since(clock.now()).as_secs(), 2);
    clock.set(alarm);
    fourth.await;
}

#[tokio::test]
async fn who_speaks_goes_first_and_who_checks_last() {
    use Purpose::{Checking, Reading, Speaking};
    let clock = ManualClock::new("2026-11-20T08:00:00Z".parse().unwrap());
    let smooth = Smooth::new(Duration::from_secs(1), 1, Arc::new(clock.clone()));
    smooth.turn(Reading).await;
    // Who gives up leaves the line, even from its head.
    let mut gives_up = Box::pin(smooth.turn(Speaking));
    assert!(futures_util::poll!(&mut gives_up).is_pending());
    let purposes = [Checking, Reading, Reading, Speaking, Speaking, Speaking, Speaking];
    let mut waiting: Vec<_> = purposes.map(|it| (it, Box::pin(smooth.turn(it)))).into();
    for (_, turn) in &mut waiting {
        assert!(futures_util::poll!(turn).is_pending());
    }
    drop(gives_up);
    let mut passed = Vec::new();
    for _ in purposes {
        for (_, turn) in &mut waiting {
            assert!(futures_util::poll!(turn).is_pending(), "nobody passes before it is time");
        }
        clock.set(clock.next_alarm().unwrap());
        let mut at = 0;
        while futures_util::poll!(&mut waiting[at].1).is_pending() {
            at += 1;
        }
        passed.push(waiting.remove(at).0);
    }
    let expected = [Speaking, Speaking, Reading, Speaking, Speaking, Reading, Checking];
    assert_eq!(passed, expected);
}

#[test]
fn bytes_say_what_they_are() {
    let cases: [(&[u8], Option<&str>); 17] = [
        (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
        (b"\xff\xd8\xff\xe0....", Some("image/jpeg")),
        (b"GIF87a....", Some("image/gif")),
        (b"RIFF....WEBPVP8 ", Some("image/webp")),
        (b"RIFF....WAVEfmt ", Some("audio/wav")),
        (b"....ftypavif....", Some("image/avif")),
        (b"....ftypisom....", Some("video/mp4")),
        (b"....ftypM4A ....", Some("audio/mp4")),
        (b"\x1a\x45\xdf\xa3....", Some("video/webm")),
        (b"ID3\x04....", Some("audio/mpeg")),
        (b"\xff\xfb\x90\x00", Some("audio/mpeg")),
        (b"<svg xmlns=''>", None),
        (b"<!doctype html>", None),
        (b"....ftyp", None),
        (b"%PDF-1.7", Some("application/pdf")),
        (b"<b>%PDF-1.7", None),
        (b"", None),
    ];
    for (bytes, expected) in cases {
        assert_eq!(gerne_connector::sniff(bytes), expected, "{bytes:?}");
    }
}
