export { english, type Message, type MessageKey, type Translation } from './english.js';
export { german } from './german.js';
export { addTranslation, type TranslationSource } from './languages.js';
export { LocalizeController } from './localize-controller.js';
export type { Translate } from './translate.js';
