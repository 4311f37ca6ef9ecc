import { createContext } from '@lit/context';
import type { Phone } from '../core/phone.js';

/**
 * The context of a phone; its value is `undefined` once the phone is removed. `Symbol.for` makes it work across two
 * copies of this script.
 */
export const phoneContext = createContext<Phone | undefined, symbol>(Symbol.for('voice-elements.phone'));
