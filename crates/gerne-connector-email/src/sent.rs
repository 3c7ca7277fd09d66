//! What was sent: found again in the folder of sent mail, and filed there.

use gerne_connector::ConnectorError;
use gerne_domain::{ExternalId, Outbound, Receipt, time::before};

use crate::{
    account::{Connection, Watched},
    imap::{Imap, ImapError, quoted},
};

/// Clocks and time zones may differ; a search by day must begin early enough.
const SLACK: std::time::Duration = std::time::Duration::from_hours(48);

impl Connection {
    /// Whether a mail of this name stands in the folder of sent mail. Where there is no such
    /// folder nothing is found, and a person decides.
    pub(crate) async fn find(
        &self,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ConnectorError> {
        let mut imap = self.open_imap().await?;
        let found = self.find_in(&mut imap, outbound).await;
        imap.close().await;
        found.map_err(|error| self.failed(error))
    }

    pub(crate) async fn find_in(
        &self,
        imap: &mut Imap,
        outbound: &Outbound,
    ) -> Result<Option<Receipt>, ImapError> {
        let name = outbound.letter.as_ref().and_then(|letter| letter.head.name.as_deref());
        let Some(name) = name else { return Ok(None) };
        if !self.open_sent(imap).await? {
            return Ok(None);
        }
        let day = before(outbound.written_at, SLACK).strftime("%d-%b-%Y");
        let id = quoted(name)?;
        // Exchange gives mails names of its own, and keeps ours aside.
        let query = format!(
            "SINCE {day} OR HEADER Message-ID {id} HEADER X-Microsoft-Original-Message-ID {id}"
        );
        for uid in imap.search(&query).await?.into_iter().rev() {
            let heads = imap.heads(&format!("UID FETCH {uid}")).await?;
            for (_, raw) in imap.bodies(&heads, true).await? {
                // A search finds parts of names, too.
                let mail = gerne_mail::read(&raw);
                let names = [&mail.message_id, &mail.original_message_id];
                if names.into_iter().flatten().any(|found| found == name) {
                    return Ok(Some(receipt(&raw, outbound)));
                }
            }
        }
        Ok(None)
    }

    /// Puts what was sent where people look for it. It is sent, whatever becomes of this.
    pub(crate) async fn file(&self, line: Option<Imap>, mail: &[u8]) {
        if self.facts().files_itself {
            return;
        }
        let filed = match line {
            Some(mut imap) => match self.file_in(&mut imap, mail).await {
                Err(error) if error.is_about_the_line() => self.file_anew(mail).await,
                filed => {
                    imap.close().await;
                    filed
                }
            },
            None => self.file_anew(mail).await,
        };
        if let Err(error) = filed {
            tracing::warn!(%error, "what was sent could not be filed in the folder of sent mail");
        }
    }

    async fn file_anew(&self, mail: &[u8]) -> Result<(), ImapError> {
        let mut imap = self.open_raw().await?;
        let filed = self.file_in(&mut imap, mail).await;
        imap.close().await;
        filed
    }

    async fn file_in(&self, imap: &mut Imap, mail: &[u8]) -> Result<(), ImapError> {
        if self.folder(Watched::Sent).is_none() {
            self.find_folders(imap).await?;
        }
        match self.folder(Watched::Sent) {
            Some(folder) => imap.append(&folder, mail).await,
            None => Ok(()),
        }
    }

    async fn open_sent(&self, imap: &mut Imap) -> Result<bool, ImapError> {
        for fresh in [false, true] {
            if fresh {
                self.find_folders(imap).await?;
            }
            let Some(folder) = self.folder(Watched::Sent) else { continue };
            match imap.examine(&folder).await {
                Ok(_) => return Ok(true),
                Err(ImapError::NoFolder) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}

/// By its bytes, as it would be known if it came back.
pub(crate) fn receipt(raw: &[u8], outbound: &Outbound) -> Receipt {
    Receipt {
        external_id: Some(ExternalId(hex::encode(gerne_mail::fingerprint(raw)))),
        url: None,
        published_at: outbound.written_at,
    }
}
