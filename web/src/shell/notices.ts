// What a notification says, and where it leads.
import { lookUp, t } from '$i18n';
import { agentName } from '../app.svelte.ts';
import type { Notification } from '../core/types.ts';
import { to } from '../routes.ts';

export function noticeWords(each: Notification): string {
  const about = each.about;
  const name = agentName(each.actor_id);
  switch (each.kind) {
    case 'mentioned':
      if (!about) return t('notice-mentioned', { name: name || t('somebody') });
      return t('notice-mentioned-about', { name: name || t('somebody'), about });
    case 'assigned':
      if (!name) return about ? t('notice-given-about', { about }) : t('notice-given');
      return about ? t('notice-assigned-about', { name, about }) : t('notice-assigned', { name });
    case 'rule':
      return about ? t('notice-rule-about', { about }) : t('notice-rule');
    case 'returned': {
      const addresses = listed(each.addresses);
      if (!addresses) return t('notice-returned', { about: about || t('somebody') });
      return about
        ? t('notice-returned-from', { about, addresses })
        : t('notice-returned-some', { addresses });
    }
    // Each of the others has words of its own.
    default:
      return lookUp(`notice-${each.kind.replace(/_/g, '-')}`, 'notice-other', {
        about: about || t('somebody'),
      });
  }
}

export const noticeHref = (each: Notification): string =>
  each.kind === 'rule_decays'
    ? to.rules()
    : to.inbox(each.kind === 'mentioned' ? 'mentioned' : 'mine', each.conversation_id);

const FEW = 3;

function listed(addresses: readonly string[]): string {
  const rest = addresses.length - FEW;
  const first = addresses.slice(0, FEW).join(', ');
  return rest > 0 ? `${first} … (+${rest})` : first;
}
