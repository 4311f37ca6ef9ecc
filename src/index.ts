export * from './without-elements.js';
export { VoiceCall } from './elements/voice-call/voice-call.js';
export { VoiceChat } from './elements/voice-chat/voice-chat.js';
export { VoiceDial } from './elements/voice-dial/voice-dial.js';
export { VoicePhone } from './elements/voice-phone/voice-phone.js';
export type { Translation } from './i18n/english.js';
export { addTranslation, type TranslationSource } from './i18n/sources.js';
