//! What a domain says about its servers in Mozilla's format.

use roxmltree::{Document, Node};

use crate::net::{Security, Server};

/// What was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Configured {
    pub(crate) imap: Vec<Server>,
    pub(crate) smtp: Vec<Server>,
    pub(crate) login: Option<String>,
}

/// Reads it. Servers that would be talked to in the clear are left out.
pub(super) fn read(xml: &str, address: &str) -> Option<Configured> {
    let document = Document::parse(xml).ok()?;
    let servers = |tag: &str, kind: &str| -> Vec<(Server, Option<String>)> {
        let nodes = document.descendants().filter(|node| node.has_tag_name(tag));
        let nodes = nodes.filter(|node| node.attribute("type") == Some(kind));
        nodes.filter_map(|node| server(node, address)).take(5).collect()
    };
    let (imap, smtp) = (servers("incomingServer", "imap"), servers("outgoingServer", "smtp"));
    if imap.is_empty() && smtp.is_empty() {
        return None;
    }
    let login = imap.first().or(smtp.first()).and_then(|(_, login)| login.clone());
    let only = |list: Vec<(Server, Option<String>)>| list.into_iter().map(|(s, _)| s).collect();
    Some(Configured { imap: only(imap), smtp: only(smtp), login })
}

fn server(node: Node<'_, '_>, address: &str) -> Option<(Server, Option<String>)> {
    let text = |tag: &str| {
        let child = node.children().find(|child| child.has_tag_name(tag))?;
        child.text().map(str::trim).filter(|text| !text.is_empty())
    };
    let security = match text("socketType")?.to_ascii_uppercase().as_str() {
        "SSL" => Security::Tls,
        "STARTTLS" => Security::StartTls,
        _ => return None,
    };
    let (local, domain) = address.rsplit_once('@')?;
    let fill = |text: &str| {
        text.replace("%EMAILADDRESS%", address)
            .replace("%EMAILLOCALPART%", local)
            .replace("%EMAILDOMAIN%", domain)
    };
    let host = fill(text("hostname")?).to_ascii_lowercase();
    if !host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')) {
        return None;
    }
    let port = text("port")?.parse().ok()?;
    Some((Server::new(&host, port, security), text("username").map(fill)))
}

#[cfg(test)]
mod tests {
    use super::{Security, read};

    #[test]
    fn what_a_domain_says_is_read() {
        let xml = r#"<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.com">
            <incomingServer type="pop3"><hostname>pop.example.com</hostname><port>995</port>
              <socketType>SSL</socketType></incomingServer>
            <incomingServer type="imap"><hostname>Mail.%EMAILDOMAIN%</hostname><port>993</port>
              <socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
            <incomingServer type="imap"><hostname>mail.example.com</hostname><port>143</port>
              <socketType>plain</socketType></incomingServer>
            <outgoingServer type="smtp"><hostname>mail.example.com</hostname><port>587</port>
              <socketType>STARTTLS</socketType></outgoingServer>
            </emailProvider></clientConfig>"#;
        let read = read(xml, "care@example.com").unwrap();
        assert_eq!(read.imap.len(), 1);
        assert_eq!(read.imap[0].to_string(), "mail.example.com:993");
        assert_eq!((read.smtp[0].port, read.smtp[0].security), (587, Security::StartTls));
        assert_eq!(read.login.as_deref(), Some("care"));
    }

    #[test]
    fn nonsense_is_nothing() {
        for xml in
            ["", "<html></html>", "<clientConfig/>", "<!DOCTYPE x [<!ENTITY a \"b\">]><a>&a;</a>"]
        {
            assert_eq!(read(xml, "care@example.com"), None, "{xml}");
        }
    }
}
