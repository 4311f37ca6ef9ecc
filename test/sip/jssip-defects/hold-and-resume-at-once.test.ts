import { hears } from '../../support/tones.js';
import { talking } from '../dialog/support/lab.js';
import { pause } from '../dialog/support/party.js';
import { twins } from '../dialog/support/twins.js';

describe('row 3: hold and resume in one breath end the call', () => {
	twins('hold(true); hold(false)', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const call = (await talking(near, far)).near;
		const settled = Promise.allSettled([call.hold(true), call.hold(false)]);
		const outcomes = await Promise.race([settled, pause(3000).then(() => [])]);
		if (call.phase === 'confirmed') await hears(call.remoteStream, 620);
		return { settled: outcomes.map(({ status }) => status), held: call.heldLocally, phase: call.phase };
	}, {
		plain: { settled: [], held: false, phase: 'terminated' },
		ours: { settled: ['fulfilled', 'fulfilled'], held: false, phase: 'confirmed' },
	});
});
