import { hears } from '../../support/tones.js';
import { talking } from '../dialog/support/lab.js';
import { pause } from '../dialog/support/party.js';
import { twins } from '../dialog/support/twins.js';
import { answer, isReinvite } from '../dialog/support/wire-rules.js';

const BAD_SDP = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\na=sendrecv\r\n';

describe('row 1: a hold that is refused ends the call', () => {
	for (const [what, status, sdp] of [['488', '488 Not Acceptable Here'], ['500', '500 Server Internal Error'], ['491 again and again', '491 Request Pending'], ['200 with an answer that nobody can use', '200 OK', BAD_SDP]] as const) {
		twins(`refused with ${what}`, async (lab, make) => {
			const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
			const call = (await talking(near, far)).near;
			await hears(call.remoteStream, 620);
			const stop = lab.wire.intercept(answer(isReinvite, status, sdp));
			const held = await Promise.race([call.hold(true).then(() => 'held', () => 'refused'), call.until('terminated').then(() => 'ended')]);
			stop();
			await pause(1000);
			if (call.phase === 'confirmed') await hears(call.remoteStream, 620);
			return { held, phase: call.phase };
		}, { plain: { held: 'ended', phase: 'terminated' }, ours: { held: 'refused', phase: 'confirmed' } });
	}

	twins('refused with 488 where the far side called', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const { near: other, far: call } = await talking(far, near);
		const stop = lab.wire.intercept(answer(isReinvite, '488 Not Acceptable Here'));
		const held = await Promise.race([call.hold(true).then(() => 'held', () => 'refused'), call.until('terminated').then(() => 'ended')]);
		stop();
		await pause(1000);
		if (call.phase === 'confirmed') await hears(call.remoteStream, 620);
		if (call.phase === 'confirmed') await hears(other.remoteStream, 440);
		return { held, phase: call.phase };
	}, { plain: { held: 'ended', phase: 'terminated' }, ours: { held: 'refused', phase: 'confirmed' } });

	twins('a hold after a refused one', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const call = (await talking(near, far)).near;
		const stop = lab.wire.intercept(answer(isReinvite, '488 Not Acceptable Here'));
		await Promise.race([call.hold(true).catch(() => undefined), pause(2000)]);
		stop();
		return call.hold(true).then(() => 'held', () => 'refused');
	}, { plain: 'refused', ours: 'held' });
});
