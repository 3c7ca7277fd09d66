// What platforms are like where that is a matter of looks; what they can do, the server says.

/** Where people have no other name than their own, and an answer names nobody by itself. */
export const namesNobody = (platform: string | null | undefined): boolean =>
  platform === 'facebook';

/** What its private messages are called there, where they have a name of their own. */
export const privatePlace = (platform: string | null | undefined): string | null =>
  platform === 'facebook' ? 'Messenger' : null;

/** Whether the platform kept to itself who somebody is: then everything said is somebody's own. */
export const untold = (platform: string | null | undefined, handle: string | null): boolean =>
  namesNobody(platform) && handle === 'unknown';
