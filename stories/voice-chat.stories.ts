import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-chat'), title: 'voice-chat' };

export const Person = story('chat: person');
export const None = story('chat: none');
export const Empty = story('chat: empty');
export const Sending = story('chat: sending');
export const NotSent = story('chat: not sent');
export const Room = story('chat: room');
export const Visitor = story('chat: visitor');
export const Offline = story('chat: offline');
export const NewMessages = story('chat: new messages');
