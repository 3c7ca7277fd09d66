// What the inbox says: loaded before anything is drawn.
const files = import.meta.glob<string>(
  '../../messages/de/{common,errors,actions,inbox,talk,composer}.ftl',
  { query: '?raw', import: 'default', eager: true },
);

export const messages = Object.values(files).join('\n');
