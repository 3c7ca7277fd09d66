//! A company's own authority is trusted where it is given, and only there.

use std::sync::Arc;

use http::Method;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

use crate::{Frame, Http, HttpConfig, HttpError, Socket};

/// An authority as PEM, and a server's configuration with a certificate of it for `localhost`.
fn authority() -> (String, ServerConfig) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .unwrap();
    (issuer.pem(), config)
}

#[tokio::test]
async fn an_own_authority_is_trusted_where_it_is_given() {
    let (pem, config) = authority();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // A client that does not trust us hangs up here.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0; 1024];
            if stream.read(&mut request).await.is_ok_and(|read| read > 0) {
                drop(stream.write_all(&super::server::answer("200 OK", "", "safe")).await);
                drop(stream.shutdown().await);
            }
        }
    });
    let get = |ca_pem: Option<Vec<u8>>, host: &str| {
        let allow = vec!["localhost".parse().unwrap(), "127.0.0.1".parse().unwrap()];
        let http = Http::new(&HttpConfig { ca_pem, allow, ..HttpConfig::default() }).unwrap();
        let url = format!("https://{host}:{port}/").parse().unwrap();
        async move { http.send(http.request(Method::GET, url)).await }
    };
    let answer = get(Some(pem.clone().into_bytes()), "localhost").await.unwrap();
    assert_eq!(answer.text(10).await.unwrap(), "safe");
    for (ca_pem, host) in [(None, "localhost"), (Some(pem.into_bytes()), "127.0.0.1")] {
        let error = get(ca_pem, host).await.unwrap_err();
        assert!(matches!(error, HttpError::NotSent(_)), "{host}: {error:?}");
    }
}

#[tokio::test]
async fn sockets_trust_the_same_authority() {
    use futures_util::SinkExt as _;
    use tokio_tungstenite::{accept_async, tungstenite::Message};

    let (pem, config) = authority();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("wss://localhost:{}/", listener.local_addr().unwrap().port());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(stream) = acceptor.accept(stream).await else { continue };
            let mut socket = accept_async(stream).await.unwrap();
            socket.send(Message::text("safe")).await.unwrap();
        }
    });
    let open = |ca_pem: Option<Vec<u8>>| {
        let allow = vec!["localhost".parse().unwrap()];
        let http = Http::new(&HttpConfig { ca_pem, allow, ..HttpConfig::default() }).unwrap();
        let url = url.parse().unwrap();
        async move { Socket::open(&http, &url, &[]).await }
    };
    assert!(open(None).await.is_err());
    let mut socket = open(Some(pem.into_bytes())).await.unwrap();
    assert_eq!(socket.next().await.unwrap(), Frame::Text("safe".to_owned()));
}
