//! Reading the settings: the file, then the environment, over the defaults.

use std::{
    fs,
    io::{ErrorKind, Read as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};

use super::{Settings, check, told};

impl Settings {
    /// Reads the file, when there is one, and the environment.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let mut given = Figment::new();
        let usual = Path::new("gerne.toml");
        if let Some(file) = file.or_else(|| usual.exists().then_some(usual)) {
            // Asked here: what cannot be read would be no settings at all, in silence.
            let readable = fs::File::open(file).and_then(|mut file| file.read(&mut [0]));
            readable.with_context(|| unreadable(file))?;
            given = given.merge(Toml::file_exact(file));
        }
        // Kubernetes names each service to every container: GERNE_PORT, GERNE_SERVICE_HOST.
        let environment =
            Env::prefixed("GERNE_").ignore(&["config", "test_postgres", "test"]).filter(|name| {
                name != "port" && !name.starts_with("port_") && !name.starts_with("service_")
            });
        let given = given.merge(environment.split("__"));
        let figment = given.clone().join(Serialized::defaults(Self::default()));
        let mut settings: Self = figment.extract().map_err(|error| told::told(error, &figment))?;
        if !given.contains("server.public_url") {
            settings.server.public_url = settings.server.on_this_machine();
        }
        check::check(&settings)?;
        Ok(settings)
    }
}

fn unreadable(file: &Path) -> String {
    let place = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let place = place.display();
    match file.metadata() {
        Ok(found) if found.is_dir() => {
            format!("{place} is a folder; --config (GERNE_CONFIG) names a file")
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            format!("there is no settings file at {place}; --config (GERNE_CONFIG) names one")
        }
        _ => format!("the settings file {place} cannot be read; may the user who runs Gerne?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_public_address_it_is_where_we_listen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gerne.toml");
        let reached = |text: &str| {
            fs::write(&file, text).unwrap();
            Settings::read(Some(&file)).unwrap().server.public_url.to_string()
        };
        for (text, url) in [
            ("", "http://127.0.0.1:4000/"),
            ("[server]\nlisten = \"127.0.0.1:8080\"", "http://127.0.0.1:8080/"),
            ("[server]\nlisten = \"0.0.0.0:8080\"", "http://127.0.0.1:8080/"),
            ("[server]\nlisten = \"[::]:8080\"", "http://[::1]:8080/"),
            ("[server]\nlisten = \"127.0.0.1:0\"", "http://127.0.0.1:4000/"),
            (
                "[server]\nlisten = \"127.0.0.1:8080\"\npublic_url = \"https://care.example\"",
                "https://care.example/",
            ),
        ] {
            assert_eq!(reached(text), url, "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_settings_file_that_cannot_be_read_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing.toml");
        // Stands for whatever may not be read: nobody is refused that as root.
        let in_circles = folder.path().join("circle.toml");
        std::os::unix::fs::symlink(&in_circles, &in_circles).unwrap();
        for (file, said) in [
            (folder.path(), "is a folder; --config"),
            (&missing, "there is no settings file at"),
            (&in_circles, "cannot be read"),
        ] {
            let error = format!("{:#}", Settings::read(Some(file)).unwrap_err());
            assert!(error.contains(said), "{error}");
        }
    }
}
