//! The engine with a connector that does what it is told, and a clock that stands still.

mod alarm_mails;
mod announcing;
mod conversations;
mod deadlines;
mod delivering;
mod ends;
mod erasing;
mod flagging;
mod forgetting;
mod gaps;
mod hands;
mod incidents;
mod ingesting;
mod joining;
mod knowing;
mod lanes;
mod letters;
mod measuring;
mod next;
mod nodes;
mod noticing;
mod owed;
mod pushed;
mod same;
mod scripted;
mod shuffled;
mod spending;
mod stage;
mod storing;
mod taking_back;
mod times;

/// Stands for what no version of ours can keep.
pub(crate) fn cannot_be_kept(item: &gerne_domain::Item) -> bool {
    matches!(item, gerne_domain::Item::Message(message) if message.text == "cannot be kept")
}
