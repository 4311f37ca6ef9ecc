import type { Call } from '../../src/core/call/call.js';
import type { Termination } from '../../src/core/call/termination.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import { ended, incoming, outgoing, talking, told, type Scene } from './scene.js';

/** What we dialled came to nothing. */
const refused = (cause: Termination['cause'], status?: number, ms?: number): Scene => ({
	face: 'voice-call',
	arrange: () => outgoing(ended({ by: 'remote', cause, ...(status && { status }) }, ms)),
});

/** A call that came in ended before anybody answered. */
const unanswered = (termination: Termination): Scene => ({
	face: 'voice-call',
	arrange: () => incoming(({ session }) => session.tell(ended(termination))),
});

/** We ended it. */
const byUs = (arrange: () => Promise<ScriptedPhone>): Scene => ({
	face: 'voice-call',
	arrange: () => told(arrange(), async ({ phone }) => {
		await turn();
		phone.calls[0]?.hangUp();
	}),
});

/** The browser gave no microphone for a call of ours. */
const deaf = (name: string): Scene => ({
	face: 'voice-call',
	arrange: () => told(scriptedPhone(), ({ phone, media }): Call => {
		media.denial = new DOMException('No.', name);
		return phone.call('bob');
	}),
});

/** `<voice-call>`: every end of a call. */
export const outcomeScenes = {
	'call: ended': { face: 'voice-call', arrange: () => outgoing(talking(754_000), ended({ by: 'remote', cause: 'hung-up' })) },
	'call: you hung up': byUs(() => outgoing(talking(754_000))),
	'call: you cancelled': byUs(() => outgoing({ type: 'progress', earlyMedia: false })),
	'call: you declined': byUs(() => incoming()),
	'call: declined': refused('declined', 603),
	'call: busy': refused('busy', 486),
	'call: no answer': refused('no-answer', 408, 30_000),
	'call: not found': refused('not-found', 404),
	'call: unavailable': refused('unavailable', 480),
	'call: refused': refused('refused', 403),
	'call: no common sound': refused('media', 488),
	'call: failed': refused('error', 500),
	'call: lost': { face: 'voice-call', arrange: () => outgoing(talking(754_000), ended({ by: 'network', cause: 'lost' })) },
	'call: transferred': { face: 'voice-call', arrange: () => told(outgoing(talking(754_000)), async ({ phone, signaling }) => { await phone.calls[0]?.transfer('"Carol Reyes" <sip:1003@voice.test>'); signaling.invitations[0]?.session.end(); }) },
	'call: missed': unanswered({ by: 'remote', cause: 'cancelled' }),
	'call: declined elsewhere': unanswered({ by: 'remote', cause: 'declined' }),
	'call: answered elsewhere': unanswered({ by: 'remote', cause: 'elsewhere' }),
	'call: microphone denied outgoing': deaf('NotAllowedError'),
	'call: microphone missing': deaf('NotFoundError'),
	'call: microphone busy': deaf('NotReadableError'),
} satisfies Record<string, Scene>;
