import { headerOf, headersOf, listOf, type Frame } from '../message/frame.js';

const MAX_S = 86_400;

export interface ExpiryOptions {
	/** User of our Contact. */
	readonly contactUser: string;
	readonly instanceId: string;
	/** Requested expiry, seconds. */
	readonly asked: number;
}

/**
 * The expiry that a 200 grants, seconds (RFC 3261 section 10.2.4): of our Contact, else of `Expires`, else as
 * requested. A server that omits our Contact is believed, but never without a limit. 0 means not registered.
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

/** The minimum expiry of a 423 (RFC 3261 section 20.23); `undefined` if invalid. */
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
