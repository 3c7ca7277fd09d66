//! Every route and who may call it: the one place where that is said. The guard enforces it, the
//! OpenAPI document repeats it as `x-role`, and a test walks all of it as everybody.

mod accounts;
mod agents;
mod alarms;
mod announcements;
mod board;
mod contacts;
mod conversations;
mod customers;
mod deletions;
mod deliveries;
mod erasures;
mod events;
mod flags;
mod handovers;
mod hidings;
mod hours;
mod inbox;
mod incidents;
mod joining;
mod known;
mod labels;
mod live;
mod me;
mod media;
mod messages;
mod originals;
mod prelude;
mod promises;
mod replies;
mod reports;
mod resolving;
mod rules;
mod same;
mod search;
mod session;
mod sessions;
mod setup;
mod snippets;
mod spending;
mod targets;
mod teams;
mod timeline;
mod tones;
mod uploads;
mod views;

use gerne_domain::Role;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter},
    routes,
};

use crate::{guard, state::ApiState};

/// All routes below `/api/v1` but those that take files.
pub(crate) fn table() -> OpenApiRouter<ApiState> {
    doors().merge(agents()).merge(leads()).merge(admins())
}

/// Routes that take files, for everybody who is signed in.
pub(crate) fn uploads() -> OpenApiRouter<ApiState> {
    let all = |routes| for_whom(Some(Role::Agent), routes);
    OpenApiRouter::new().routes(all(routes!(me::put_photo))).routes(all(routes!(uploads::upload)))
}

/// Nobody needs to be signed in.
fn doors() -> OpenApiRouter<ApiState> {
    let open = |routes| for_whom(None, routes);
    OpenApiRouter::new()
        .routes(open(routes!(session::sign_in, session::sign_out)))
        .routes(open(routes!(setup::get_setup, setup::set_up)))
        .routes(open(routes!(setup::get_ticket, setup::use_ticket)))
        .routes(open(routes!(media::get_photo)))
}

