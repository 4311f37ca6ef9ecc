import { hurryTimersOf } from '../dialog/support/hurry.js';
import { talking } from '../dialog/support/lab.js';
import { pause } from '../dialog/support/party.js';
import { twins } from '../dialog/support/twins.js';
import { answer } from '../dialog/support/wire-rules.js';

describe('row 12: session timers end calls', () => {
	twins('the server wants intervals of 120 s or more', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const interval = /^Session-Expires:\s*(\d+)/im;
		lab.wire.intercept(answer(({ to, method, status, text }) => to === 'server' && method === 'INVITE' && status === undefined && Number(interval.exec(text)?.[1] ?? 120) < 120, '422 Session Interval Too Small'));
		const call = near.call('1001');
		void far.incoming().then((other) => other.answer()).catch(() => undefined);
		await Promise.race([call.until('confirmed'), call.until('terminated')]);
		return call.phase;
	}, { plain: 'terminated', ours: 'confirmed' });

	twins('the refresh falls into an outage', async (lab, make) => {
		// JsSIP refreshes after half of its 90 s.
		const restore = hurryTimersOf(45_000, 1500);
		try {
			const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
			// Who is called refreshes.
			const call = (await talking(far, near)).far;
			lab.goAway();
			await pause(2500);
			return call.phase;
		} finally {
			restore();
		}
	}, { plain: 'terminated', ours: 'confirmed' });
});
