// What every other screen says: loaded with the first of them, or when there is time.
const files = import.meta.glob<string>(
  [
    '../../messages/de/*.ftl',
    '!../../messages/de/{common,failures,actions,inbox,errors,talk,composer,memory}.ftl',
  ],
  { query: '?raw', import: 'default', eager: true },
);

export const messages = Object.values(files).join('\n');
