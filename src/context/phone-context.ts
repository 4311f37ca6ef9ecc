import { createContext } from '@lit/context';
import type { Phone } from '../core/phone.js';

/** The one context: the phone of an element, `undefined` once it has gone. Two copies of this script understand each other's. */
export const phoneContext = createContext<Phone | undefined, symbol>(Symbol.for('voice-elements.phone'));
