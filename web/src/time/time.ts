// Time as this page knows it; loaded with the first screen that shows some.
import { app } from '$app';
import { routes } from './api.ts';
import { Board } from './board.ts';

export const api = routes(app.client);
export const board = new Board(api, app);
