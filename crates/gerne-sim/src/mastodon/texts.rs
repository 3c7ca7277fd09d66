//! Error texts in the account's language: a client must decide by status code, never by text.

/// Something the server says to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    InvalidToken,
    RevokedToken,
    NeedsUser,
    OutsideScopes,
    NotFound,
    RateLimited,
    Unavailable,
    Internal,
    Forbidden,
    Gone,
    Blank,
    TooLong(usize),
    TooManyFiles(usize),
    FileNotReady,
    FileNotFound(String),
    FileUnknownType,
    FileTooLarge,
    FileFailed,
    PollAndFiles,
    PollOptions,
    PollOptionLength,
    PollExpiry,
    QuoteAndFiles,
    QuoteDenied,
    ReplyGone,
    BadVisibility,
    DescriptionTooLong(usize),
    PollExpired,
    BadRedirect,
    BadScope,
    BadApp(String),
}

impl Text {
    /// In `de`, `ja`, or else English.
    pub(crate) fn say(&self, language: &str) -> String {
        match language {
            "de" => self.german(),
            "ja" => self.japanese(),
            _ => self.english(),
        }
    }

    fn english(&self) -> String {
        let failed = |what: &str| format!("Validation failed: {what}");
        match self {
            Self::InvalidToken => "The access token is invalid".to_owned(),
            Self::RevokedToken => "The access token was revoked".to_owned(),
            Self::NeedsUser => "This method requires an authenticated user".to_owned(),
            Self::OutsideScopes => "This action is outside the authorized scopes".to_owned(),
            Self::NotFound => "Record not found".to_owned(),
            Self::RateLimited => "Too many requests".to_owned(),
            Self::Unavailable => {
                "There was a temporary problem serving your request, please try again".to_owned()
            }
            Self::Internal => "We're sorry, but something went wrong on our end.".to_owned(),
            Self::Forbidden => "This action is not allowed".to_owned(),
            Self::Gone => "Gone".to_owned(),
            Self::Blank => failed("Text can't be blank"),
            Self::TooLong(max) => failed(&format!("Text character limit of {max} exceeded")),
            Self::TooManyFiles(max) => failed(&format!("Cannot attach more than {max} files")),
            Self::FileNotReady => failed(
                "Cannot attach files that have not finished processing. Try again in a moment!",
            ),
            Self::FileNotFound(ids) => {
                failed(&format!("Media {ids} not found or already attached to another post"))
            }
            Self::FileUnknownType => failed("File content type is not supported"),
            Self::FileTooLarge => failed("File file size is too large"),
            Self::FileFailed => "Error processing thumbnail for uploaded media".to_owned(),
            Self::PollAndFiles => failed("Cannot attach a poll and files"),
            Self::PollOptions => failed("Options number is not allowed"),
            Self::PollOptionLength => failed("Options character limit exceeded"),
            Self::PollExpiry => failed("Duration is out of bounds"),
            Self::QuoteAndFiles => failed("Cannot attach files or a poll to a quote"),
            Self::QuoteDenied => failed("You are not allowed to quote this post"),
            Self::ReplyGone => {
                "The post you are trying to reply to does not appear to exist.".to_owned()
            }
            Self::BadVisibility => failed("Visibility is not included in the list"),
            Self::DescriptionTooLong(max) => {
                failed(&format!("Description is too long (maximum is {max} characters)"))
            }
            Self::PollExpired => failed("The poll has already ended"),
            Self::BadRedirect => "The redirect uri included is not valid.".to_owned(),
            Self::BadScope => "The requested scope is invalid, unknown, or malformed.".to_owned(),
            Self::BadApp(what) => failed(what),
        }
    }

    fn german(&self) -> String {
        let failed = |what: &str| format!("Gültigkeitsprüfung ist fehlgeschlagen: {what}");
        match self {
            Self::InvalidToken => "Das Zugriffs-Token ist ungültig".to_owned(),
            Self::RevokedToken => "Das Zugriffs-Token wurde annulliert".to_owned(),
            Self::NeedsUser => "Diese Methode erfordert ein angemeldetes Konto".to_owned(),
            Self::OutsideScopes => {
                "Diese Aktion liegt außerhalb der genehmigten Befugnisse".to_owned()
            }
            Self::NotFound => "Eintrag nicht gefunden".to_owned(),
            Self::RateLimited => "Zu viele Anfragen".to_owned(),
            Self::Unavailable => {
                "Vorübergehend nicht erreichbar, bitte erneut versuchen".to_owned()
            }
            Self::Internal => "Bei uns ist etwas schiefgelaufen.".to_owned(),
            Self::Forbidden => "Diese Aktion ist nicht erlaubt".to_owned(),
            Self::Gone => "Nicht mehr vorhanden".to_owned(),
            Self::Blank => failed("Text muss ausgefüllt werden"),
            Self::TooLong(max) => failed(&format!("Text hat mehr als {max} Zeichen")),
            Self::TooManyFiles(max) => {
                failed(&format!("Es dürfen nicht mehr als {max} Dateien angehängt werden"))
            }
            Self::FileNotReady => {
                failed("Dateien, die noch nicht verarbeitet wurden, können nicht angehängt werden")
            }
            Self::FileNotFound(ids) => {
                failed(&format!("Medien {ids} nicht gefunden oder bereits verwendet"))
            }
            Self::FileUnknownType => failed("Datei hat ein nicht unterstütztes Format"),
            Self::FileTooLarge => failed("Datei ist zu groß"),
            Self::FileFailed => "Fehler beim Verarbeiten der hochgeladenen Datei".to_owned(),
            Self::PollAndFiles => failed("Umfrage und Dateien schließen sich aus"),
            Self::PollOptions => failed("Anzahl der Auswahlmöglichkeiten ist nicht erlaubt"),
            Self::PollOptionLength => failed("Auswahlmöglichkeit ist zu lang"),
            Self::PollExpiry => failed("Dauer liegt außerhalb der Grenzen"),
            Self::QuoteAndFiles => failed("Zitat und Dateien schließen sich aus"),
            Self::QuoteDenied => failed("Dieser Beitrag darf nicht zitiert werden"),
            Self::ReplyGone => {
                "Der Beitrag, auf den du antworten möchtest, scheint nicht zu existieren."
                    .to_owned()
            }
            Self::BadVisibility => failed("Sichtbarkeit ist kein gültiger Wert"),
            Self::DescriptionTooLong(max) => {
                failed(&format!("Beschreibung ist zu lang (mehr als {max} Zeichen)"))
            }
            Self::PollExpired => failed("Die Umfrage ist bereits vorbei"),
            Self::BadRedirect => "Die Weiterleitungs-URI ist ungültig.".to_owned(),
            Self::BadScope => "Die angeforderte Befugnis ist ungültig oder unbekannt.".to_owned(),
            Self::BadApp(what) => failed(what),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::InvalidToken => "アクセストークンは無効です".to_owned(),
            Self::RevokedToken => "アクセストークンは取り消されています".to_owned(),
            Self::OutsideScopes => "この操作は許可された範囲外です".to_owned(),
            Self::NotFound => "見つかりませんでした".to_owned(),
            Self::RateLimited => "リクエストが多すぎます".to_owned(),
            other => format!("検証に失敗しました: {}", other.english()),
        }
    }
}
