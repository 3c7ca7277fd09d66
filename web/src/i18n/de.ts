// What the list says: loaded before anything is drawn.
const files = import.meta.glob<string>('../../messages/de/{common,failures,actions,inbox}.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const messages = Object.values(files).join('\n');
