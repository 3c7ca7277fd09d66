//! The bell rings, and whatever breaks it, everything is looked at behind it.

use std::time::Duration;

use gerne_connector::{Account, Wake};

use crate::{
    proxy::{Proxy, Twist},
    servers,
    world::{Mail, World, config, fetch_all, soon},
};

async fn until_all(account: &dyn Account) {
    while soon(account.wake()).await != Wake::All {}
}

#[tokio::test]
async fn a_mail_rings() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::with(servers, &[("watch_junk", "true")]).await;
    let account = world.open();
    assert!(account.resources().iter().all(|plan| plan.every == Duration::from_mins(10)));
    assert_eq!(soon(account.wake()).await, Wake::All);
    for folder in ["INBOX", "Junk"] {
        let name = folder.to_lowercase();
        // A folder that is opened only now says so for all folders: what came before is no ring of
        // its own, what comes next is.
        for nth in 0.. {
            let mail = Mail::new(&format!("{name}{nth}"), "Hallo").bytes(&world.address);
            servers.save(&world.address, folder, &mail);
            if soon(account.wake()).await == Wake::Resource(name.as_str().into()) {
                break;
            }
        }
    }
}

#[tokio::test]
async fn what_comes_while_nobody_waits_rings_later() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    assert_eq!(soon(account.wake()).await, Wake::All);
    world.write(&Mail::new("between", "Hallo"));
    assert_eq!(soon(account.wake()).await, Wake::Resource("inbox".into()));
    // Waiting that is broken off loses nothing.
    let broken = tokio::time::timeout(Duration::from_millis(100), account.wake()).await;
    assert!(broken.is_err());
    world.write(&Mail::new("later", "Hallo"));
    assert_eq!(soon(account.wake()).await, Wake::Resource("inbox".into()));
}

#[tokio::test]
async fn every_end_of_a_connection_means_look_everywhere() {
    let Some(servers) = servers::postfix() else { return };
    let mut impatient = config(servers);
    impatient.timeout = Duration::from_secs(2);
    impatient.idle_at_most = Duration::from_secs(3);
    let world = World::configured(servers, impatient, &[]).await;
    let account = world.open();
    assert_eq!(soon(account.wake()).await, Wake::All);
    for end in ["kick", "KILL", "STOP"] {
        // It waits by now.
        let waits = tokio::time::timeout(Duration::from_millis(500), account.wake()).await;
        assert!(waits.is_err(), "{end}: {waits:?}");
        let before = servers.processes(&world.address);
        assert!(!before.is_empty(), "{end}");
        match end {
            "kick" => servers.kick(&world.address),
            signal => assert!(servers.signal(&world.address, signal) > 0),
        }
        until_all(&*account).await;
        if end == "STOP" {
            servers.signal(&world.address, "CONT");
        }
    }
    world.write(&Mail::new("after", "Hallo"));
    assert_eq!(fetch_all(&*account, "inbox", &mut None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_bell_folders_are_looked_at_each_minute() {
    let Some(servers) = servers::postfix() else { return };
    let proxy = Proxy::twisted(servers.ports.imap, Twist::Forgets).await;
    let imap = format!("127.0.0.1:{}", proxy.port);
    let world = World::with(servers, &[("imap", &imap)]).await;
    let account = world.open();
    assert!(account.resources().iter().all(|plan| plan.every == Duration::from_mins(1)));
    let checks = account.check().await;
    let idle = checks.iter().find(|check| check.what == "idle").unwrap();
    assert_eq!(idle.problem.as_ref().unwrap().key, "check.idle");
    world.write(&Mail::new("one", "Hallo"));
    assert_eq!(fetch_all(&*account, "inbox", &mut None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_bell_before_the_waiting_is_heard() {
    let Some(servers) = servers::postfix() else { return };
    let proxy = Proxy::twisted(servers.ports.imap, Twist::RingsEarly).await;
    let imap = format!("127.0.0.1:{}", proxy.port);
    let world = World::with(servers, &[("imap", &imap)]).await;
    let account = world.open();
    assert_eq!(soon(account.wake()).await, Wake::All);
    assert_eq!(soon(account.wake()).await, Wake::Resource("inbox".into()));
}
