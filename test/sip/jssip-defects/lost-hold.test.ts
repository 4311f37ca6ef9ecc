import { silentAt } from '../../support/tones.js';
import { talking } from '../dialog/support/lab.js';
import type { PlainCall } from '../dialog/support/plain-party.js';
import { twins } from '../dialog/support/twins.js';
import { isReinvite } from '../dialog/support/wire-rules.js';

/** Of the sound: Firefox has a direction of the whole session above it. */
const directionIn = (text: string): string => /^m=[^]*?^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(text)?.[1] ?? '';

describe('row 4: an offer of the far side loses our hold', () => {
	twins('an offer of both directions while we hold', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const { near: call, far: other } = await talking(near, far);
		await call.hold(true);
		await silentAt(call.remoteStream, 620);
		// JsSIP at the far side remembers that it is held; most telephones offer both directions again.
		lab.wire.intercept((frame) => (isReinvite(frame) ? { replace: frame.text.replace('a=recvonly', 'a=sendrecv') } : undefined));
		lab.wire.mark();
		await new Promise<void>((resolve) => void (other as PlainCall).session.renegotiate({}, resolve));
		const answer = await lab.wire.until(({ to, method, status }) => to === 'server' && method === 'INVITE' && status === 200);
		if (make === 'ours') await silentAt(call.remoteStream, 620);
		return { answered: directionIn(answer.text), held: call.heldLocally };
	}, { plain: { answered: 'sendrecv', held: true }, ours: { answered: 'sendonly', held: true } });
});
