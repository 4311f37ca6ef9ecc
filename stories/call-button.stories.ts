import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-dial'), title: 'voice-dial as call button' };

export const Ready = story('button: ready');
export const WithoutALabel = story('button: without a label');
export const LongLabel = story('button: long label');
export const NotConnected = story('button: not connected');
export const SignInFirst = story('button: sign in first');
export const SignsIn = story('button: signs in');
export const Calling = story('button: calling');
export const Ringing = story('button: ringing');
export const EarlyMedia = story('button: early media');
export const Talking = story('button: talking');
export const AnHour = story('button: an hour');
export const Held = story('button: held');
export const Recovering = story('button: recovering');
export const HungUp = story('button: hung up');
export const Busy = story('button: busy');
export const NoAnswer = story('button: no answer');
export const Lost = story('button: lost');
export const MicrophoneDenied = story('button: microphone denied');
