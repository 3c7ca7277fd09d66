// What a notification says, and where it leads.
import { t } from '$i18n';
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
  return about ? t('notice-assigned-about', { name, about }) : t('notice-assigned', { name });
}

export const noticeHref = (each: Notification): string =>
  to.inbox(each.kind === 'mentioned' ? 'mentioned' : 'mine', each.conversation_id);

const FEW = 3;

function listed(addresses: readonly string[]): string {
  const rest = addresses.length - FEW;
  const first = addresses.slice(0, FEW).join(', ');
  return rest > 0 ? `${first} … (+${rest})` : first;
}
