//! Words of servers that send mail back. Lower case, with `|` between them.

/// Who writes reports: local parts, letters and digits only; and names beside them.
pub(super) const SENDERS: &str = concat!(
    "mailerdaemon|maildaemon|postmaster|mmdf|mdaemon|maildeliverysubsystem|mailadmin|",
    "maildelivery|bounce|bounces|uucp|bouncehandler|doublebounce|maildeliverysystem",
);

pub(super) const NAMES: &str = concat!(
    "mail delivery system|mail delivery subsystem|mailer-daemon|mail delivery service|",
    "postmaster|mail administrator|mail system|delivery subsystem|system administrator|",
    "internet mail delivery|mail router|email delivery|mailer daemon|microsoft outlook|",
    "network mail|mail service",
);

/// How their subjects go, lower case.
pub(super) const SUBJECTS: &str = concat!(
    "undelivered mail|undeliverable|undeliverable:|undelivered|delivery status notification|",
    "delivery failure|delivery failed|delivery notification|delivery report|",
    "delivery has failed|mail delivery failed|mail delivery failure|mail delivery error|",
    "mail delivery problem|mail error|mail failure|mail system error|",
    "message delivery failure|message undeliverable|message status - undeliverable|",
    "message could not be delivered|failure notice|failure delivery|returned mail|",
    "returned to sender|returned email|returned message|return receipt|non delivery|",
    "non-delivery|nondeliverable|nondelivery|could not send message|could not be delivered|",
    "couldn't be delivered|not delivered|user unknown|unknown user|bounced mail|bounce:|",
    "email delivery error|warning: could not|warning: message|delayed mail|",
    "mail delivery delayed|delivery delayed|delivery delay|rejected mail|mail delivery warning|delivery warning|returning to sender|returning message|mail failed|failed mail|",
    "error sending your mail|error during delivery|message rejected|",
    "mail rejected|mail could not|unable to deliver|undelivrable|unzustellbar|",
    "nicht zugestellt|nicht zustellbar|zustellung fehlgeschlagen|zustellung der mail|",
    "unzustellbare|fehler bei der zustellung|übermittlungsfehler|",
    "mailzustellung fehlgeschlagen|benachrichtigung über|benachrichtigung zum|verzögert|",
    "nachricht konnte nicht|rückläufer|échec de la remise|non remis|no se puede entregar|",
    "mancata consegna|non recapitabile|onbestelbaar|niedostarczona|не доставлено|",
    "недоставленное|不达|退信",
);

/// Says that it is tried again.
pub(super) const DELAYED: &str = concat!(
    "will be retried|will continue to try|will keep trying|still trying|has been delayed|",
    "was delayed|delayed mail|delivery delayed|warning message only|",
    "you do not need to resend|need to resend your message|has not yet been delivered|",
    "not yet been delivered|not been delivered yet|wird weiterhin versucht|",
    "noch nicht zugestellt|verzögert|keine aktion erforderlich|transient non-fatal|",
    "temporarily deferred|no action is required on your part|is delayed|has been postponed|",
    "continue to try|attempts will continue|will continue for|has been postponed|continue to try|attempts will continue|will continue for|",
    "could not be sent for the last|",
    "message still undelivered|will be attempted",
);

/// Says that it is for good, whatever stands elsewhere.
pub(super) const FAILED: &str = concat!(
    "permanent fatal error|permanent error|permanent failure|giving up|given up|fatal error|",
    "i've given up|could not be delivered to one or more|undeliverable|message expired|",
    "delivery to the following recipients failed|has been returned|failed permanently|",
    "returned to sender",
);

/// Where the copy of our mail starts: what follows is not the server's.
pub(super) const COPY: &str = concat!(
    "this is a copy of|below this line is a copy|original message follows|original message:|",
    "unsent message below|message header follows|header follows|text of message follows|",
    "returned message follows|start of returned message|included is a copy|message follows|",
    "--- original message|-----original message|----- original|the original message|",
    "copy of the message|ihre nachricht:|ursprüngliche nachricht|headers of the original|",
    "forwarded message|return-path:|received: from|original headers|message headers|",
    "----- unsent",
);

/// How a server says that it did not deliver.
pub(super) const REFUSED: &str = concat!(
    "could not be delivered|not delivered|undeliverable|delivery failed|delivery failure|",
    "user unknown|unknown user|no such user|wasn't able to deliver|was not able to deliver|",
    "unable to deliver|konnte nicht zugestellt|nicht zustellbar|returned to sender|",
    "failed to deliver|cannot be delivered|did not reach|couldn't be delivered|",
    "was not delivered|doesn't exist|does not exist|mailbox full|mailbox is full|over quota|",
    "not listed in|delivery to the following|has failed|rejected",
);

/// Reasons that pass.
pub(super) const PASSES: &str = concat!(
    "mailbox full|mailbox is full|over quota|quota exceeded|try again later|temporar|",
    "timed out|timeout|connection refused|too many|exceeded storage|postfach voll|expired",
);
