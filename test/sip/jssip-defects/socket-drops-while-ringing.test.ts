import { pause } from '../dialog/support/party.js';
import { twins } from '../dialog/support/twins.js';

describe('row 9: a call that rings when the socket drops becomes a zombie', () => {
	twins('the socket drops, the callee answers', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		far.call('1000');
		const call = await near.incoming();
		lab.goAway();
		await pause(500);
		const rings = call.phase;
		lab.comeBack();
		const answered = await Promise.race([call.answer().then(() => 'confirmed', () => 'refused'), pause(4000).then(() => 'nothing')]);
		const live = call.phase === 'terminated' ? 0 : call.connection?.getSenders().filter(({ track }) => track?.readyState === 'live').length;
		return { rings, answered, live };
	}, {
		plain: { rings: 'early', answered: 'nothing', live: 1 },
		ours: { rings: 'terminated', answered: 'refused', live: 0 },
	});
});
