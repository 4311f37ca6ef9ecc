import { buttonScenes } from './button-scenes.js';
import { callScenes } from './call-scenes.js';
import { chatScenes } from './chat-scenes.js';
import { dialErrorScenes } from './dial-error-scenes.js';
import { dialScenes } from './dial-scenes.js';
import { outcomeScenes } from './outcome-scenes.js';
import type { Scene } from './scene.js';

const all = { ...dialScenes, ...dialErrorScenes, ...buttonScenes, ...callScenes, ...outcomeScenes, ...chatScenes };

export type SceneName = keyof typeof all;

/** Every state of every face, by name: for stories, for tests, and for whoever wants to look. */
export const scenes: Readonly<Record<string, Scene>> = all;
