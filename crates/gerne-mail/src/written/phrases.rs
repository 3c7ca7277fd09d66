//! Words of mail programs, in the languages that they speak. Lower case, with `|` between them.

/// "wrote", at the end of or inside the line above a quoted mail. Parts of a pattern.
pub(super) const WROTE: &str = concat!(
    "wrote|writes|has written|sent|",
    "schrieb|schrieben|schreibt|hat geschrieben|geschrieben|",
    "a écrit|a ecrit|écrit|",
    "escribió|escribio|escribe|ha escrit|",
    "ha scritto|scrisse|scrive|",
    "escreveu|",
    "schreef|geschreven|heeft het volgende geschreven|",
    "skrev|skriver|",
    "napisał\\(a\\)|napisał|napisała|pisze|",
    "kirjoitti|",
    "написал\\(а\\)|написал|написала|пишет|",
    "napsal\\(a\\)|napsal|napsala|napísal|",
    "ezt írta|írta|",
    "a scris|yazdı|şunları yazdı|έγραψε|",
    "写道|寫道|のメール"
);

/// How the line above a quoted mail starts, before a date. Parts of a pattern.
pub(super) const ON: &str = concat!(
    "on|am|le|el|il|em|op|den|dnia|w dniu|in data|på|dne|dňa|vom|dana|pe|în data de|a|στις|tarihinde|",
    "il giorno|nachricht vom|mail vom|e-mail vom|message du|messaggio del|date"
);

/// Days of the week and months, as they start. Parts of a pattern.
pub(super) const DAY: &str = concat!(
    "mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|",
    "samstag|sonnabend|sonntag|lun|mar|mer|jeu|ven|sam|dim|lunes|martes|miércoles|jueves|viernes|",
    "sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|",
    "woensdag|donderdag|vrijdag|zaterdag|zondag|man|tir|ons|tor|tors|fre|lør|søn|lör|sön|",
    "poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|",
    "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|",
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
);

/// Between rules: an older mail follows.
pub(super) const ORIGINAL: &str = concat!(
    "original message|originalnachricht|original-nachricht|original nachricht|",
    "ursprüngliche nachricht|ursprungliche nachricht|urspruengliche nachricht|",
    "ursprüngliche mail|ursprüngliche e-mail|ursprüngliche email|originale nachricht|",
    "originalmail|original-mail|original mail|original e-mail|original email|",
    "antwort nachricht|reply message|vorherige nachricht|zitierte nachricht|",
    "ursprüngl. nachricht|urspr. nachricht|originaltext|originalmeldung|message d'origine|",
    "message d’origine|message original|message initial|mensaje original|messaggio originale|",
    "messaggio original|mensagem original|oorspronkelijk bericht|origineel bericht|",
    "oprindelig meddelelse|original meddelelse|opprinnelig melding|originalmelding|",
    "ursprungligt meddelande|originalmeddelande|wiadomość oryginalna|oryginalna wiadomość|",
    "исходное сообщение|původní zpráva|pôvodná správa|alkuperäinen viesti|eredeti üzenet|",
    "orijinal mesaj|mesaj original|原始邮件|原始郵件",
);

/// A mail follows that the writer passes on: it is what they want to show.
pub(super) const FORWARDED: &str = concat!(
    "forwarded message|forwarded mail|forwarded by|weitergeleitete nachricht|",
    "weitergeleitete mail|weitergeleitete e-mail|weitergeleitete email|",
    "weitergeleiteten nachricht|weitergeleiteten e-mail|weitergeleitet von|message transféré|",
    "message transmis|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|",
    "doorgestuurd bericht|videresendt|videresendt melding|vidarebefordrat meddelande|",
    "przekazana wiadomość|wiadomość przekazana|пересылаемое сообщение|пересланное сообщение|",
    "přeposlaná zpráva|välitetty viesti|转发的邮件",
);

/// Fields above an older mail, as mail programs name them, by what they hold.
pub(super) const FROM: &str = concat!(
    "from|von|de|da|van|fra|från|od|от|от кого|absender|expéditeur|mittente|remitente|",
    "lähettäjä|feladó|kimden|gönderen|发件人|寄件者|差出人|sender",
);
pub(super) const DATE: &str = concat!(
    "sent|date|gesendet|gesendet am|datum|gesendet von|envoyé|envoyé le|enviado|enviado el|",
    "enviada em|enviado em|enviada|fecha|data|inviato|inviata|verzonden|verzonden op|sendt|",
    "skickat|dato|wysłano|odesláno|дата|отправлено|message du|发送时间|日期|sent on|datum/zeit|",
    "date/time|lähetetty|päivämäärä|elküldve|dátum|tarih|送信日時|zeit|gesendet um|sendedatum",
);
pub(super) const TO: &str = concat!(
    "to|an|à|a|para|aan|til|till|do|кому|komu|收件人|empfänger|destinataire|destinatario|",
    "destinatari|cc|kopie|kopie an|copie à|copie|cópia|bcc|reply-to|antwort an|копия|dw|dk|",
    "kopia|vastaanottaja|címzett|kime|宛先|收件者|rispondi a|répondre à",
);
pub(super) const SUBJECT: &str = concat!(
    "subject|betreff|objet|sujet|oggetto|asunto|assunto|onderwerp|emne|ämne|temat|tema|тема|",
    "předmět|predmet|主题|主旨|件名|aihe|tárgy|konu|betrifft|risposta",
);
/// Fields that may stand among them and say nothing.
pub(super) const OTHER: &str = concat!(
    "importance|priority|wichtigkeit|priorität|attachments|anlagen|anhänge|anhang|attachment|",
    "pièces jointes|organisation|organization|message-id|betreff (original)",
);

