import { expect } from '@open-wc/testing';
import { scriptedPhone } from '../support/scripted-phone.js';
import { place } from './stage.js';

const FACES = 300;
/** The most that one task may draw. */
const MOST = 60;

const isDrawn = (face: Element): boolean => face.shadowRoot?.querySelector('button') instanceof HTMLElement;

/** One task later. */
function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => resolve();
		port2.postMessage(undefined);
	});
}

describe('a page full of faces', () => {
	it('draws them a few at a time, and answers between', async () => {
		const { phone } = await scriptedPhone();
		await place('voice-dial', { phone, attributes: { to: 'first' } });
		const faces = Array.from({ length: FACES }, (_, index) => Object.assign(document.createElement('voice-dial'), { to: `sales${index}`, phone }));
		document.body.append(...faces);
		const steps: number[] = [];
		let drawn = 0;
		while (drawn < FACES) {
			await nextTask();
			const now = faces.filter(isDrawn).length;
			if (now > drawn) steps.push(now - drawn);
			drawn = now;
		}
		expect(Math.max(...steps), steps.join()).to.be.at.most(MOST);
		expect(faces.map(isDrawn)).not.to.include(false);
	});

	it('draws a single one at once', async () => {
		const { phone } = await scriptedPhone();
		await place('voice-dial', { phone, attributes: { to: 'first' } });
		await nextTask();
		const face = Object.assign(document.createElement('voice-dial'), { to: 'sales', phone });
		document.body.append(face);
		await face.updateComplete;
		expect(isDrawn(face)).to.equal(true);
	});
});
