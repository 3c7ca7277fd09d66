//! OAuth 2.0: authorization code with PKCE (S256), over our own client.

use gerne_connector::{Callback, ConnectorError, Secret};
use gerne_domain::Refusal;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, Scope, TokenResponse as _, TokenUrl,
    basic::{BasicClient, BasicRequestTokenError, BasicTokenResponse},
};
use url::Url;

use crate::{Http, HttpError};

const TOKEN_CAP: u64 = 64 * 1024;

/// One application at one platform.
#[derive(Clone, Debug)]
pub struct OAuth {
    /// Where the owner agrees.
    pub authorize: Url,
    /// Where the code becomes a token.
    pub token: Url,
    /// The application.
    pub client_id: String,
    /// Its secret; sent in the body of the token request.
    pub client_secret: Option<Secret>,
    /// Where the browser comes back to.
    pub redirect: Url,
}

/// The owner's browser goes to `url` and comes back with `state`; `verifier` stays here.
#[derive(Debug)]
pub struct Begun {
    /// Where to.
    pub url: Url,
    /// Unguessable; comes back.
    pub state: String,
    /// Never leaves before the exchange.
    pub verifier: Secret,
}

/// What the exchange brought.
#[derive(Debug)]
pub struct Token {
    /// For `Authorization: Bearer`.
    pub access: Secret,
    /// For a new one, where the platform hands out such.
    pub refresh: Option<Secret>,
    /// Seconds it lives; `None`: until it is revoked.
    pub expires_in: Option<std::time::Duration>,
    /// What was granted, where the platform says.
    pub scopes: Option<Vec<String>>,
}

/// No token.
#[derive(Debug, thiserror::Error)]
pub enum OAuthError {
    /// An address is not usable.
    #[error("the application's addresses are not usable")]
    Address(#[source] url::ParseError),
    /// The call failed.
    #[error("the token request failed")]
    Http(#[source] HttpError),
    /// The server said no: the code was used, is too old, or the application is unknown.
    #[error("the server does not hand out a token: {0}")]
    Denied(String),
    /// The answer is not OAuth.
    #[error("the answer to the token request is not understood")]
    Malformed,
}

/// The code that the owner's browser brought back, when it comes from where it was sent to.
///
/// # Errors
/// `connect.expired`: it belongs to another attempt. `connect.denied`: the owner said no.
/// `connect.server_failed`: the server sent it back without a code (RFC 6749, 4.1.2.1).
pub fn returned<'b>(back: &'b Callback, state: &str) -> Result<&'b str, ConnectorError> {
    let refused = |key: &str| ConnectorError::refused(Refusal::of(key));
    if back.0.get("state").is_some_and(|brought| brought != state) {
        return Err(refused("connect.expired"));
    }
    match (back.0.get("error"), back.0.get("code")) {
        (Some(error), _) if error == "access_denied" => Err(refused("connect.denied")),
        (None, Some(code)) => Ok(code),
        _ => Err(refused("connect.server_failed")),
    }
}

impl OAuth {
    /// Begins: `extra` are parameters of the platform's own (`force_login`, `lang`).
    pub fn begin(&self, scopes: &[&str], extra: &[(&str, &str)]) -> Result<Begun, OAuthError> {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let auth = AuthUrl::new(self.authorize.to_string()).map_err(OAuthError::Address)?;
        let client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_auth_uri(auth)
            .set_redirect_uri(self.redirect()?);
        let mut request = client
            .authorize_url(CsrfToken::new_random)
            .add_scopes(scopes.iter().map(|scope| Scope::new((*scope).to_owned())))
            .set_pkce_challenge(challenge);
        for (name, value) in extra {
            request = request.add_extra_param((*name).to_owned(), (*value).to_owned());
        }
        let (url, state) = request.url();
        let verifier = Secret::new(verifier.into_secret());
        Ok(Begun { url, state: state.into_secret(), verifier })
    }