/// Devices and programs that write "sent from".
pub(super) const DEVICE: &str = concat!(
    "unterwegs|iphone|ipad|ipod|imac|macbook|apple watch|android|galaxy|samsung|huawei|honor|xiaomi|redmi|oneplus|oppo|",
    "realme|pixel|fairphone|motorola|moto|nokia|sony|xperia|lg|htc|alcatel|blackberry|mobile|mobil|mobiltelefon|",
    "mobilgerät|mobilger|mobilen?|handy|smartphone|phone|telefon|téléphone|teléfono|telefono|telefoon|cell|tablet|",
    "tablet-pc|gerät|device|outlook|mail|mailbox|airmail|windows|yahoo|gmx|web\\.de|freenet|t-online|telekom|",
    "1&1|ionos|proton|protonmail|thunderbird|spark|bluemail|aquamail|k-9|fairemail|tutanota|tuta|posteo|",
    "mailbox\\.org|nine|edison|e-?mail-app|mail-app|app|pc|laptop|notebook|мобильного|айфона|iphonesta|手机|iphone 傳送"
);

/// How a notice of a legal department, a virus scanner or a mail service starts.
pub(super) const NOTICE: &str = concat!(
    "diese e-mail enthält vertrauliche|diese e-mail enthält möglicherweise vertrauliche|",
    "diese email enthält vertrauliche|diese mail enthält vertrauliche|",
    "diese nachricht enthält vertrauliche|diese e-mail kann vertrauliche|",
    "diese nachricht kann vertrauliche|diese e-mail ist vertraulich|",
    "diese nachricht ist vertraulich|diese e-mail und alle anhänge|",
    "diese e-mail und ihre anhänge|diese e-mail und etwaige anhänge|",
    "diese e-mail einschließlich|diese e-mail nebst|diese e-mail (einschließlich|",
    "der inhalt dieser e-mail ist vertraulich|der inhalt dieser nachricht ist vertraulich|",
    "der inhalt dieser e-mail ist ausschließlich|die information in dieser e-mail|",
    "die informationen in dieser e-mail|die in dieser e-mail enthaltenen|",
    "die in dieser nachricht enthaltenen|diese e-mail ist ausschließlich für|",
    "diese nachricht ist ausschließlich für|vertraulichkeitshinweis|haftungsausschluss|",
    "rechtlicher hinweis|disclaimer:|wichtiger hinweis: diese e-mail|hinweis: diese e-mail|",
    "wenn sie nicht der richtige adressat|sollten sie nicht der richtige adressat|",
    "sollten sie nicht der vorgesehene|falls sie nicht der richtige|",
    "falls sie nicht der beabsichtigte|bitte denken sie an die umwelt|",
    "bitte prüfen sie, ob diese|denken sie an die umwelt|schonen sie die umwelt|",
    "bitte prüfen sie der umwelt zuliebe|der umwelt zuliebe|",
    "bevor sie diese e-mail ausdrucken|informationen zum datenschutz|",
    "hinweise zum datenschutz|unsere datenschutzhinweise|",
    "informationen zur verarbeitung ihrer daten|this email message and any attachments|",
    "this e-mail and any attachments|this email and any|this message and any attachments|",
    "this e-mail message|this message is confidential|this email is confidential|",
    "this e-mail is confidential|this communication is confidential|",
    "this email may contain confidential|this e-mail may contain confidential|",
    "this message may contain confidential|this message contains confidential|",
    "this email contains confidential|the information contained in this|",
    "the information in this e|the contents of this e|confidentiality notice|",
    "please consider the environment|think before you print|",
    "le informazioni contenute in questo messaggio|ce message et toutes|",
    "ce message et les pièces jointes|este mensaje y sus|este correo electrónico|",
    "diese e-mail wurde auf viren|diese e-mail wurde von avast|",
    "diese e-mail wurde von antivir|diese email wurde von avast|virenfrei.|virus-free.|",
    "this email has been checked for viruses|this e-mail has been checked for viruses|",
    "diese nachricht wurde auf viren|questo messaggio e' stato analizzato|",
    "questo messaggio è stato analizzato",
);
