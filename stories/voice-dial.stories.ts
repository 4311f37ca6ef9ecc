import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-dial'), title: 'voice-dial' };

export const Ready = story('dial: ready');
export const NoPhone = story('dial: no phone');
export const ConnectsOnUse = story('dial: connects on use');
export const Connecting = story('dial: connecting');
export const Registering = story('dial: registering');
export const DoNotDisturb = story('dial: do not disturb');
export const Visitor = story('dial: visitor');
export const Typed = story('dial: typed');
export const TypedNonsense = story('dial: typed nonsense');
export const TypedALongAddress = story('dial: typed a long address');
export const TypedFromRightToLeft = story('dial: typed from right to left');
export const TypedNothing = story('dial: typed nothing');
export const WithoutKeypad = story('dial: without keypad');
export const Reconnecting = story('dial: reconnecting');
export const Trouble = story('dial: trouble');
export const MicrophoneDenied = story('dial: microphone denied');
export const Redial = story('dial: redial');
export const RedialWithoutKeypad = story('dial: redial without keypad');
export const SignIn = story('dial: sign in');
export const SignInIsChecked = story('dial: sign in is checked');
export const SignInRefused = story('dial: sign in refused');
export const SignedIn = story('dial: signed in');
export const SigningOutInACall = story('dial: signing out in a call');
export const SignedInAndReconnecting = story('dial: signed in and reconnecting');
