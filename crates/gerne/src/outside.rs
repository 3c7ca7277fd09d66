//! The connectors, and how anything outside is called.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use gerne_connector::Platform;
use gerne_domain::Clock;

use crate::Settings;

/// Every connector. Adding a platform is one line here.
pub(crate) fn platforms(
    settings: &Settings,
    clock: &Arc<dyn Clock>,
) -> Result<Vec<Arc<dyn Platform>>> {
    let mastodon = gerne_connector_mastodon::Mastodon::new(mastodon(settings)?, Arc::clone(clock))?;
    let email = gerne_connector_email::Email::new(email(settings)?, Arc::clone(clock))?;
    let x = gerne_connector_x::X::new(x(settings)?, Arc::clone(clock))?;
    let facebook = facebook(settings)?;
    let facebook = gerne_connector_facebook::Facebook::new(facebook, Arc::clone(clock))?;
    Ok(vec![Arc::new(mastodon), Arc::new(email), Arc::new(x), Arc::new(facebook)])
}

fn facebook(settings: &Settings) -> Result<gerne_connector_facebook::Config> {
    let http = http(settings)?;
    let own = &settings.facebook;
    Ok(gerne_connector_facebook::Config {
        poll_every: Duration::from_secs(own.poll_seconds),
        version: own.version.clone(),
        address: own.address.to_string(),
        app_id: own.app_id.clone(),
        app_secret: gerne_connector::Secret::new(own.app_secret.0.clone()),
        public_url: Some(settings.server.public_url.clone()),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
    })
}

fn x(settings: &Settings) -> Result<gerne_connector_x::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_x::Config {
        poll_every: Duration::from_secs(settings.x.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
    })
}

fn email(settings: &Settings) -> Result<gerne_connector_email::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_email::Config {
        poll_every: Duration::from_secs(settings.email.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
        zone: settings.server.zone()?,
        ..gerne_connector_email::Config::default()
    })
}

fn mastodon(settings: &Settings) -> Result<gerne_connector_mastodon::Config> {
    let http = http(settings)?;
    Ok(gerne_connector_mastodon::Config {
        poll_every: Duration::from_secs(settings.mastodon.poll_seconds),
        timeout: http.timeout,
        user_agent: http.user_agent,
        ca_pem: http.ca_pem,
        allow: settings.network.allow_hosts.clone(),
        ..gerne_connector_mastodon::Config::default()
    })
}

/// How anything outside is called.
pub(crate) fn http(settings: &Settings) -> Result<gerne_webapi::HttpConfig> {
    let network = &settings.network;
    let ca_pem = network.ca_file.as_deref().map(authority).transpose()?;
    let allow = network
        .allow_hosts
        .iter()
        .map(|host| host.parse().with_context(|| format!("network.allow_hosts: {host}")))
        .collect::<Result<_>>()?;
    let usual = gerne_webapi::HttpConfig::default();
    let user_agent = format!("{} {}", usual.user_agent, network.called).trim_end().to_owned();
    Ok(gerne_webapi::HttpConfig {
        user_agent,
        timeout: Duration::from_secs(network.timeout_seconds),
        ca_pem,
        allow,
        ..usual
    })
}

/// What says so much by itself is found before it is parsed.
fn authority(file: &Path) -> Result<Vec<u8>> {
    let pem = std::fs::read(file);
    let pem = pem.with_context(|| format!("could not read network.ca_file {}", file.display()))?;
    anyhow::ensure!(
        String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----"),
        "network.ca_file {} holds no certificate in PEM",
        file.display()
    );
    Ok(pem)
}