    /// The code becomes a token. A code works once: never call this twice with the same.
    pub async fn exchange(
        &self,
        http: &Http,
        code: &str,
        verifier: &Secret,
    ) -> Result<Token, OAuthError> {
        let token = TokenUrl::new(self.token.to_string()).map_err(OAuthError::Address)?;
        let mut client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_redirect_uri(self.redirect()?);
        if let Some(secret) = &self.client_secret {
            client = client.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
        }
        let answer = client
            .set_token_uri(token)
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .set_pkce_verifier(PkceCodeVerifier::new(verifier.expose().to_owned()))
            .request_async(&|request| carry(http.clone(), request))
            .await
            .map_err(failed)?;
        Ok(token_of(&answer))
    }

    /// A new token for an old one. Where `refresh` is `Some` in what comes, it must be kept before
    /// anything else is done: the old one may hold no longer.
    ///
    /// # Errors
    /// `Denied` when the owner took the right away, or it ran out: they must agree again.
    pub async fn refresh(&self, http: &Http, refresh: &Secret) -> Result<Token, OAuthError> {
        let token = TokenUrl::new(self.token.to_string()).map_err(OAuthError::Address)?;
        let mut client = BasicClient::new(ClientId::new(self.client_id.clone()))
            .set_auth_type(AuthType::RequestBody);
        if let Some(secret) = &self.client_secret {
            client = client.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
        }
        let answer = client
            .set_token_uri(token)
            .exchange_refresh_token(&RefreshToken::new(refresh.expose().to_owned()))
            .request_async(&|request| carry(http.clone(), request))
            .await
            .map_err(failed)?;
        Ok(token_of(&answer))
    }

    fn redirect(&self) -> Result<RedirectUrl, OAuthError> {
        RedirectUrl::new(self.redirect.to_string()).map_err(OAuthError::Address)
    }
}

fn token_of(answer: &BasicTokenResponse) -> Token {
    Token {
        access: Secret::new(answer.access_token().secret()),
        refresh: answer.refresh_token().map(|token| Secret::new(token.secret())),
        expires_in: answer.expires_in(),
        scopes: answer.scopes().map(|scopes| {
            scopes.iter().flat_map(|s| s.split_whitespace().map(str::to_owned)).collect()
        }),
    }
}

fn failed(error: BasicRequestTokenError<HttpError>) -> OAuthError {
    match error {
        RequestTokenError::Request(error) => OAuthError::Http(error),
        RequestTokenError::ServerResponse(answer) => OAuthError::Denied(answer.error().to_string()),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => OAuthError::Malformed,
    }
}

/// oauth2 brings no client of its own; this is ours under its interface.
async fn carry(http: Http, request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    let url = Url::parse(&parts.uri.to_string()).map_err(|_| HttpError::Redirect)?;
    let request = http.request(parts.method, url).headers(parts.headers).body(body);
    let answer = http.send(request).await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.bytes(TOKEN_CAP).await?;
    let mut response = HttpResponse::new(body.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use gerne_connector::{Callback, ConnectorError};

    use super::returned;

    #[test]
    fn only_the_code_of_this_attempt_is_taken() {
        type Case<'a> = (&'a [(&'a str, &'a str)], Result<&'a str, &'a str>);
        let table: [Case<'_>; 6] = [
            (&[("state", "s"), ("code", "c")], Ok("c")),
            // Pasted by hand, where a server shows the code only.
            (&[("code", "c")], Ok("c")),
            (&[("state", "t"), ("code", "c")], Err("connect.expired")),
            (&[("state", "s"), ("error", "access_denied")], Err("connect.denied")),
            (
                &[("state", "s"), ("error", "server_error"), ("code", "c")],
                Err("connect.server_failed"),
            ),
            (&[("state", "s")], Err("connect.server_failed")),
        ];
        for (query, expected) in table {
            let pairs = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let back = Callback(pairs.collect());
            let found = returned(&back, "s").map_err(|error| match error {
                ConnectorError::Refused { reason } => reason.key,
                other => panic!("{other}"),
            });
            assert_eq!(found, expected.map_err(str::to_owned), "{query:?}");
        }
    }
}
