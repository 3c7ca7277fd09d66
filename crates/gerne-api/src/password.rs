//! Passwords: argon2id with the library's present parameters, off the async threads, few at a time.

use std::sync::{Arc, OnceLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::problem::{Answer, FieldError, Problem};

/// Hashes and checks passwords. Each hash takes 19 MiB and some tens of milliseconds, so only a
/// few run at a time: the rest queue, and the doors limit how many may.
#[derive(Clone, Debug)]
pub(crate) struct Passwords {
    running: Arc<Semaphore>,
    /// What a password is compared with where there is none. Made with the first comparison: a
    /// start shall not wait for it.
    dummy: Arc<OnceLock<String>>,
}

impl Passwords {
    /// At most this many at a time.
    pub(crate) fn new(at_once: usize) -> Self {
        Self { running: Arc::new(Semaphore::new(at_once)), dummy: Arc::default() }
    }

    /// What is kept of a password.
    ///
    /// # Errors
    /// `unavailable` when the server stops meanwhile.
    pub(crate) async fn hash(&self, password: &str) -> Answer<String> {
        let password = password.to_owned();
        self.run(move || hash_now(&password)).await?.ok_or_else(Problem::unavailable)
    }

    /// Whether the password is the one. Takes as long when there is none to compare with, so that
    /// nobody learns who has an account here.
    ///
    /// # Errors
    /// `unavailable` when the server stops meanwhile.
    pub(crate) async fn verify(&self, password: &str, hash: Option<&str>) -> Answer<bool> {
        let known = hash.is_some();
        let hash = hash.map(str::to_owned);
        let password = password.to_owned();
        let dummy = Arc::clone(&self.dummy);
        let same = move || {
            // Whoever comes first waits for it, known or not.
            let dummy =
                dummy.get_or_init(|| hash_now("nobody has this password").unwrap_or_default());
            PasswordHash::new(hash.as_ref().unwrap_or(dummy)).is_ok_and(|hash| {
                Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
            })
        };
        Ok(self.run(same).await? && known)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
        let permit =
            Arc::clone(&self.running).acquire_owned().await.map_err(|_| Problem::unavailable())?;
        let work = move || {
            let done = work();
            drop(permit);
            done
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Problem::unavailable())
    }
}

/// What is kept of a password, made here and now: for the command line. Takes some tens of
/// milliseconds and 19 MiB. `None` when the system has no randomness to give.
pub fn hash_password(password: &str) -> Option<String> {
    hash_now(password)
}

fn hash_now(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Why a password cannot be taken. Long ones are welcome up to what is sensible to hash.
pub(crate) fn weakness(field: &str, password: &str) -> Option<FieldError> {
    password_weakness(password).map(|code| FieldError::of(field, code))
}

/// The same as a translatable key: for the command line.
pub fn password_weakness(password: &str) -> Option<&'static str> {
    match password.chars().count() {
        0..10 => Some("password.too_short"),
        10..=256 => None,
        _ => Some("password.too_long"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let passwords = Passwords::new(2);
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.verify("correct horse", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("Correct horse", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("nobody has this password", None).await.unwrap());
        assert!(!passwords.verify("x", Some("not a hash")).await.unwrap());
    }

    #[test]
    fn length_is_all_we_ask() {
        assert!(weakness("password", "123456789").is_some());
        assert!(weakness("password", "ääääääääää").is_none());
        assert!(weakness("password", &"x".repeat(257)).is_some());
    }
}
