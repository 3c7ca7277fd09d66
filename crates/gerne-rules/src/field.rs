//! What is known about a post besides its words.

/// A field of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Language, as two letters.
    Lang,
    /// Who wrote it.
    From,
    /// Whom it answers.
    To,
    /// The author's shown name.
    Name,
    /// What the author says about themselves.
    Bio,
    /// The kind of channel.
    Channel,
    /// The host of a link.
    Site,
    /// A link, as text.
    Url,
    /// A mail's subject, a page's title.
    Subject,
    /// A brand that it names.
    Brand,
    /// A label in the house.
    Label,
    /// What it holds besides words.
    Has,
    /// What kind of post it is.
    Is,
    /// The author's followers.
    Followers,
    /// The author's posts.
    Posts,
    /// How it sounds.
    Sentiment,
    /// Whether it is a complaint.
    Complaint,
    /// How urgent it is, in points.
    Urgency,
    /// A topic that it names.
    Topic,
    /// Like this text in meaning.
    Similar,
    /// How like, from 0 to 1.
    SimilarThreshold,
    /// A place that it names or comes from.
    Place,
    /// A country, as two letters.
    Country,
    /// The platform's thread.
    Conversation,
    /// Exactly these characters.
    Raw,
    /// A share of all posts, in percent, always the same ones.
    Sample,
    /// The account of ours that it reached.
    Account,
    /// Whether the author is a customer that we know.
    Customer,
    /// Days since we last heard of its author.
    SinceContact,
}

/// What a field is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, compared as a whole.
    Name,
    /// Words, found anywhere within.
    Words,
    /// Characters, found anywhere within.
    Characters,
    /// One of these.
    OneOf(&'static [Choice]),
    /// Two letters of ISO 639-1.
    Language,
    /// A number with its least and most sensible value.
    Number(i64, i64),
}

