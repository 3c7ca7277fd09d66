//! What there is of each kind, and how much of it is kept.

/// Deepest nesting.
pub(super) const MOST_DEPTH: usize = 80;
/// Most attributes of one tag.
pub(super) const MOST_ATTRIBUTES: usize = 40;
/// Most tags, with those that a parser would add: the same number the second time, when some are gone.
pub(super) const MOST_TAGS: usize = 16_000;

/// Most angle brackets in a row that are kept.
pub(super) const MOST_BRACKETS: usize = 64;

/// Have no end tag.
pub(super) const VOID: &[&str] =
    &["area", "br", "col", "embed", "hr", "img", "link", "meta", "wbr"];
/// Go with all that is inside.
pub(super) const UNSEEN: &[&str] = &[
    "script", "style", "title", "iframe", "noembed", "noframes", "object", "applet", "svg", "math",
];
/// Go, and leave what is inside.
pub(super) const DROPPED: &[&str] = &[
    "html",
    "head",
    "body",
    "form",
    "input",
    "select",
    "option",
    "optgroup",
    "button",
    "textarea",
    "frameset",
    "frame",
    "noscript",
    "template",
    "plaintext",
    "xmp",
    "listing",
    "nobr",
    "base",
    "embed",
    "link",
    "meta",
    "image",
    "param",
    "marquee",
    "caption",
    "colgroup",
    "col",
    "rb",
    "rtc",
    "rt",
    "rp",
    "ruby",
    "keygen",
    "isindex",
    "dialog",
    "slot",
    "portal",
    "xml",
];
/// End an open paragraph, and what is open in it: a parser would do so, and open the formatting in it
/// again and again.
pub(super) const BLOCKS: &str = concat!(
    "address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figcaption|figure|footer|header|",
    "hgroup|main|menu|nav|ol|p|section|summary|ul|h1|h2|h3|h4|h5|h6|pre|li|dd|dt|hr|table"
);
/// Close one like them that is open inside the nearest of these.
pub(super) const REPEATED: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol"]),
    ("dt", &["dl"]),
    ("dd", &["dl"]),
    ("td", &["tr", "table"]),
    ("th", &["tr", "table"]),
    ("tr", &["table"]),
    ("tbody", &["table"]),
    ("thead", &["table"]),
    ("tfoot", &["table"]),
];
/// Only make sense in a table.
pub(super) const PARTS: &[&str] = &["td", "th", "tr", "tbody", "thead", "tfoot"];
pub(super) const SECTIONS: &[&str] = &["table", "tbody", "thead", "tfoot"];
