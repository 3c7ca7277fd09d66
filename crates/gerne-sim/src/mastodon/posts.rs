//! What tests and the square hand in and get back: people and posts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who may see a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone, in all timelines.
    #[default]
    Public,
    /// Everyone, but in no public timeline ("quiet public").
    Unlisted,
    /// Followers and those mentioned.
    Private,
    /// Only those mentioned.
    Direct,
}

impl Visibility {
    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Unlisted => "unlisted",
            Self::Private => "private",
            Self::Direct => "direct",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Public, Self::Unlisted, Self::Private, Self::Direct]
            .into_iter()
            .find(|visibility| visibility.as_str() == text)
    }
}

/// A person, a company or a bot on the platform.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonSpec {
    /// `name` for somebody of this server, `name@host` for somebody elsewhere.
    pub handle: String,
    /// Shown name; the handle's name when empty.
    pub name: String,
    /// `de`, `en`, …: language of posts and of the server's error texts. Empty: `en`.
    pub language: String,
    /// Profile text.
    pub note: String,
    /// How the drawn face looks: four digits for hair style (0–5), skin (0–5), hair colour (0–7),
    /// glasses (0–1). Empty: drawn from the handle.
    pub look: String,
    /// Approves followers by hand; the default visibility is `private`.
    pub locked: bool,
    /// Marked as automated.
    pub bot: bool,
    /// Not a customer but the company's own account.
    pub company: bool,
    /// Handles this person follows, among those who exist.
    pub follows: Vec<String>,
}

impl PersonSpec {
    /// A customer with this handle and name.
    pub fn new(handle: &str, name: &str) -> Self {
        Self { handle: handle.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// Speaks this language (`de`, `en`, `ja`).
    #[must_use]
    pub fn lang(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Is the company's own account.
    #[must_use]
    pub fn company(mut self) -> Self {
        self.company = true;
        self
    }
}

/// A post to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostSpec {
    /// Source text; mentions as `@handle`.
    pub text: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Id of the post it answers.
    pub in_reply_to: Option<String>,
    /// Id of the post it quotes.
    pub quote: Option<String>,
    /// Content warning.
    pub spoiler_text: String,
    /// Hide the media behind a click.
    pub sensitive: bool,
    /// Language of the text; the person's when `None`.
    pub language: Option<String>,
    /// Ids of uploaded media.
    pub media: Vec<String>,
    /// A question with options.
    pub poll: Option<PollSpec>,
    /// When it was posted; the clock's time when `None`. May lie in the past.
    pub created_at: Option<Timestamp>,
}

impl PostSpec {
    /// For everyone.
    pub fn public(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }

    /// For those mentioned only.
    pub fn direct(text: &str) -> Self {
        Self::public(text).visibility(Visibility::Direct)
    }

    /// For these eyes.
    #[must_use]
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// Answers this post.
    #[must_use]
    pub fn reply_to(mut self, id: &str) -> Self {
        self.in_reply_to = Some(id.to_owned());
        self
    }

    /// Quotes this post.
    #[must_use]
    pub fn quote(mut self, id: &str) -> Self {
        self.quote = Some(id.to_owned());
        self
    }

    /// Behind a content warning.
    #[must_use]
    pub fn spoiler(mut self, text: &str) -> Self {
        text.clone_into(&mut self.spoiler_text);
        self
    }

    /// In this language.
    #[must_use]
    pub fn lang(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// With this uploaded file.
    #[must_use]
    pub fn media(mut self, id: &str) -> Self {
        self.media.push(id.to_owned());
        self
    }

    /// Posted at this instant.
    #[must_use]
    pub fn at(mut self, at: Timestamp) -> Self {
        self.created_at = Some(at);
        self
    }
}

/// A poll to attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollSpec {
    /// What one can choose.
    pub options: Vec<String>,
    /// Seconds until it ends.
    pub expires_in: u64,
    /// More than one choice.
    #[serde(default)]
    pub multiple: bool,
}

/// A post as it is on the platform now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// Its id in the API.
    pub id: String,
    /// Its `ActivityPub` identity, the same on every server.
    pub uri: String,
    /// Where people read it.
    pub url: String,
    /// `acct` of the author.
    pub author: String,
    /// Source text.
    pub text: String,
    /// As `content` carries it.
    pub html: String,
    /// Content warning.
    pub spoiler_text: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Language.
    pub language: Option<String>,
    /// Id of the post it answers.
    pub in_reply_to: Option<String>,
    /// Id of the post it quotes.
    pub quote: Option<String>,
    /// `acct` of everyone mentioned, in order.
    pub mentions: Vec<String>,
    /// Ids of its media.
    pub media: Vec<String>,
    /// When it was posted.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// Whether it is gone (then only the library still knows it).
    pub deleted: bool,
    /// `acct` of everyone who likes it.
    pub favourited_by: Vec<String>,
    /// The Idempotency-Key it was made with.
    pub idempotency_key: Option<String>,
    /// Name of the application that made it; `None` for the people on the square.
    pub application: Option<String>,
}