/// A value and its other names.
pub type Choice = (&'static str, &'static [&'static str]);

/// A field, its name, its other names, its kind, whether few posts have the same value.
type Row = (Field, &'static str, &'static [&'static str], Kind, bool);

const YES: &[Choice] = &[("yes", &["ja", "true", "1"]), ("no", &["nein", "false", "0"])];
const HAS: &[Choice] = &[
    ("media", &["medien"]),
    ("images", &["image", "bild", "bilder", "photo", "photos"]),
    ("video", &["videos", "video_link"]),
    ("links", &["link", "url", "urls"]),
    ("mentions", &["mention"]),
    ("hashtags", &["hashtag"]),
    ("geo", &["place", "location"]),
    ("attachments", &["attachment", "anhang", "file"]),
];
const IS: &[Choice] = &[
    ("reply", &["antwort", "replies"]),
    ("quote", &["zitat"]),
    ("repost", &["retweet", "boost", "rt"]),
    ("verified", &["verifiziert"]),
    ("public", &[]),
    ("private", &["dm"]),
    ("customer", &["kunde", "kundin"]),
];
const SENTIMENT: &[Choice] =
    &[("positive", &["positiv"]), ("negative", &["negativ"]), ("neutral", &[])];
const CHANNELS: &[Choice] = &[
    ("x", &["twitter"]),
    ("mastodon", &["fediverse"]),
    ("facebook", &["fb"]),
    ("email", &["e-mail", "mail"]),
];
const MANY: i64 = 1_000_000_000_000;

const ROWS: &[Row] = &[
    (Field::Lang, "lang", &["language", "sprache"], Kind::Language, false),
    (Field::From, "from", &["author", "von", "autor"], Kind::Name, true),
    (Field::To, "to", &["an"], Kind::Name, true),
    (Field::Name, "name", &["bio_name"], Kind::Words, true),
    (Field::Bio, "bio", &[], Kind::Words, true),
    (Field::Channel, "channel", &["source", "sourcetype", "kanal"], Kind::OneOf(CHANNELS), false),
    (Field::Site, "site", &["domain"], Kind::Name, true),
    (Field::Url, "url", &["links", "url_contains"], Kind::Characters, true),
    (Field::Subject, "title", &["subject", "betreff", "titel"], Kind::Words, true),
    (Field::Brand, "brand", &["marke"], Kind::Name, true),
    (Field::Label, "tag", &["label"], Kind::Name, false),
    (Field::Has, "has", &["hat"], Kind::OneOf(HAS), false),
    (Field::Is, "is", &["ist"], Kind::OneOf(IS), false),
    (
        Field::Followers,
        "followers",
        &["followers_count", "authorfollowers"],
        Kind::Number(0, MANY),
        false,
    ),
    (Field::Posts, "posts", &["tweets_count"], Kind::Number(0, MANY), false),
    (Field::Sentiment, "sentiment", &["stimmung"], Kind::OneOf(SENTIMENT), false),
    (Field::Complaint, "complaint", &["beschwerde"], Kind::OneOf(YES), false),
    (Field::Urgency, "urgency", &["dringend"], Kind::Number(0, 1000), false),
    (Field::Topic, "topic", &["thema"], Kind::Name, true),
    (Field::Similar, "similar", &["embedding"], Kind::Words, true),
    (
        Field::SimilarThreshold,
        "similar_threshold",
        &["embedding_threshold"],
        Kind::Number(0, 1),
        false,
    ),
    (Field::Place, "place", &["ort"], Kind::Words, true),
    (Field::Country, "country", &["place_country", "land"], Kind::Name, false),
    (Field::Conversation, "conversation_id", &[], Kind::Name, true),
    (Field::Raw, "raw", &[], Kind::Characters, true),
    (Field::Sample, "sample", &[], Kind::Number(1, 100), false),
    (Field::Account, "account", &["konto"], Kind::Name, false),
    (Field::Customer, "customer", &["kunde"], Kind::OneOf(YES), false),
    (Field::SinceContact, "since_contact", &[], Kind::Number(0, 36_500), false),
];

/// Fields of others that mean one of ours from a number on.
const AT_LEAST: &[(&str, Field)] = &[("min_followers", Field::Followers)];

impl Field {
    /// All fields.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.0)
    }

    /// By any of its names, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let row = ROWS.iter().find(|row| row.1 == name || row.2.contains(&name.as_str()));
        row.map(|row| row.0)
    }

    /// A field of which the name already says "from this number on".
    pub(crate) fn at_least(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        AT_LEAST.iter().find(|(other, _)| *other == name).map(|(_, field)| *field)
    }

    /// Its name in the canonical form.
    pub fn canonical(self) -> &'static str {
        self.row().1
    }

    /// What it is compared with.
    pub fn kind(self) -> Kind {
        self.row().3
    }

    /// Whether it alone makes a rule that asks for something rare.
    pub(crate) fn is_narrow(self) -> bool {
        self.row().4
    }

    /// Whether a post has at most one value of it.
    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Self::Lang
                | Self::From
                | Self::Channel
                | Self::Country
                | Self::Conversation
                | Self::Account
                | Self::Sentiment
                | Self::Complaint
                | Self::Customer
        ) || matches!(self.kind(), Kind::Number(..))
    }

    /// Whether no connector tells it of any post. Such fields are read because rules that come from other
    /// products have them, most of all to leave posts out.
    pub(crate) fn is_unfed(self, value: &str) -> bool {
        match self {
            Self::Country | Self::Conversation | Self::Label | Self::SinceContact => true,
            Self::Is => matches!(value, "repost" | "verified"),
            Self::Has => value == "geo",
            _ => false,
        }
    }

    fn row(self) -> &'static Row {
        ROWS.iter().find(|row| row.0 == self).unwrap_or(&ROWS[0])
    }

    /// The name that somebody may have meant: few letters differ.
    pub(crate) fn like(name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        let names = ROWS.iter().flat_map(|row| std::iter::once(&row.1).chain(row.2));
        nearest(&name, names.copied())
    }
}

