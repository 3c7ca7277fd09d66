//! One body for every public method, run on both engines.

mod accounts;
mod conversations;
mod customers;
mod deliveries;
mod forgetting;
mod hands;
mod joins;
mod known;
mod letters;
mod many;
mod messages;
mod owed;
mod people;
mod rules;
mod same;
mod small;
mod store;
mod time;

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
    time::hours_are_set_and_dropped,
    time::targets_end_and_others_begin,
    time::what_is_late_climbs,
    time::what_was_measured_is_packed_and_stays_the_same,
    time::one_of_two_is_given_it,
    time::who_waits_now_is_counted,
    rules::rules_are_kept_and_counted,
    rules::flags_wait_are_decided_and_go,
    rules::tones_are_put_and_read,
    rules::lessons_and_worries_are_kept,
    rules::incidents_gather_who_reports_them,
    rules::announcements_go_once_and_step_by_step,
    time::reports_are_kept,
    time::who_is_good_at_what_is_known,
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
    deliveries::what_the_house_said_in_vain_is_in_the_outbox,
    forgetting::erasures_are_recorded_and_known_again,
    forgetting::one_at_a_time_erases,
    forgetting::people_are_taken_out,
    forgetting::names_of_all_letters_are_struck_out,
    forgetting::what_is_old_is_found,
    hands::one_step_is_kept,
    hands::texts_are_kept_ready,
    hands::deletions_wait_and_are_decided_once,
    hands::hidings_stand_until_they_end,
    hands::likes_go_with_their_message,
    hands::notes_are_found,
    owed::promises_come_and_go,
    owed::what_is_said_outside_is_kept,
    owed::follow_ups_and_questions_find_their_way,
    owed::work_is_handed_over,
    joins::conversations_join_and_separate,
    joins::customers_join_and_separate,
    joins::a_chain_of_joins_comes_apart,
    same::who_shares_a_key_is_found,
    same::pairs_are_kept_as_people_decide,
    same::codes_count_until_they_end,
    known::facts_follow_what_says_them,
    known::facts_are_taken_out_and_struck,
    known::who_was_verified_is_known_until_it_ends,
    known::hints_are_counted_by_team,
    known::what_holds_for_the_house_is_kept,
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
    small::who_is_told_of_alarms_is_told_once,
    small::a_mail_about_an_alarm_leaves_once,
    small::calls_wait_until_they_are_worked_off,
    small::leases_have_one_holder,
    store::events_are_numbered_and_followed,
    store::nodes_tell_each_other,
    store::snapshots_stand_still,
    store::searches_find,
    store::closing_carries_out_what_is_queued,
    store::unreadable_rows_say_where,
}
