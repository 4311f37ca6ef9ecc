import { expect } from '@open-wc/testing';
import { until } from '../../media/until.js';
import { part, show } from '../stage.js';

const WIDTHS = [320, 360, 480, 640, 895, 896, 960, 1280, 1600];
const languages = ['en', 'de', 'ru', 'zh-Hans'];

/** A scene in a face of that width. */
async function wide(width: number, name: string): Promise<HTMLElement> {
	const { face } = await show(name);
	const language = document.documentElement.lang || 'en';
	await until(() => face.shadowRoot?.querySelector('.base')?.getAttribute('lang') === language.toLowerCase(), { what: `A face in ${language}` });
	face.style.inlineSize = `${width}px`;
	return face;
}

function centreOf(element: Element): number {
	const { left, width } = element.getBoundingClientRect();
	return left + width / 2;
}

describe('voice-call at every width', () => {
	afterEach(() => document.documentElement.removeAttribute('lang'));

	for (const language of languages) {
		it(`keeps answer and decline farther apart than one of them is wide, and never closer than on a narrower face (${language})`, async () => {
			document.documentElement.lang = language;
			let narrower = 0;
			for (const width of WIDTHS) {
				for (const name of ['call: ringing', 'call: ringing, a number', 'call: answering', 'call: microphone denied']) {
					const face = await wide(width, name);
					const [decline, answer] = ['decline-button', 'answer-button'].map((one) => part(face, one).querySelector('.disc')!.getBoundingClientRect());
					const apart = answer!.left - decline!.right;
					expect(apart, `${name} at ${width}`).to.be.above(decline!.width);
					expect(apart, `${name} at ${width}`).to.be.at.least(narrower - 1);
					expect(centreOf(part(face, 'call')), `${name} at ${width}`).to.be.closeTo(centreOf(face), 1);
					face.remove();
					if (name === 'call: microphone denied') narrower = apart;
				}
			}
		});
	}

	it('says in the middle that there is no call', async () => {
		for (const width of WIDTHS) {
			const face = await wide(width, 'call: none');
			const empty = face.shadowRoot!.querySelector('slot[name=empty] strong')!;
			expect(centreOf(empty), String(width)).to.be.closeTo(centreOf(face), 1);
			face.remove();
		}
	});

	it('gives all its width to what the page puts there instead', async () => {
		for (const width of WIDTHS) {
			const face = await wide(width, 'call: none');
			const own = document.createElement('p');
			own.slot = 'empty';
			own.textContent = 'Nobody calls.';
			face.append(own);
			expect(own.getBoundingClientRect().width, String(width)).to.be.closeTo(width, 4);
			face.remove();
		}
	});
});
