import { hears } from '../../support/tones.js';
import { talking } from '../dialog/support/lab.js';
import { twins } from '../dialog/support/twins.js';
import { isReinvite } from '../dialog/support/wire-rules.js';

describe('row 2: two offers that cross end the call', () => {
	twins('both hold at once', async (lab, make) => {
		const [alice, bob] = [await lab.party(make, '1000', 440), await lab.party(make, '1001', 620)];
		const { near, far } = await talking(alice, bob);
		lab.wire.intercept((frame) => (isReinvite(frame) ? { delayMs: 100 } : undefined));
		const settled = Promise.allSettled([near.hold(true), far.hold(true)]);
		const outcomes = await Promise.race([settled, far.until('terminated').then(() => near.until('terminated')).then(() => [])]);
		if (near.phase === 'confirmed') await Promise.all([near.hold(false), far.hold(false)]);
		if (near.phase === 'confirmed') await Promise.all([hears(near.remoteStream, 620), hears(far.remoteStream, 440)]);
		return { held: outcomes.map(({ status }) => status), phases: [near.phase, far.phase] };
	}, {
		plain: { held: [], phases: ['terminated', 'terminated'] },
		ours: { held: ['fulfilled', 'fulfilled'], phases: ['confirmed', 'confirmed'] },
	});
});
