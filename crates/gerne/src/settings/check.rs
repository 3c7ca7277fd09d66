//! What the types of the settings let pass and no installation can work with.

use anyhow::{Context, Result, ensure};

use super::Settings;

/// Refuses what cannot work, by the setting's name, with what can.
pub(super) fn check(settings: &Settings) -> Result<()> {
    let Settings { server, database, log, nodes, network, mastodon, email, x, facebook, .. } =
        settings;
    let more_than_nothing = [
        ("server.session_idle_days", u64::from(server.session_idle_days)),
        ("server.session_longest_days", u64::from(server.session_longest_days)),
        ("database.readers", u64::from(database.readers)),
        ("nodes.renew_seconds", nodes.renew_seconds),
        ("network.timeout_seconds", network.timeout_seconds),
        ("mastodon.poll_seconds", mastodon.poll_seconds),
        ("email.poll_seconds", email.poll_seconds),
        ("x.poll_seconds", x.poll_seconds),
        ("facebook.poll_seconds", facebook.poll_seconds),
    ];
    for (name, value) in more_than_nothing {
        ensure!(value > 0, "{name} is 0; it must be at least 1");
    }
    ensure!(
        nodes.lease_seconds >= nodes.renew_seconds.saturating_mul(3) && nodes.lease_seconds <= 600,
        "nodes.lease_seconds is {}; it must be at least three times nodes.renew_seconds ({}), and \
         at most 600: a node that misses a sign or two still lives",
        nodes.lease_seconds,
        nodes.renew_seconds
    );
    check_database(&database.url.0)?;
    let url = &server.public_url;
    ensure!(
        matches!(url.scheme(), "http" | "https") && url.has_host(),
        "server.public_url is \"{url}\"{}",
        example("server.public_url")
    );
    ensure!(
        url.path() == "/" && url.query().is_none() && url.fragment().is_none(),
        "server.public_url is \"{url}\", and Gerne answers only at the root of a name of its own: write \
         \"{}\", or give it such a name, e.g. \"https://care.example.org\"",
        url.origin().ascii_serialization()
    );
    server.zone().with_context(|| {
        format!("server.time_zone is \"{}\"{}", server.time_zone, example("server.time_zone"))
    })?;
    for net in &server.trusted_proxies {
        net.parse::<gerne_api::Net>().with_context(|| {
            format!("server.trusted_proxies holds \"{net}\"{}", example("server.trusted_proxies"))
        })?;
    }
    check_level(&log.level)?;
    ensure!(
        matches!(log.format.as_str(), "text" | "json"),
        "log.format is \"{}\"; write \"text\" or \"json\"",
        log.format
    );
    Ok(())
}

/// Says nothing of the address but how it begins: it may hold a password.
fn check_database(url: &str) -> Result<()> {
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let known = matches!(scheme, "sqlite" | "postgres" | "postgresql");
    let said = if scheme.is_empty() || known {
        String::new()
    } else {
        format!(" begins with {scheme}: and")
    };
    ensure!(
        known && !rest.trim_matches('/').is_empty(),
        "database.url{said} names no database; write \"sqlite:path/to/gerne.db\" or \
         \"postgres://user:password@host/name\""
    );
    Ok(())
}

/// A bare word that is no level would be taken for a module's name, and silence all others.
fn check_level(level: &str) -> Result<()> {
    let wrong = || format!("log.level is \"{level}\"{}", example("log.level"));
    for part in level.split(',').map(str::trim) {
        let named = part.contains('=') || part.contains('[');
        let known = part.parse::<tracing_subscriber::filter::LevelFilter>().is_ok();
        ensure!(named || (known && !part.is_empty()), wrong());
    }
    tracing_subscriber::EnvFilter::try_new(level).with_context(wrong)?;
    Ok(())
}

/// What can stand there, to be put behind what is wrong; nothing for what explains itself.
pub(super) fn example(name: &str) -> &'static str {
    match name {
        "server.listen" => "; server.listen is an address and a port, e.g. \"127.0.0.1:4000\"",
        "server.public_url" => {
            "; server.public_url is what stands in the browser's address line, e.g. \
             \"https://care.example.org\""
        }
        "server.time_zone" => "; server.time_zone is a name like \"Europe/Berlin\"",
        "server.trusted_proxies" => {
            "; server.trusted_proxies is a list of addresses or networks, e.g. [\"127.0.0.1\", \
             \"10.0.0.0/8\"]"
        }
        "log.level" => {
            "; write \"error\", \"warn\", \"info\" or \"debug\", or by module \
             \"info,gerne_engine=debug\""
        }
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use figment::{
        Figment,
        providers::{Format as _, Serialized, Toml},
    };

    use super::*;

    fn read(text: &str) -> Settings {
        let figment = Figment::from(Serialized::defaults(Settings::default()));
        figment.merge(Toml::string(text)).extract().unwrap()
    }

    #[test]
    fn what_cannot_work_is_refused_by_name() {
        for (text, name) in [
            ("[network]\ntimeout_seconds = 0", "network.timeout_seconds"),
            ("[mastodon]\npoll_seconds = 0", "mastodon.poll_seconds"),
            ("[email]\npoll_seconds = 0", "email.poll_seconds"),
            ("[x]\npoll_seconds = 0", "x.poll_seconds"),
            ("[facebook]\npoll_seconds = 0", "facebook.poll_seconds"),
            ("[database]\nreaders = 0", "database.readers"),
            (
                "[database]\nurl = \"mysql://u:p@host/db\"",
                "database.url begins with mysql: and names no",
            ),
            (
                "[database]\nurl = \"var/gerne.db\"",
                "database.url names no database; write \"sqlite:",
            ),
            ("[database]\nurl = \"sqlite:\"", "database.url names no database; write \"sqlite:"),
            ("[nodes]\nrenew_seconds = 0", "nodes.renew_seconds"),
            ("[nodes]\nlease_seconds = 5", "nodes.lease_seconds"),
            ("[server]\nsession_idle_days = 0", "server.session_idle_days"),
            ("[server]\npublic_url = \"care:4000\"", "server.public_url"),
            ("[server]\npublic_url = \"https://a.example/gerne\"", "only at the root of a name"),
            ("[server]\npublic_url = \"https://a.example/?x\"", "only at the root of a name"),
            ("[server]\ntrusted_proxies = [\"proxy\"]", "10.0.0.0/8"),
            ("[log]\nlevel = \"verbos\"", "log.level"),
            ("[log]\nlevel = \"info,verbos\"", "log.level"),
            ("[log]\nformat = \"xml\"", "log.format"),
        ] {
            let error = format!("{:#}", check(&read(text)).unwrap_err());
            assert!(error.contains(name), "{text}: {error}");
        }
        for fine in ["", "[log]\nlevel = \"info,gerne_engine=debug\"", "[log]\nlevel = \"WARN\""] {
            check(&read(fine)).unwrap();
        }
    }
}
