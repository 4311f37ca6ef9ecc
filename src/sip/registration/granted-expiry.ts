import { headerOf, headersOf, listOf, type Frame } from '../message/frame.js';

const MAX_S = 86_400;

export interface ExpiryOptions {
	/** User of our Contact. */
	readonly contactUser: string;
	readonly instanceId: string;
	/** Seconds that we asked for. */
	readonly asked: number;
}

/**
 * For how many seconds a 200 registers us (RFC 3261 section 10.2.4): what stands at our own Contact, else in `Expires`, else what we asked for. A server that
 * leaves our Contact out is believed as far as it says anything, and never to have registered us for ever. 0 means that it did not register us.
 */
export function grantedSeconds(response: Frame, { contactUser, instanceId, asked }: ExpiryOptions): number {
	const ours = ourContact(response, { contactUser, instanceId });
	const expires = [ours && expiresOf(ours), headerOf(response, 'expires'), String(asked)].map(secondsOf).find((seconds) => seconds !== undefined);
	return Math.min(expires ?? asked, MAX_S);
}

/** Whether a 200 lists our Contact. */
export function namesUs(response: Frame, us: Pick<ExpiryOptions, 'contactUser' | 'instanceId'>): boolean {
	return ourContact(response, us) !== undefined;
}

/** A 423 says how long a registration must be at least (RFC 3261 section 20.23); nonsense is `undefined`. */
export function minimumSeconds(response: Frame): number | undefined {
	const seconds = secondsOf(headerOf(response, 'min-expires'));
	return seconds !== undefined && seconds > 0 && seconds <= MAX_S ? seconds : undefined;
}

function ourContact(response: Frame, { contactUser, instanceId }: Pick<ExpiryOptions, 'contactUser' | 'instanceId'>): string | undefined {
	const contacts = headersOf(response, 'contact').flatMap(listOf);
	return contacts.find((contact) => contact.includes(instanceId)) ?? contacts.find((contact) => contact.includes(`sip:${contactUser}@`));
}

function expiresOf(contact: string): string | undefined {
	return /;\s*expires\s*=\s*"?(\d+)/i.exec(contact.slice(contact.indexOf('>') + 1))?.[1];
}

function secondsOf(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined;
}
