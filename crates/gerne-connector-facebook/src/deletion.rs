//! Meta's "data deletion request": somebody who connected a Page took the application away and wants
//! what it has of them deleted. Of them we keep nothing but tokens of their Pages, which end by that.
//! Customers are erased by the company (`docs/privacy.md`).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use gerne_connector::{ConnectorError, Routed, Secret};
use serde_json::{Value, json};
use subtle::ConstantTimeEq as _;
use url::Url;

use crate::{proof, send::refusal, wire};

/// The signed request in a form, if it is one.
pub(crate) fn request_in(body: &[u8]) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(body);
    pairs.find(|(name, _)| name == "signed_request").map(|(_, value)| value.into_owned())
}

/// Confirms it, with an address at which its state can be asked for.
pub(crate) fn answer(
    request: &str,
    secrets: &[Secret],
    public: Option<&Url>,
) -> Result<Routed, ConnectorError> {
    let forged = || refusal("webhook.forged");
    let (signature, payload) = request.split_once('.').ok_or_else(forged)?;
    let signature = base64url(signature).ok_or_else(forged)?;
    let fits = secrets.iter().fold(false, |fits, secret| {
        bool::from(proof::sign(secret, payload.as_bytes()).ct_eq(&signature)) | fits
    });
    if !fits {
        return Err(forged());
    }
    let payload = base64url(payload).ok_or_else(forged)?;
    let payload: Value = serde_json::from_slice(&payload).map_err(|_| forged())?;
    let user = payload.get("user_id").and_then(wire::id_of).ok_or_else(forged)?;
    // The same request has the same code; nobody finds the person by it.
    let secret = secrets.first().ok_or_else(forged)?;
    let code: String = hex::encode(proof::sign(secret, user.as_bytes())).chars().take(20).collect();
    let address = public.and_then(|public| public.join("hooks/facebook").ok());
    let address = address.map(|mut address| {
        address.query_pairs_mut().append_pair("deletion", &code);
        address.to_string()
    });
    tracing::info!("somebody who connected a Page asked for deletion: connect it again as another");
    let body = json!({ "url": address.unwrap_or_default(), "confirmation_code": code });
    Ok(Routed::Answer { mime: "application/json", body: body.to_string() })
}

/// What becomes of such requests.
pub(crate) fn status() -> Routed {
    let body = "Done. Of people who connect a Page this installation keeps no profile data; the \
                access tokens that came with their login ended when they removed the app.\n\n\
                Erledigt. Von Personen, die eine Seite verbinden, bewahrt diese Installation keine \
                Profildaten auf; die Zugriffstoken ihrer Anmeldung endeten, als sie die App \
                entfernt haben.\n";
    Routed::Answer { mime: "text/plain; charset=utf-8", body: body.to_owned() }
}

/// Without padding, as Meta writes it.
fn base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_meta_signed_is_confirmed() {
        let secret = Secret::new("hush");
        let payload = URL_SAFE_NO_PAD
            .encode(br#"{"algorithm":"HMAC-SHA256","user_id":"218471","issued_at":1}"#);
        let signature = URL_SAFE_NO_PAD.encode(proof::sign(&secret, payload.as_bytes()));
        let body = format!("signed_request={signature}.{payload}");
        let request = request_in(body.as_bytes()).unwrap();
        let public: Url = "https://care.example/".parse().unwrap();
        let answered = answer(&request, std::slice::from_ref(&secret), Some(&public)).unwrap();
        let Routed::Answer { body, .. } = answered else { panic!("{answered:?}") };
        let body: Value = serde_json::from_str(&body).unwrap();
        let code = body["confirmation_code"].as_str().unwrap();
        assert_eq!(body["url"], format!("https://care.example/hooks/facebook?deletion={code}"));
        for forged in
            ["", "a.b", &format!("{signature}.{payload}x"), &format!("{signature}x.{payload}")]
        {
            assert!(
                answer(forged, std::slice::from_ref(&secret), Some(&public)).is_err(),
                "{forged}"
            );
        }
        assert!(answer(&request, &[Secret::new("other")], Some(&public)).is_err());
        assert!(request_in(br#"{"object":"page"}"#).is_none());
    }
}
