import { hears } from '../../support/tones.js';
import { talking } from '../dialog/support/lab.js';
import { pause } from '../dialog/support/party.js';
import type { PlainCall } from '../dialog/support/plain-party.js';
import { twins } from '../dialog/support/twins.js';
import { isReinvite } from '../dialog/support/wire-rules.js';

const candidatesIn = (text: string): boolean => /^a=candidate:.* typ host/m.test(text);

describe('row 11: ICE that fails ends the call, and its restart carries no candidates', () => {
	twins('the browser reports a failure of ICE', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const call = (await talking(near, far)).near;
		const recover = fail(call.connection!);
		const offer = await lab.wire.until(isReinvite, { timeoutMs: 2000 }).catch(() => undefined);
		recover();
		await pause(1000);
		if (call.phase === 'confirmed') await hears(call.remoteStream, 620);
		return { phase: call.phase, restarted: offer !== undefined && candidatesIn(offer.text) };
	}, { plain: { phase: 'terminated', restarted: false }, ours: { phase: 'confirmed', restarted: true } });

	twins('the far side restarts ICE', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const { far: other } = await talking(near, far);
		lab.wire.mark();
		(other as PlainCall).session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
		const answer = await lab.wire.until(({ to, method, status }) => to === 'server' && method === 'INVITE' && status === 200);
		return candidatesIn(answer.text);
	}, { plain: false, ours: true });
});

/** Has a connection report that no path is left. Returns the way to have it tell the truth again. */
function fail(connection: RTCPeerConnection): () => void {
	const states = ['iceConnectionState', 'connectionState'] as const;
	const report = (): void => ['iceconnectionstatechange', 'connectionstatechange'].forEach((type) => connection.dispatchEvent(new Event(type)));
	for (const state of states) Object.defineProperty(connection, state, { value: 'failed', configurable: true });
	report();
	return () => {
		for (const state of states) Reflect.deleteProperty(connection, state);
		report();
	};
}
