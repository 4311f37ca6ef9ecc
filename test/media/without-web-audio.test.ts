import { expect } from '@open-wc/testing';
import { PageMedia } from '../../src/media/page-media.js';
import { hears } from '../support/tones.js';
import { unhandledIn } from '../support/unhandled.js';
import { recordSounds, type SoundRecord } from './sound-record.js';

const { AudioContext: RealContext } = globalThis;

const absences = {
	'in a browser that has none': undefined,
	'in a page that may have no further context': class extends RealContext {
		constructor() {
			super();
			void this.close();
			throw new DOMException('The number of hardware contexts reached maximum.', 'NotSupportedError');
		}
	},
};

/** The test itself listens by Web Audio. */
function withContext<Result>(context: typeof AudioContext | undefined, work: () => Result): Result {
	const present = globalThis.AudioContext;
	Object.assign(globalThis, { AudioContext: context });
	try {
		return work();
	} finally {
		globalThis.AudioContext = present;
	}
}

describe('without Web Audio', () => {
	let media: PageMedia;
	let page: SoundRecord;

	beforeEach(() => {
		page = recordSounds();
		media = new PageMedia();
	});

	afterEach(() => {
		media.stop();
		page.restore();
	});

	for (const [absence, context] of Object.entries(absences)) {
		it(`a telephone rings all the same ${absence}, in its rhythm`, async () => {
			withContext(context, () => media.ring('ringback'));
			const [element] = page.elements;
			if (!element) throw new Error('Nothing rings.');
			expect(element.loop).to.equal(true);
			const ear = new RealContext();
			const heard = new MediaStreamAudioDestinationNode(ear);
			new MediaElementAudioSourceNode(ear, { mediaElement: element }).connect(heard);
			await hears(heard.stream, 425);
			expect(element.duration).to.be.closeTo(5, 0.01);
			media.ring(undefined);
			expect(element.paused).to.equal(true);
			await ear.close();
		});

		it(`a key sounds nothing, and no automatic answer is announced ${absence}`, async () => {
			expect(await unhandledIn(async () => {
				withContext(context, () => media.keyTone('1'));
				const outcome = await withContext(context, () => media.playAutoAnswerTone()).then(() => 'heard', ({ name }: Error) => name);
				expect(outcome).to.equal('NotAllowedError');
			})).to.deep.equal([]);
		});
	}
});
