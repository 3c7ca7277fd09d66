//! What the console says about a refusal, for people at a shell: the same texts, in English.

use gerne_domain::Refusal;

const TEXTS: [&str; 3] = [
    include_str!("../../../web/messages/en/failures.ftl"),
    include_str!("../../../web/messages/en/errors.ftl"),
    include_str!("../../../web/messages/en/house.ftl"),
];

/// The reason as a sentence; its key and values where nobody wrote one.
pub fn of(reason: &Refusal) -> String {
    let key = reason.key.replace(['.', '_'], "-");
    let names = [format!("error-{key}"), format!("reason-{key}"), key];
    let Some(text) = names.iter().find_map(|name| text(name)) else {
        let values: Vec<String> = reason.values.iter().map(|(k, v)| format!("{k}={v}")).collect();
        return format!("{} {}", reason.key, values.join(" ")).trim_end().to_owned();
    };
    reason
        .values
        .iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{ ${name} }}"), value))
}

/// An error and its causes, without those that only say again what was said: drivers like to.
pub fn causes(error: &anyhow::Error) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.last().is_none_or(|before| !before.contains(&cause)) {
            told.push(cause);
        }
    }
    told
}

/// A message of one line. Those that need more (plurals) are for screens.
fn text(name: &str) -> Option<&'static str> {
    TEXTS.iter().flat_map(|file| file.lines()).find_map(|line| {
        let (key, text) = line.split_once(" = ")?;
        (key == name && !text.contains("->")).then(|| text.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_said_once() {
        let error = anyhow::anyhow!("(code: 26) file is not a database")
            .context("error returned from database: (code: 26) file is not a database")
            .context("the database did not do it");
        let told = causes(&error);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!(told[0], "the database did not do it");
    }

    #[test]
    fn reasons_become_sentences() {
        let forbidden = of(&Refusal::of("connect.address_forbidden"));
        assert!(forbidden.contains("network.allow_hosts"), "{forbidden}");
        let long = Refusal::of("reply.too_long").with("length", 501).with("limit", 500);
        assert!(of(&long).contains("501") && !of(&long).contains('$'), "{}", of(&long));
        let unknown = Refusal::of("nobody.wrote_this").with("n", 3);
        assert_eq!(of(&unknown), "nobody.wrote_this n=3");
    }
}
