import { userPart } from './address.js';
import type { Digest } from './digest.js';
import type { Manners } from './manners.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming } from './transactions.js';

/** An unauthenticated request, as `PbxOptions.trusts` sees it. */
export interface Stranger {
	readonly method: string;
	/** User of the From header, unverified. */
	readonly from: string;
	readonly to: string;
}

const challenged = ['REGISTER', 'INVITE', 'MESSAGE', 'REFER', 'SUBSCRIBE', 'PUBLISH'];

/** Authenticates requests outside of dialogs (RFC 3261 section 22). */
export class Admission {
	constructor(readonly digest: Digest, readonly manners: Manners, readonly trusts: (stranger: Stranger) => boolean) {}

	/** Whether this request may proceed. If not, the challenge or refusal has been sent. */
	admits(incoming: Incoming): boolean {
		const { request } = incoming;
		if (!challenged.includes(request.method) || this.#trusts(request)) return true;
		const { result, user } = this.digest.verify(
			request,
			isRegister(request) ? 'Authorization' : 'Proxy-Authorization',
		);
		const isTheirs = user === userPart(request.get(isRegister(request) ? 'To' : 'From'));
		if (result === 'right' && isTheirs) return true;
		const isForbidden = result === 'right' || (result === 'wrong' && this.manners.forbidsWrongPasswords);
		incoming.respond(isForbidden ? request.reply(403) : this.#challenge(request, result === 'stale'));
		return false;
	}

	#trusts(request: SipRequest): boolean {
		const stranger = { method: request.method, from: userPart(request.get('From')), to: userPart(request.uri) };
		return !isRegister(request) && this.trusts(stranger);
	}

	#challenge(request: SipRequest, stale: boolean): SipResponse {
		const challenge = this.digest.challenge({ stale });
		return isRegister(request)
			? request.reply(401, [['WWW-Authenticate', challenge]])
			: request.reply(407, [['Proxy-Authenticate', challenge]]);
	}
}

const isRegister = ({ method }: SipRequest): boolean => method === 'REGISTER';
