import { isHeard } from '../dialog/support/heard.js';
import { talking } from '../dialog/support/lab.js';
import { pause } from '../dialog/support/party.js';
import { PlainParty } from '../dialog/support/plain-party.js';
import { twins } from '../dialog/support/twins.js';

describe('row 5: two calls share one fate', () => {
	twins('the second call is muted, the first is held and resumed', async (lab, make) => {
		const [near, first, second] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620), await lab.plain('1002', 830)];
		if (near instanceof PlainParty) near.sharesStream = true;
		const one = await talking(near, first);
		const two = await talking(near, second);
		const before = await isHeard(two.far.remoteStream, 440);
		await one.near.hold(true);
		await pause(500);
		const whileHeld = await isHeard(two.far.remoteStream, 440);
		two.near.mute(true);
		await one.near.hold(false);
		await pause(500);
		return { before, whileHeld, muted: await isHeard(two.far.remoteStream, 440), resumed: await isHeard(one.far.remoteStream, 440) };
	}, {
		plain: { before: true, whileHeld: false, muted: true, resumed: true },
		ours: { before: true, whileHeld: true, muted: false, resumed: true },
	});
});
