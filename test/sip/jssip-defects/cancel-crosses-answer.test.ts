import { pause } from '../dialog/support/party.js';
import { twins } from '../dialog/support/twins.js';

describe('row 8: a cancel that crosses the answer leaves the callee in a dead call', () => {
	twins('cancelled while the 200 is on its way', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		lab.wire.intercept(({ to, method, status }) => (to === 'client' && method === 'INVITE' && status === 200 ? 'hold' : undefined));
		const call = near.call('1001');
		const other = await far.incoming();
		void other.answer().catch(() => undefined);
		await lab.wire.until(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === 200);
		call.hangUp();
		lab.wire.release();
		await pause(3000);
		return { caller: call.phase, callee: other.phase };
	}, { plain: { caller: 'terminated', callee: 'early' }, ours: { caller: 'terminated', callee: 'terminated' } });
});