/// Everybody who is signed in.
fn agents() -> OpenApiRouter<ApiState> {
    let all = |routes| for_whom(Some(Role::Agent), routes);
    OpenApiRouter::new()
        .routes(all(routes!(me::get_me, me::change_me)))
        .routes(all(routes!(me::delete_photo)))
        .routes(all(routes!(me::change_password)))
        .routes(all(routes!(sessions::list_sessions, sessions::end_other_sessions)))
        .routes(all(routes!(sessions::end_session)))
        .routes(all(routes!(sessions::make_token)))
        .routes(all(routes!(inbox::list_notifications)))
        .routes(all(routes!(inbox::read_notifications)))
        .routes(all(routes!(inbox::list_drafts)))
        .routes(all(routes!(inbox::put_draft, inbox::delete_draft)))
        .routes(all(routes!(agents::list_agents)))
        .routes(all(routes!(teams::list_teams)))
        .routes(all(routes!(labels::list_labels)))
        .routes(all(routes!(views::list_views, views::make_view)))
        .routes(all(routes!(views::change_view, views::drop_view)))
        .routes(all(routes!(accounts::list_platforms)))
        .routes(all(routes!(accounts::list_accounts)))
        .routes(all(routes!(conversations::list_conversations, replies::start_conversation)))
        .routes(all(routes!(conversations::count_conversations)))
        .routes(all(routes!(conversations::get_conversation, conversations::change_conversation)))
        .routes(all(routes!(conversations::set_status)))
        .routes(all(routes!(conversations::undo_status)))
        .routes(all(routes!(conversations::change_many)))
        .routes(all(routes!(timeline::get_timeline)))
        .routes(all(routes!(timeline::list_revisions)))
        .routes(all(routes!(originals::full_text)))
        .routes(all(routes!(originals::get_original)))
        .routes(all(routes!(originals::get_page)))
        .routes(all(routes!(originals::get_inline)))
        .routes(all(routes!(timeline::add_note)))
        .routes(all(routes!(replies::reply)))
        .routes(all(routes!(contacts::log_contact)))
        .routes(all(routes!(contacts::change_contact, contacts::delete_contact)))
        .routes(all(routes!(resolving::get_resolving)))
        .routes(all(routes!(resolving::get_follow_up, resolving::set_follow_up)))
        .routes(all(routes!(handovers::consult)))
        .routes(all(routes!(handovers::hand_over)))
        .routes(all(routes!(handovers::list_handovers)))
        .routes(all(routes!(handovers::get_handover)))
        .routes(all(routes!(handovers::decide_note)))
        .routes(all(routes!(promises::list_promises)))
        .routes(all(routes!(promises::conversation_promises, promises::add_promise)))
        .routes(all(routes!(promises::change_promise)))
        .routes(all(routes!(promises::confirm_promise)))
        .routes(all(routes!(promises::dismiss_promise)))
        .routes(all(routes!(promises::keep_promise)))
        .routes(all(routes!(promises::break_promise)))
        .routes(all(routes!(promises::move_promise)))
        .routes(all(routes!(known::get_card)))
        .routes(all(routes!(known::add_line)))
        .routes(all(routes!(known::change_line, known::drop_line)))
        .routes(all(routes!(known::list_facts, known::add_fact)))
        .routes(all(routes!(known::change_fact, known::dismiss_fact)))
        .routes(all(routes!(known::reveal_fact)))
        .routes(all(routes!(known::verify, known::end_verification)))
        .routes(all(routes!(known::read)))
        .routes(all(routes!(known::dismiss_hint)))
        .routes(all(routes!(known::get_knowledge)))
        .routes(all(routes!(joining::join_conversation)))
        .routes(all(routes!(joining::separate_conversation)))
        .routes(all(routes!(joining::join_customer)))
        .routes(all(routes!(joining::separate_customer)))
        .routes(all(routes!(joining::undo_join)))
        .routes(all(routes!(same::list_suggestions)))
        .routes(all(routes!(same::join_suggestion)))
        .routes(all(routes!(same::reject_suggestion)))
        .routes(all(routes!(same::send_code)))
        .routes(all(routes!(deliveries::list_deliveries)))
        .routes(all(routes!(deliveries::undo_reply)))
        .routes(all(routes!(deliveries::send_now)))
        .routes(all(routes!(deliveries::retry_delivery)))
        .routes(all(routes!(deliveries::settle_delivery)))
        .routes(all(routes!(messages::check_message)))
        .routes(all(routes!(messages::goes_there)))
        .routes(all(routes!(messages::may_reply)))
        .routes(all(routes!(messages::like_message, messages::unlike_message)))
        .routes(all(routes!(deletions::propose_deletion)))
        .routes(all(routes!(deletions::withdraw_deletion)))
        .routes(all(routes!(deletions::list_deletions)))
        .routes(all(routes!(hidings::hide_message, hidings::unhide_message)))
        .routes(all(routes!(hidings::list_hidings)))
        .routes(all(routes!(snippets::list_snippets)))
        .routes(all(routes!(hours::list_hours)))
        .routes(all(routes!(hours::list_regions)))
        .routes(all(routes!(board::get_board)))
        .routes(all(routes!(board::next)))
        .routes(all(routes!(board::list_capacities)))
        .routes(all(routes!(board::list_skills)))
        .routes(all(routes!(reports::get_figures)))
        .routes(all(routes!(reports::get_csv)))
        .routes(all(routes!(reports::get_behind)))
        .routes(all(routes!(reports::list_reports, reports::save_report)))
        .routes(all(routes!(reports::change_report, reports::drop_report)))
        .routes(all(routes!(board::get_behind_board)))
        .routes(all(routes!(reports::list_definitions)))
        .routes(all(routes!(reports::get_ground)))
        .routes(all(routes!(targets::list_targets)))
        .routes(all(routes!(rules::list_rules)))
        .routes(all(routes!(rules::get_rule)))
        .routes(all(routes!(rules::rule_precision)))
        .routes(all(routes!(rules::get_noticing)))
        .routes(all(routes!(flags::list_flags)))
        .routes(all(routes!(flags::get_flag)))
        .routes(all(routes!(flags::confirm_flag)))
        .routes(all(routes!(flags::dismiss_flag)))
        .routes(all(routes!(flags::undo_flag)))
        .routes(all(routes!(incidents::list_incidents)))
        .routes(all(routes!(incidents::get_incident, incidents::change_incident)))
        .routes(all(routes!(incidents::conversation_incidents)))
        .routes(all(routes!(incidents::tell_of_incident)))
        .routes(all(routes!(tones::get_tone, tones::put_tone)))
        .routes(all(routes!(tones::list_escalations)))
        .routes(all(routes!(tones::get_escalation, tones::settle_escalation)))
        .routes(all(routes!(hours::list_free_days)))
        .routes(all(routes!(customers::get_customer, customers::change_customer)))
        .routes(all(routes!(customers::get_customer_timeline)))
        .routes(all(routes!(customers::list_customer_conversations)))
        .routes(all(routes!(search::search)))
        .routes(all(routes!(uploads::get_upload)))
        .routes(all(routes!(media::get_media)))
        .routes(all(routes!(media::get_proxied)))
        .routes(all(routes!(events::list_events)))
        .routes(all(routes!(live::live)))
}

