// What each thing that happens means for what is known here: what to take over, what to ask for again.
import type { Gerne } from './gerne.ts';
import type { Id, LiveEvent } from './types.ts';

export function take(gerne: Gerne, events: readonly LiveEvent[]): void {
  for (const event of events) {
    const moved = cameOrWent(gerne, event);
    if (event.row) gerne.conversations.apply(event.row);
    else if (event.row === null && event.conversation_id && event.kind !== 'draft_changed')
      letGo(gerne, event.conversation_id);
    if (moved) {
      quotedElsewhere(gerne);
      oursInThere(gerne);
    }
    gerne.timelines.take(event);
    spread(gerne, event);
    gerne.onNews(event);
    gerne.onTell(event);
    gerne.tell(event);
  }
  if (!events.some((event) => event.conversation_id)) return;
  gerne.list.stale();
  gerne.counts.stale();
}

function spread(gerne: Gerne, event: LiveEvent): void {
  const { directory, notices, customers } = gerne;
  switch (event.kind) {
    case 'agent_changed':
      directory.stale('agents');
      renamed(gerne);
      if (event['agent'] === gerne.me?.id) {
        void gerne.api.me().then((me) => gerne.setMe(me));
        scopeMoved(gerne);
      }
      break;
    case 'team_changed':
      scopeMoved(gerne);
      return directory.stale('teams');
    case 'label_changed':
      gerne.list.stale();
      return directory.stale('labels');
    case 'snippet_changed':
      return directory.stale('snippets');
    case 'deletion_changed':
      return gerne.deletions.stale();
    case 'hiding_changed':
      return gerne.hidings.stale();
    case 'view_changed':
      directory.stale('views');
      return gerne.counts.stale();
    case 'account_changed':
      scopeMoved(gerne);
      return directory.stale('accounts');
    case 'message_edited':
    case 'message_deleted':
      gerne.deletions.stale();
      gerne.hidings.stale();
      return gerne.outbox.stale();
    case 'conversation_forgotten':
      return gerne.drafts.forget(event.conversation_id ?? '');
    case 'customer_erased':
      quotedElsewhere(gerne);
      return customers.drop(event.customer_id ?? '');
    case 'draft_changed':
      return void gerne.drafts.refresh();
    case 'notified':
      return notices.stale();
    case 'alarm_raised':
    case 'alarm_changed':
    case 'alarm_cleared':
      // What a colleague hides is not over.
      return notices.alarmsStale(event.actor.kind === 'agent');
    case 'promise_changed':
      return gerne.due.stale();
    case 'delivery_changed':
    case 'reply_written':
      gerne.due.stale();
      return gerne.outbox.stale();
    case 'conversation_joined':
    case 'conversation_separated':
      void gerne.drafts.refresh();
      renamed(gerne);
      return customers.stale(event.customer_id ?? event.row?.customer.id ?? null);
    case 'customer_changed':
    case 'customers_joined':
    case 'customers_separated':
      renamed(gerne);
      gerne.list.stale();
      return customers.stale(event.customer_id);
    case 'conversation_opened':
      return customers.stale(event.customer_id ?? event.row?.customer.id ?? null);
  }
}

/** It is no longer there, or not for us. */
function letGo(gerne: Gerne, id: Id): void {
  gerne.forget(id);
  oursInThere(gerne);
}

/** What we wrote in a conversation or were called to comes into view with it, and goes with it. */
function oursInThere(gerne: Gerne): void {
  void gerne.drafts.refresh();
  gerne.notices.stale();
  gerne.outbox.stale();
}

/** Whether with this a conversation comes into our view, or leaves it. */
function cameOrWent(gerne: Gerne, { kind, conversation_id: id, row }: LiveEvent): boolean {
  if (!id || kind === 'draft_changed') return false;
  const known = gerne.conversations.settled(id);
  if (!row) return row === null && known !== undefined;
  return known ? known.team_id !== row.team_id : kind === 'assigned';
}

/** Answers elsewhere show what they answer, and where, only to who may see it there. */
function quotedElsewhere(gerne: Gerne): void {
  gerne.timelines.expire();
  // What was just taken away is not asked for again.
  if (gerne.open && gerne.conversations.get(gerne.open)) void gerne.timelines.of(gerne.open).load();
}

/** Somebody's name or place changed: it stands on timelines, in the outbox and in what calls us. */
function renamed(gerne: Gerne): void {
  quotedElsewhere(gerne);
  gerne.outbox.stale();
  gerne.notices.stale();
}

/** We may see more now, or less. */
function scopeMoved(gerne: Gerne): void {
  renamed(gerne);
  gerne.customers.expire();
  gerne.list.stale();
  gerne.counts.stale();
  gerne.notices.alarmsStale();
  gerne.deletions.stale();
  gerne.hidings.stale();
  gerne.directory.stale('snippets');
  void gerne.drafts.refresh();
}
