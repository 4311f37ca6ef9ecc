import { isHeard } from '../dialog/support/heard.js';
import { twins } from '../dialog/support/twins.js';

describe('row 6: who mutes before answering is on the air', () => {
	twins('muted while it rings, then answered', async (lab, make) => {
		const [near, far] = [await lab.party(make, '1000', 440), await lab.plain('1001', 620)];
		const other = far.call('1000');
		const call = await near.incoming();
		let threw = false;
		try {
			call.mute(true);
		} catch {
			threw = true;
		}
		await call.answer();
		await other.until('confirmed');
		return { threw, heard: await isHeard(other.remoteStream, 440) };
	}, { plain: { threw: true, heard: true }, ours: { threw: false, heard: false } });
});
