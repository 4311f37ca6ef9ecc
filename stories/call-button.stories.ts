import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-dial'), title: 'voice-dial as call button' };

export const Ready = story('button: ready');
export const NotConnected = story('button: not connected');
export const Calling = story('button: calling');
export const Talking = story('button: talking');
export const Busy = story('button: busy');
