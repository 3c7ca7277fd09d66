//! One body for every public method, run on both engines.

mod accounts;
mod conversations;
mod customers;
mod deliveries;
mod forgetting;
mod hands;
mod joins;
mod letters;
mod many;
mod messages;
mod people;
mod small;
mod store;

/// All bodies, once per engine.
macro_rules! conformance {
    ($($module:ident :: $body:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $body() {
                super::$module::$body(&crate::support::House::sqlite().await).await;
            })*
        }

        mod postgres {
            $(#[tokio::test]
            #[ignore = "runs with scripts/test-postgres.sh"]
            async fn $body() {
                super::$module::$body(&crate::support::House::postgres().await).await;
            })*
        }
    };
}

conformance! {
    accounts::accounts_come_and_go,
    accounts::cursors_move,
    accounts::secrets_are_sealed,
    accounts::connectings_are_taken_once,
    accounts::what_is_spent_adds_up,
    people::teams_form_and_dissolve,
    people::agents_come_in,
    people::sessions_last_until_they_expire,
    people::tickets_work_once,
    people::scopes_follow_teams,
    customers::identities_follow_their_platform,
    customers::customers_are_found,
    conversations::rows_come_back_as_they_went,
    conversations::lists_narrow_order_and_page,
    conversations::snoozed_ones_wake,
    messages::messages_come_once,
    messages::edits_and_deletes_leave_what_they_must,
    messages::timelines_page_backwards,
    messages::receipts_find_what_was_fetched_first,
    messages::threads_move_and_merge,
    messages::attachments_are_fetched,
    messages::notes_call,
    messages::what_may_have_changed_is_checked,
    messages::all_of_a_thread_is_checked,
    messages::hostile_text_is_only_text,
    many::many_come_at_once,
    many::a_batch_is_found_as_it_ended,
    deliveries::a_reply_goes_its_way,
    deliveries::replies_of_one_matter_keep_their_order,
    deliveries::races_have_one_winner,
    deliveries::the_outbox_is_counted,
    forgetting::erasures_are_recorded_and_known_again,
    forgetting::one_at_a_time_erases,
    forgetting::people_are_taken_out,
    forgetting::names_of_all_letters_are_struck_out,
    forgetting::what_is_old_is_found,
    hands::one_step_is_kept,
    hands::texts_are_kept_ready,
    hands::deletions_wait_and_are_decided_once,
    hands::hidings_stand_until_they_end,
    hands::notes_are_found,
    joins::conversations_join_and_separate,
    joins::customers_join_and_separate,
    joins::a_chain_of_joins_comes_apart,
    letters::letters_are_found_by_their_names,
    letters::what_came_back_is_kept,
    letters::the_pace_of_letters_and_what_the_house_said_are_known,
    letters::what_they_wrote_about_before_is_found,
    letters::quotes_are_found_by_names_and_forgotten,
    small::answers_are_remembered,
    small::what_was_done_once_stays_known,
    small::drafts_are_kept,
    small::labels_and_views,
    small::notifications_and_alarms,
    small::calls_wait_until_they_are_worked_off,
    small::leases_have_one_holder,
    store::events_are_numbered_and_followed,
    store::nodes_tell_each_other,
    store::snapshots_stand_still,
    store::searches_find,
    store::closing_carries_out_what_is_queued,
    store::unreadable_rows_say_where,
}
