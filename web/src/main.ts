import '$ui/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { app } from './app.svelte.ts';
import { preferred, speak, speakTalk } from './i18n/i18n.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('the page lacks #app');

await speak(preferred());
void app.start();
mount(App, { target });
void speakTalk();
