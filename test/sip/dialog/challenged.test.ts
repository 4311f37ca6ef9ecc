import { expect } from '@open-wc/testing';
import { Digest, type CredentialCheck } from '../../../src/pbx/digest.js';
import { parseSip } from '../../../src/pbx/parse-sip.js';
import { SipRequest } from '../../../src/pbx/sip-request.js';
import type { Rule } from '../../../src/pbx/wire.js';
import { Lab, talking } from './support/lab.js';
import { eventually } from './support/party.js';
import { responseTo } from './support/wire-rules.js';

describe('a request within a call that the server challenges', () => {
	let lab: Lab;
	beforeEach(() => void (lab = new Lab()));
	afterEach(() => lab.stop());

	for (const user of ['J%FCrgen', 'J%C3%BCrgen', 'j%fcrgen', '100%25', 'bob']) {
		it(`is answered by the digest of its own Request-URI, whose user is ${user}`, async () => {
			const [alice, bob] = [await lab.signaling('1000', 440), await lab.plain('1001', 620)];
			const verdicts: string[] = [];
			lab.wire.intercept(farSide(`sip:${user}@far.test`, (method, verdict) => verdicts.push(`${method} ${verdict}`)));
			const { near, far } = await talking(alice, bob);
			await near.hold(true);
			near.session.hangUp();
			await far.until('terminated');
			expect(verdicts).to.deep.equal(['INVITE missing', 'INVITE right', 'BYE missing', 'BYE right']);
			await eventually(() => near.phase === 'terminated', 'the call is over');
		});
	}
});

/** A far side with another Contact than its server knows, before a server that challenges each request within a call once. */
function farSide(contact: string, told: (method: string, result: CredentialCheck) => void): Rule {
	const digest = new Digest('far.test', { nonceLifetimeMs: 60_000, passwordOf: () => '1234' });
	let known = '';
	return ({ to, status, method, text, connection }) => {
		if (to === 'client' && status !== undefined && method === 'INVITE') {
			known ||= /^Contact:.*<(sip:[^>]*)/im.exec(text)?.[1] ?? '';
			return { replace: text.replace(/^(Contact:.*<)sip:[^>]*/im, `$1${contact}`) };
		}
		const request = to === 'server' ? parseSip(text) : undefined;
		if (!(request instanceof SipRequest) || request.uri !== contact) return undefined;
		if (method !== 'ACK') {
			const { result } = digest.verify(request, 'Proxy-Authorization');
			told(request.method, result);
			if (result !== 'right') {
				setTimeout(() => connection.inject(responseTo(text, '407 Proxy Authentication Required').replace('\r\n', `\r\nProxy-Authenticate: ${digest.challenge()}\r\n`)));
				return 'drop';
			}
		}
		return { replace: text.replace(contact, known) };
	};
}
