import { parseAddress } from '../../../src/core/address.js';
import type { Session, SessionFact } from '../../../src/core/ports/session.js';
import { sourceOf } from '../../support/media-source.js';
import { toneStream } from '../../support/tones.js';
import type { TestLine } from './account-line.js';

export interface TestCall {
	readonly session: Session;
	readonly far: Session;
	/** What the caller's session told. */
	readonly facts: readonly SessionFact[];
	end(): void;
}

/** The first call that came in. */
export async function incomingCall(callee: TestLine): Promise<Session> {
	const sessions = (): Session[] => callee.facts.flatMap((fact) => (fact.type === 'session' ? [fact.session] : []));
	await callee.until(() => sessions().length > 0);
	return sessions()[0]!;
}

/** A confirmed call between two lines. */
export async function callBetween(caller: TestLine, callee: TestLine, user = '1001'): Promise<TestCall> {
	const tone = toneStream(440);
	const facts: SessionFact[] = [];
	const session = caller.signaling.invite(parseAddress(user, { host: 'voice.test' }), { source: sourceOf(tone.stream), headers: {} });
	const confirmed = new Promise<void>((resolve, reject) => session.observe((fact) => {
		facts.push(fact);
		if (fact.type === 'confirmed') resolve();
		if (fact.type === 'terminated') reject(new Error(JSON.stringify(fact)));
	}));
	const far = await incomingCall(callee);
	far.observe(() => undefined);
	await far.answer(sourceOf(tone.stream.clone()));
	await confirmed;
	return {
		session,
		far,
		facts,
		end: () => {
			session.hangUp();
			tone.stop();
		},
	};
}
