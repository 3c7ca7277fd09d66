//! What machines answer to us is told apart from what people do.

use gerne_domain::Automatic;

use crate::{
    servers::{self, VACATION},
    world::{Shelf, World, answer, fetch_all, name},
};

#[tokio::test]
async fn a_mail_that_comes_back_tells_whom_it_did_not_reach() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let id = name(&*account, 1);
    let outbound = answer("nosuch@example.test", &id, &["q@example.net"], "Hallo");
    account.send(&outbound, &Shelf::default()).await.unwrap();
    servers.until_delivered().await;
    let came = fetch_all(&*account, "inbox", &mut None).await.unwrap();
    let [returned] = &came[..] else { panic!("{came:?}") };
    let letter = returned.letter.as_ref().unwrap();
    assert_eq!(letter.automatic, Some(Automatic::Bounce));
    assert!(letter.no_acknowledgement);
    let report = letter.report.as_ref().unwrap();
    assert_eq!(report.about.first(), Some(&id));
    let [lost] = &report.recipients[..] else { panic!("{report:?}") };
    assert_eq!(lost.address.as_deref(), Some("nosuch@example.test"));
    assert_eq!((lost.permanent, lost.status.as_deref()), (Some(true), Some("5.1.1")));
}

#[tokio::test]
async fn somebody_who_is_away_is_not_somebody_who_answers() {
    let Some(servers) = servers::postfix() else { return };
    let world = World::new(servers).await;
    let account = world.open();
    let id = name(&*account, 1);
    let outbound = answer(VACATION, &id, &[], "Hallo");
    account.send(&outbound, &Shelf::default()).await.unwrap();
    servers.until_delivered().await;
    let came = fetch_all(&*account, "inbox", &mut None).await.unwrap();
    let [away] = &came[..] else { panic!("{came:?}") };
    let letter = away.letter.as_ref().unwrap();
    assert_eq!(letter.automatic, Some(Automatic::Reply));
    assert_eq!(letter.chain.last(), Some(&id));
    assert!(letter.no_acknowledgement && letter.left.is_none());
    assert_eq!(away.author.handle, VACATION);
    assert_eq!(away.text, "Ich bin bis 1.12. nicht da.");
}
