// Pictures and files on their way up. What arrived is part of the draft and survives with it.
import { SvelteMap } from 'svelte/reactivity';
import { app } from '$app';
import { said } from '../../core/said.ts';
import type { Id, Limits } from '../../core/types.ts';

export interface Uploading {
  id: number;
  name: string;
  stop: () => void;
}

class MediaQueue {
  readonly #running = new SvelteMap<Id, Uploading[]>();
  #next = 1;

  of(conversation: Id): Uploading[] {
    return this.#running.get(conversation) ?? [];
  }

  busy(conversation: Id): boolean {
    return this.of(conversation).length > 0;
  }

  add(conversation: Id, files: File[], limits: Limits | null): void {
    if (!limits) return;
    const have = (app.drafts.get(conversation, 'reply').body.media ?? []).length;
    let room = limits.max_media - have - this.of(conversation).length;
    for (const file of files) {
      const image = file.type.startsWith('image/');
      const most = image ? limits.max_image_bytes : limits.max_file_bytes;
      if (room <= 0) {
        app.toasts.say(said('media-too-many', { count: limits.max_media }), 'error');
        return;
      }
      if (limits.mime_types.length && file.type && !limits.mime_types.includes(file.type))
        app.toasts.say(said('media-wrong-type', { name: file.name }), 'error');
      else if (most && file.size > most)
        app.toasts.say(
          said('media-too-large', { name: file.name, size: Math.floor(most / 1048576) }),
          'error',
        );
      else {
        room -= 1;
        void this.#upload(conversation, file);
      }
    }
  }

  async #upload(conversation: Id, file: File): Promise<void> {
    const abort = new AbortController();
    const own: Uploading = { id: this.#next++, name: file.name, stop: () => abort.abort() };
    this.#running.set(conversation, [...this.of(conversation), own]);
    try {
      const made = await app.api.upload(file, abort.signal);
      const { text, body } = app.drafts.get(conversation, 'reply');
      app.drafts.set(conversation, 'reply', text, {
        ...body,
        media: [...(body.media ?? []), { ...made, name: file.name, alt: '' }],
      });
    } catch (error) {
      if (!abort.signal.aborted) app.toasts.failed(error);
    } finally {
      this.#running.set(
        conversation,
        this.of(conversation).filter((each) => each !== own),
      );
    }
  }
}

export const media = new MediaQueue();
