import { md5 as md5Of } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { randomToken } from './random.js';
import type { SipRequest } from './sip-request.js';

const md5 = (text: string): string => bytesToHex(md5Of(utf8ToBytes(text)));

/** Result of a credential check. `stale`: correct, but the nonce has expired or its count was used before. */
export type CredentialCheck = 'right' | 'stale' | 'wrong' | 'missing';

export interface DigestOptions {
	readonly nonceLifetimeMs: number;
	passwordOf(user: string): string | undefined;
}

/**
 * Digest authentication (RFC 2617, RFC 7616: MD5, qop=auth). A nonce contains its own signed time, so only nonce counts
 * are stored.
 */
export class Digest {
	readonly #secret = randomToken(32);
	readonly #lastCounts = new Map<string, number>();

	constructor(
		readonly realm: string,
		readonly options: DigestOptions,
	) {}

	challenge({ stale = false } = {}): string {
		const nonce = this.#nonceOf(Date.now().toString(36), randomToken(8));
		const parameters = `realm="${this.realm}", nonce="${nonce}", algorithm=MD5, qop="auth"`;
		return `Digest ${parameters}${stale ? ', stale=true' : ''}`;
	}

	verify(
		request: SipRequest,
		header: 'Authorization' | 'Proxy-Authorization',
	): { readonly result: CredentialCheck; readonly user: string } {
		const given = request
			.getAll(header)
			.map(parameters)
			.find(({ realm }) => realm === this.realm);
		if (!given) return { result: 'missing', user: '' };
		const user = given['username'] ?? '';
		const right = this.#issued(given['nonce'] ?? '') && given['response'] === this.#expected(request, user, given);
		return { result: right ? this.#freshness(given) : 'wrong', user };
	}

	#expected(request: SipRequest, user: string, { uri, nonce, nc, cnonce, qop }: Parameters): string | undefined {
		const password = this.options.passwordOf(user);
		if (password === undefined || uri !== request.uri || qop !== 'auth' || !nc || !cnonce) return undefined;
		const [secret, subject] = [md5(`${user}:${this.realm}:${password}`), md5(`${request.method}:${uri}`)];
		return md5([secret, nonce, nc, cnonce, qop, subject].join(':'));
	}

	#freshness({ nonce = '', nc = '' }: Parameters): CredentialCheck {
		const count = Number.parseInt(nc, 16);
		if (this.#ageMs(nonce) > this.options.nonceLifetimeMs || !(count > (this.#lastCounts.get(nonce) ?? 0)))
			return 'stale';
		this.#forgetOldNonces();
		this.#lastCounts.set(nonce, count);
		return 'right';
	}

	#nonceOf(time: string, salt: string): string {
		return `${time}.${salt}.${md5(`${time}:${salt}:${this.#secret}`)}`;
	}

	#issued(nonce: string): boolean {
		const [time = '', salt = ''] = nonce.split('.');
		return nonce === this.#nonceOf(time, salt);
	}

	#ageMs(nonce: string): number {
		return Date.now() - Number.parseInt(nonce, 36);
	}

	#forgetOldNonces(): void {
		for (const nonce of this.#lastCounts.keys()) {
			if (this.#ageMs(nonce) <= this.options.nonceLifetimeMs) break;
			this.#lastCounts.delete(nonce);
		}
	}
}

type Parameters = Readonly<Record<string, string | undefined>>;

function parameters(header: string): Parameters {
	const pairs = header.replace(/^\s*Digest\s+/i, '').matchAll(/\b([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi);
	return Object.fromEntries(
		Array.from(pairs, ([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain]),
	);
}
