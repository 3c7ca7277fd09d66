/**
 * The newest thing that there was. What has left the screen may still wait for an answer and read, when it
 * comes, what it was about.
 */
export function lasting<T>(read: () => T | undefined): () => T | undefined {
  let last: T | undefined;
  return () => (last = read() ?? last);
}
