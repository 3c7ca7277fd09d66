//! Lines that break and servers that fall silent cost time, and nothing else.

use std::time::Duration;

use gerne_connector::{ConnectorError, Secret, Vault as _};

use crate::{
    proxy::Proxy,
    servers,
    world::{Mail, World, config, fetch_all, soon},
};

#[tokio::test]
async fn broken_and_frozen_lines_are_tried_again() {
    let Some(servers) = servers::postfix() else { return };
    let proxy = Proxy::to(servers.ports.imaps).await;
    let imap = format!("imaps://localhost:{}", proxy.port);
    let mut impatient = config(servers);
    impatient.timeout = Duration::from_secs(1);
    impatient.connect_timeout = Duration::from_secs(1);
    let world = World::configured(servers, impatient, &[("imap", &imap)]).await;
    let account = world.open();
    let mut cursor = None;
    fetch_all(&*account, "inbox", &mut cursor).await.unwrap();
    world.write(&Mail::new("one", "Hallo"));
    // A kept connection that broke meanwhile is nobody's business.
    proxy.cut();
    assert_eq!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().len(), 1);
    world.write(&Mail::new("two", "Hallo"));
    proxy.block();
    let error = account.fetch(&"inbox".into(), cursor.as_ref()).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Retry { .. }), "{error:?}");
    proxy.freeze();
    let error = soon(account.fetch(&"inbox".into(), cursor.as_ref())).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Retry { .. }), "{error:?}");
    proxy.heal();
    assert_eq!(fetch_all(&*account, "inbox", &mut cursor).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_password_that_no_longer_holds_needs_a_person() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    world.drawer.put("password", &Secret::new("wrong")).await.unwrap();
    let account = world.open();
    let error = account.fetch(&"inbox".into(), None).await.unwrap_err();
    assert!(matches!(error, ConnectorError::Reauthorize { .. }), "{error:?}");
    let checks = account.check().await;
    let reason = |what: &str| {
        let check = checks.iter().find(|check| check.what == what).unwrap();
        check.problem.as_ref().map(|problem| problem.key.clone())
    };
    assert_eq!(reason("imap").as_deref(), Some("connect.imap_login"));
    assert_eq!(reason("smtp").as_deref(), Some("connect.smtp_login"));
}

#[tokio::test]
async fn everything_is_fine_when_it_is() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    world.write(&Mail::new("one", "Hallo"));
    let checks = world.open().check().await;
    assert!(checks.iter().all(|check| check.problem.is_none()), "{checks:?}");
    let looked_at: Vec<_> = checks.iter().map(|check| check.what.as_str()).collect();
    assert_eq!(looked_at, ["imap", "folders", "idle", "sent", "clock", "smtp"]);
}
