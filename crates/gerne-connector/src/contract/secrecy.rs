//! What must not be seen is not seen, and who forges is not believed.

use super::{Check, Checked, Harness, Trouble, applies, holds, sending::answer};
use crate::{ConnectorError, Routed};

pub(super) const CHECKS: &[(&str, Check)] = &[
    ("secrecy: no secret is shown", |h| Box::pin(no_secret(h))),
    ("secrecy: a forged call is refused", |h| Box::pin(async move { forged(h) })),
];

async fn no_secret(harness: &dyn Harness) -> Checked {
    let account = harness.open().await;
    let mut shown = vec![
        format!("{:?}", harness.platform()),
        format!("{account:?}"),
        format!("{:?}", account.fetch(&harness.inbox(), None).await),
        format!("{:?}", account.check().await),
    ];
    for trouble in [Trouble::FailsBefore, Trouble::BreaksBefore, Trouble::Garbage, Trouble::Revoked]
    {
        let heard = harness.hear("a question").await;
        if harness.trouble(trouble).await {
            let Err(error) = account.fetch(&harness.inbox(), None).await else { continue };
            shown.push(format!("{error:?} {error}"));
            if harness.abilities().send {
                let outbound = answer(harness, &heard, "key-1", "An answer.");
                shown.push(format!("{:?}", account.send(&outbound, &super::NoBlobs).await));
            }
        }
        harness.heal().await;
    }
    for secret in harness.secrets() {
        let leak = shown.iter().find(|text| text.contains(&secret));
        holds(leak.is_none(), || {
            let place = leak.map_or(String::new(), |text| text.replace(&secret, "SECRET"));
            format!("a secret is shown in {place}")
        })?;
    }
    Ok(())
}

fn forged(harness: &dyn Harness) -> Checked {
    let calls = harness.forged();
    applies(!calls.is_empty())?;
    for call in &calls {
        let routed: Result<Routed, ConnectorError> = harness.platform().route(call);
        let refused = matches!(routed, Err(ConnectorError::Refused { .. }));
        holds(refused, || format!("a forged call is answered with {routed:?}"))?;
    }
    Ok(())
}