/// The choice that a value names.
pub(crate) fn choice(choices: &'static [Choice], value: &str) -> Option<&'static str> {
    let value = value.to_lowercase();
    let found = choices.iter().find(|(name, others)| *name == value || others.contains(&&*value));
    found.map(|(name, _)| *name)
}

/// The choice that somebody may have meant: written almost so, or another word for it.
pub(crate) fn meant(choices: &'static [Choice], value: &str) -> Option<&'static str> {
    let value = value.to_lowercase();
    let other = OTHERS.iter().find(|(other, _)| *other == value).map_or(&*value, |(_, ours)| ours);
    let all = choices.iter().flat_map(|(name, others)| std::iter::once(name).chain(*others));
    nearest(other, all.copied()).and_then(|like| choice(choices, like))
}

/// Words that people try where they do not know ours: offered, not read.
const OTHERS: &[(&str, &str)] = &[
    ("bad", "negative"),
    ("schlecht", "negative"),
    ("good", "positive"),
    ("gut", "positive"),
    ("picture", "images"),
    ("pictures", "images"),
    ("foto", "images"),
    ("fotos", "images"),
    ("film", "video"),
    ("gif", "video"),
    ("sound", "media"),
    ("ton", "media"),
    ("share", "repost"),
    ("geteilt", "repost"),
];

/// Which of some names is written almost so.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let length = name.chars().count();
    let ranked = names.map(|other| (distance(name, other), other));
    let (steps, best) = ranked.min_by_key(|(steps, _)| *steps)?;
    (steps <= (length / 3).max(1)).then_some(best)
}

/// Letters to change, add, leave out or swap, from one word to another.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) =
        (one.chars().take(40).collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut steps = (row[j] + usize::from(a != b)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                steps = steps.min(before[j - 1] + 1);
            }
            next.push(steps);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

/// Languages by what people call them.
pub(crate) const LANGUAGES: &[(&str, &[&str])] = &[
    ("de", &["deutsch", "german", "ger", "deu", "deutsche"]),
    ("en", &["englisch", "english", "eng"]),
    ("fr", &["französisch", "franzoesisch", "french", "fra", "fre"]),
    ("it", &["italienisch", "italian", "ita"]),
    ("es", &["spanisch", "spanish", "spa"]),
    ("pt", &["portugiesisch", "portuguese", "por"]),
    ("nl", &["niederländisch", "niederlaendisch", "holländisch", "dutch", "nld"]),
    ("pl", &["polnisch", "polish", "pol"]),
    ("tr", &["türkisch", "tuerkisch", "turkish", "tur"]),
    ("cs", &["tschechisch", "czech", "ces", "cz"]),
    ("da", &["dänisch", "daenisch", "danish", "dan", "dk"]),
    ("sv", &["schwedisch", "swedish", "swe", "se"]),
    ("ru", &["russisch", "russian", "rus"]),
    ("uk", &["ukrainisch", "ukrainian", "ukr", "ua"]),
    ("ar", &["arabisch", "arabic", "ara"]),
    ("zh", &["chinesisch", "chinese", "zho"]),
    ("ja", &["japanisch", "japanese", "jpn", "jp"]),
];
/// Further codes that are taken as they are: ISO 639-1, and `und` (not known).
pub(crate) const CODES: &str = "aa ab af ak am an as av ay az ba be bg bh bi bm bn bo br bs ca ce \
    ch co cr cu cv cy dv dz ee el eo et eu fa ff fi fj fo fy ga gd gl gn gu gv ha he hi ho hr ht \
    hu hy hz ia id ie ig ii ik in io is iu iw ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky \
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nn no nr nv ny oc \
    oj om or os pa pi ps qu rm rn ro rw sa sc sd sg sh si sk sl sm sn so sq sr ss st su sw ta te \
    tg th ti tk tl tn to ts tt tw ty ug ur uz ve vi vo wa wo xh yi yo za zu und";
