import { faceStories, story } from './face-story.js';

export default { ...faceStories('voice-dial'), title: 'voice-dial in trouble' };

export const Configuration = story('error: configuration');
export const Address = story('error: address');
export const InsecurePage = story('error: insecure-page');
export const PermissionPolicy = story('error: permission-policy');
export const MicrophoneDenied = story('error: microphone-denied');
export const MicrophoneMissing = story('error: microphone-missing');
export const MicrophoneBusy = story('error: microphone-busy');
export const CameraDenied = story('error: camera-denied');
export const CameraMissing = story('error: camera-missing');
export const CameraBusy = story('error: camera-busy');
export const ServerUnreachable = story('error: server-unreachable');
export const ServerSilent = story('error: server-silent');
export const CredentialsMissing = story('error: credentials-missing');
export const CredentialsRefused = story('error: credentials-refused');
export const Refused = story('error: refused');
export const Timeout = story('error: timeout');
export const IceFailed = story('error: ice-failed');
export const IceServerDead = story('error: ice-server-dead');
export const TooLarge = story('error: too-large');
export const Closed = story('error: closed');
export const InvalidState = story('error: invalid-state');
export const Unsupported = story('error: unsupported');
export const Failed = story('error: failed');
