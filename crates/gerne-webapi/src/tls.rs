//! One TLS stack for everything: rustls with ring.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, pem::PemObject},
};

use crate::SetupError;

/// Makes ring the process's provider. Libraries that build their own TLS configuration (database
/// drivers, mail) panic without one when several are compiled in. Safe to call any number of times.
pub fn install_tls() {
    if CryptoProvider::get_default().is_none() {
        // Losing the race means that somebody else installed the same provider.
        drop(ring::default_provider().install_default());
    }
}

/// Trusts the public authorities, and those in `ca_pem` where a company has its own.
pub(crate) fn client_config(ca_pem: Option<&[u8]>) -> Result<Arc<ClientConfig>, SetupError> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    if let Some(pem) = ca_pem {
        let mut found = 0;
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|e| SetupError::Authority(e.into()))?;
            roots.add(certificate).map_err(|e| SetupError::Authority(e.into()))?;
            found += 1;
        }
        if found == 0 {
            return Err(SetupError::Authority("there is no certificate in it".into()));
        }
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| SetupError::Tls(e.into()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
