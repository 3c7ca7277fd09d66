// What a notification says, and where it leads.
import { lookUp, t } from '$i18n';
import { agentName, app, track } from '../app.svelte.ts';
import type { Notification } from '../core/types.ts';
import { to } from '../routes.ts';

export function noticeWords(each: Notification): string {
  const name = agentName(each.actor_id) || t('somebody');
  const about = track(app.conversations).get(each.conversation_id)?.customer.name;
  if (each.kind === 'mentioned')
    return about ? t('notice-mentioned-about', { name, about }) : t('notice-mentioned', { name });
  if (each.kind === 'returned') {
    const addresses = listed(each.addresses);
    if (!addresses) return t('notice-returned', { about: about || t('somebody') });
    return about
      ? t('notice-returned-from', { about, addresses })
      : t('notice-returned-some', { addresses });
  }
  if (each.kind === 'target_near')
    return about ? t('notice-target-near-about', { about }) : t('notice-target-near');
  if (each.kind === 'target_missed')
    return about ? t('notice-target-missed-about', { about }) : t('notice-target-missed');
  // What is known and owed calls by its own words.
  if (each.kind !== 'assigned')
    return lookUp(`notice-${(each.kind as string).replace(/_/g, '-')}`, 'notice-other', {
      about: about || t('somebody'),
    });
  return about ? t('notice-assigned-about', { name, about }) : t('notice-assigned', { name });
}

export const noticeHref = (each: Notification): string =>
  (each.kind as string) === 'rule_decays'
    ? to.rules()
    : to.inbox(each.kind === 'mentioned' ? 'mentioned' : 'mine', each.conversation_id);

const FEW = 3;

function listed(addresses: readonly string[]): string {
  const rest = addresses.length - FEW;
  const first = addresses.slice(0, FEW).join(', ');
  return rest > 0 ? `${first} … (+${rest})` : first;
}
