import { expect } from '@open-wc/testing';
import { scriptedPhone } from '../../support/scripted-phone.js';
import { part, place, shown } from '../stage.js';

describe('a call button', () => {
	for (const [what, to] of [['Thai letters of twenty marks', `"${`\u0E01${'\u0E49'.repeat(20)}`.repeat(9)}" <sip:1001@voice.test>`], ['joined emoji', `"${'👨\u200D'.repeat(60)}" <sip:1001@voice.test>`], ['one long word', `"${'x'.repeat(180)}" <sip:1001@voice.test>`]] as const) {
		it(`is no wider than what is around it: ${what}`, async () => {
			const { phone } = await scriptedPhone();
			const box = document.createElement('div');
			box.style.inlineSize = '320px';
			document.body.append(box);
			const face = await place('voice-dial', { phone, attributes: { to } });
			box.append(face);
			await shown(face);
			const button = part(face, 'call-button');
			expect(button.textContent).to.contain('Call');
			expect(button.getBoundingClientRect().width).to.be.at.most(320);
			expect([box.scrollWidth, button.scrollWidth - button.clientWidth]).to.deep.equal([320, 0]);
			box.remove();
		});
	}
});
