/** `voice-elements/core`: a phone without a face. It fetches its protocol, and what it takes to hear and be heard, when it connects. */
export * from './core/index.js';
export { Phone } from './elements/voice-phone/phone.js';
