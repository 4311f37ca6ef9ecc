import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-chat'), title: 'voice-chat' };

export const Person = story('chat: person');
export const Room = story('chat: room');
export const OfTheCall = story('chat: of the call');
export const None = story('chat: none');
export const NoPhone = story('chat: no phone');
export const Empty = story('chat: empty');
export const Days = story('chat: days');
export const Long = story('chat: long');
export const NewMessages = story('chat: new messages');
export const Emoji = story('chat: emoji');
export const RightToLeft = story('chat: right to left');
export const Links = story('chat: links');
export const LongWord = story('chat: long word');
export const Code = story('chat: code');
export const Unreadable = story('chat: unreadable');
export const Writing = story('chat: writing');
export const Sending = story('chat: sending');
export const Submitted = story('chat: submitted');
export const NotSent = story('chat: not sent');
export const Refused = story('chat: refused');
export const TooLong = story('chat: too long');
export const Offline = story('chat: offline');
export const Visitor = story('chat: visitor');
export const ImpossibleAddress = story('chat: impossible address');
export const InactiveRoom = story('chat: inactive room');
