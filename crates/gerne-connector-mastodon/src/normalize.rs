//! A post in our words. Pure: the same post and the same "us" give the same message.

use gerne_domain::{
    AttachmentKind, Author, Emoji, ExternalId, InboundAttachment, InboundMessage, Mention, Poll,
    PollOption, Visibility,
};

use crate::{html, wire};

/// Who we are on this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Us {
    /// Our account's id on this server.
    pub account_id: String,
    /// Our account's identity on all servers: [`gerne_domain::Account::external_id`].
    pub external_id: ExternalId,
    /// `us@example.social`.
    pub handle: String,
    /// The host in local people's handles.
    pub domain: String,
}

/// The message.
///
/// It is *addressed* to us when somebody else wrote it and names us, answers us or quotes us,
/// whichever way we came to see it.
pub fn message(status: &wire::Status, us: &Us) -> InboundMessage {
    let author = author(&status.account, us);
    let names_us = status.mentions.iter().any(|mention| mention.id == us.account_id);
    let answers_us = status.in_reply_to_account_id.as_deref() == Some(&us.account_id);
    let quoted = status.quote.as_ref().and_then(|quote| quote.quoted_status.as_deref());
    let quotes_us = quoted.is_some_and(|quoted| quoted.account.id == us.account_id);
    InboundMessage {
        external_id: ExternalId(status.id.clone()),
        in_reply_to: status.in_reply_to_id.clone().map(ExternalId),
        visibility: visibility(&status.visibility),
        addressed: !author.is_us && (names_us || answers_us || quotes_us),
        subject: None,
        text: html::text(&status.content, status.quote.is_some()),
        content_warning: filled(&status.spoiler_text),
        language: status.language.as_deref().and_then(filled),
        mentions: status.mentions.iter().map(|m| mention(m, &status.account, us)).collect(),
        emojis: emojis(status),
        attachments: status.media_attachments.iter().map(attachment).collect(),
        poll: status.poll.as_ref().map(poll),
        quotes: quote_address(status),
        letter: None,
        url: status.url.clone().or_else(|| status.uri.clone()),
        published_at: status.created_at,
        edited_at: status.edited_at,
        hidden: None,
        author,
    }
}

/// A person as the author of a message.
pub fn author(account: &wire::Account, us: &Us) -> Author {
    let is_us = account.id == us.account_id;
    let handle = handle(&account.acct, &us.domain);
    Author {
        external_id: if is_us { us.external_id.clone() } else { person(account, &us.domain) },
        name: filled(&account.display_name).unwrap_or_else(|| account.username.clone()),
        handle,
        avatar_url: account.avatar_static.clone().or_else(|| account.avatar.clone()),
        profile_url: account.url.clone(),
        also: Vec::new(),
        is_us,
    }
}

/// A person's identity: the same seen from every server, because one person may write to several of
/// our accounts. Numbers of one server would mean somebody else on the next.
pub fn person(account: &wire::Account, domain: &str) -> ExternalId {
    let anywhere = account.uri.clone().or_else(|| account.url.clone());
    ExternalId(anywhere.unwrap_or_else(|| handle(&account.acct, domain)))
}

/// `anna` on our own server is `anna@example.social` everywhere.
pub fn handle(acct: &str, domain: &str) -> String {
    if acct.contains('@') { acct.to_owned() } else { format!("{acct}@{domain}") }
}

/// Mentions carry no identity; who is not us and not the author is known by their page.
fn mention(mention: &wire::Mention, author: &wire::Account, us: &Us) -> Mention {
    let handle = handle(&mention.acct, &us.domain);
    let external_id = if mention.id == us.account_id {
        us.external_id.clone()
    } else if mention.id == author.id {
        person(author, &us.domain)
    } else {
        ExternalId(mention.url.clone().unwrap_or_else(|| handle.clone()))
    };
    Mention { external_id, handle }
}

/// What is not known is treated as narrower than it may be: never the other way round.
fn visibility(word: &str) -> Visibility {
    match word {
        "public" => Visibility::Public,
        "unlisted" => Visibility::Unlisted,
        // Akkoma's `local` and GoToSocial's `mutuals_only` reach more than who is named.
        "private" | "local" | "mutuals_only" => Visibility::Followers,
        _ => Visibility::Private,
    }
}

fn emojis(status: &wire::Status) -> Vec<Emoji> {
    let mut all: Vec<Emoji> = Vec::new();
    for emoji in status.emojis.iter().chain(&status.account.emojis) {
        if all.iter().all(|known| known.shortcode != emoji.shortcode) {
            let url = emoji.static_url.clone().unwrap_or_else(|| emoji.url.clone());
            all.push(Emoji { shortcode: emoji.shortcode.clone(), url });
        }
    }
    all
}

fn attachment(media: &wire::MediaAttachment) -> InboundAttachment {
    let size = media.meta.as_ref().and_then(|meta| meta.original.as_ref());
    InboundAttachment {
        external_id: ExternalId(media.id.clone()),
        kind: match media.kind.as_str() {
            "image" => AttachmentKind::Image,
            "gifv" | "video" => AttachmentKind::Video,
            "audio" => AttachmentKind::Audio,
            _ => AttachmentKind::File,
        },
        url: media.url.clone().or_else(|| media.remote_url.clone()),
        preview_url: media.preview_url.clone(),
        mime: None,
        alt: media.description.as_deref().and_then(filled),
        name: None,
        content: None,
        width: size.and_then(|size| size.width),
        height: size.and_then(|size| size.height),
    }
}

fn poll(poll: &wire::Poll) -> Poll {
    Poll {
        options: poll
            .options
            .iter()
            .map(|option| PollOption { title: option.title.clone(), votes: option.votes_count })
            .collect(),
        expires_at: poll.expires_at,
        multiple: poll.multiple,
    }
}

fn quote_address(status: &wire::Status) -> Option<String> {
    let quote = status.quote.as_ref()?;
    let quoted = quote.quoted_status.as_deref();
    let page = quoted.and_then(|quoted| quoted.url.clone().or_else(|| quoted.uri.clone()));
    page.or_else(|| quote.url.clone())
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}