/// Leads and admins.
fn leads() -> OpenApiRouter<ApiState> {
    let lead = |routes| for_whom(Some(Role::Lead), routes);
    OpenApiRouter::new()
        .routes(lead(routes!(labels::make_label)))
        .routes(lead(routes!(labels::change_label, labels::drop_label)))
        .routes(lead(routes!(deletions::confirm_deletion)))
        .routes(lead(routes!(deletions::decline_deletion)))
        .routes(lead(routes!(hidings::keep_hidden)))
        .routes(lead(routes!(spending::get_spending)))
        .routes(lead(routes!(known::count_hints)))
        .routes(lead(routes!(board::put_skills)))
        .routes(lead(routes!(snippets::make_snippet)))
        .routes(lead(routes!(snippets::change_snippet, snippets::drop_snippet)))
        .routes(lead(routes!(accounts::check_account)))
        .routes(lead(routes!(alarms::list_alarms)))
        .routes(lead(routes!(alarms::clear_alarm)))
        .routes(lead(routes!(alarms::read_back_gap)))
        .routes(lead(routes!(alarms::get_alarm_mailing, alarms::put_alarm_mailing)))
        .routes(lead(routes!(erasures::export_customer)))
        .routes(lead(routes!(rules::make_rule)))
        .routes(lead(routes!(incidents::end_incident)))
        .routes(lead(routes!(announcements::list_announcements)))
        .routes(lead(routes!(announcements::announce)))
        .routes(lead(routes!(announcements::drop_announcement)))
        .routes(lead(routes!(announcements::announcement_is_there)))
        .routes(lead(routes!(rules::change_rule, rules::drop_rule)))
        .routes(lead(routes!(rules::check_rule)))
        .routes(lead(routes!(rules::rule_watches)))
        .routes(lead(routes!(rules::preview_rule)))
        .routes(lead(routes!(rules::back_test)))
        .routes(lead(routes!(rules::rule_missed)))
        .routes(lead(routes!(rules::rule_deeds)))
        .routes(lead(routes!(tones::list_lessons)))
        .routes(lead(routes!(tones::undo_lesson)))
}

/// Admins.
fn admins() -> OpenApiRouter<ApiState> {
    let admin = |routes| for_whom(Some(Role::Admin), routes);
    OpenApiRouter::new()
        .routes(admin(routes!(known::change_knowledge)))
        .routes(admin(routes!(known::wake_hint)))
        .routes(admin(routes!(agents::invite_agent)))
        .routes(admin(routes!(agents::reset_agent)))
        .routes(admin(routes!(agents::change_agent)))
        .routes(admin(routes!(teams::make_team)))
        .routes(admin(routes!(teams::change_team, teams::dissolve_team)))
        .routes(admin(routes!(accounts::connect_account)))
        .routes(admin(routes!(accounts::connect_callback)))
        .routes(admin(routes!(accounts::list_choices, accounts::choose_accounts)))
        .routes(admin(routes!(accounts::change_account, accounts::remove_account)))
        .routes(admin(routes!(accounts::count_going)))
        .routes(admin(routes!(erasures::erase_customer)))
        .routes(admin(routes!(hours::put_hours, hours::drop_hours)))
        .routes(admin(routes!(hours::read_ical)))
        .routes(admin(routes!(targets::put_targets)))
        .routes(admin(routes!(rules::put_noticing)))
        .routes(admin(routes!(reports::put_ground)))
        .routes(admin(routes!(alarms::list_alarm_hooks, alarms::add_alarm_hook)))
        .routes(admin(routes!(alarms::drop_alarm_hook)))
        .routes(admin(routes!(board::put_capacity)))
        .routes(admin(routes!(erasures::list_erasures)))
}

/// Guards routes, and says so in the document.
fn for_whom(
    role: Option<Role>,
    routes: UtoipaMethodRouter<ApiState>,
) -> UtoipaMethodRouter<ApiState> {
    let (schemas, mut paths, methods) = routes;
    for item in paths.paths.values_mut() {
        guard::describe(item, role);
    }
    let Some(role) = role else { return (schemas, paths, methods) };
    let check = axum::middleware::from_fn(move |request, next| guard::need(role, request, next));
    (schemas, paths, methods.route_layer(check))
}
