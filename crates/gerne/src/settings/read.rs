//! Reading the settings: the file, then the environment, over the defaults.

use std::path::Path;

use anyhow::Result;
use figment::{
    Figment,
    providers::{Env, Format as _, Serialized, Toml},
};

use super::{Settings, check};

impl Settings {
    /// Reads the file, when there is one, and the environment.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match file {
            Some(file) => {
                anyhow::ensure!(file.exists(), "there is no settings file at {}", file.display());
                figment = figment.merge(Toml::file(file));
            }
            None => figment = figment.merge(Toml::file("gerne.toml")),
        }
        // Kubernetes names each service to every container: GERNE_PORT, GERNE_SERVICE_HOST.
        let environment =
            Env::prefixed("GERNE_").ignore(&["config", "test_postgres", "test"]).filter(|name| {
                name != "port" && !name.starts_with("port_") && !name.starts_with("service_")
            });
        let settings: Self = figment.merge(environment.split("__")).extract().map_err(|error| {
            let todo = check::example(&error.path.join("."));
            anyhow::Error::new(error).context(format!("the settings cannot be used{todo}"))
        })?;
        check::check(&settings)?;
        Ok(settings)
    }
}
