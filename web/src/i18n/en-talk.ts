// What a conversation says, and why something failed: loaded with the first conversation.
const files = import.meta.glob<string>('../../messages/en/{errors,talk,composer,memory}.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const messages = Object.values(files).join('\n');
