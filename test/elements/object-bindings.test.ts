import { expect } from '@open-wc/testing';
import { scenes } from '../../stories/scenes/scenes.js';
import { colourTrack } from '../support/pictures.js';
import { show, shown } from './stage.js';
import { talking } from './voice-call/calls.js';

const RENDERS = 5;

const prototypes = [HTMLMediaElement, HTMLVideoElement, HTMLInputElement, HTMLTextAreaElement, HTMLButtonElement, HTMLElement, Element].map(({ prototype }) => prototype as object);

/** Notes every property of an element that is set to an object while this runs. */
async function objectsSet(run: () => Promise<void>): Promise<string[]> {
	const set: string[] = [];
	const restore = prototypes.flatMap((prototype) => Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, descriptor]) => {
		if (!descriptor.set || !descriptor.configurable) return [];
		Object.defineProperty(prototype, name, {
			...descriptor,
			set(this: Element, value: unknown) {
				if (typeof value === 'object' && value !== null) set.push(`${this.localName}.${name}`);
				descriptor.set?.call(this, value);
			},
		});
		return [() => Object.defineProperty(prototype, name, descriptor)];
	}));
	await run().finally(() => restore.forEach((undo) => undo()));
	return set;
}

/** Renders a face again and again, though nothing has changed. */
async function renderAgain(face: Parameters<typeof shown>[0]): Promise<void> {
	for (let render = 0; render < RENDERS; render++) {
		face.requestUpdate();
		await shown(face);
	}
}

describe('a render in which nothing has changed', () => {
	for (const name of Object.keys(scenes)) {
		it(`sets no object anew: ${name}`, async () => {
			const { face } = await show(name);
			expect(await objectsSet(() => renderAgain(face))).to.deep.equal([]);
		});
	}

	it('lets the pictures of both sides run', async () => {
		const { face, session, media } = await talking();
		session.remoteStream = new MediaStream([colourTrack([200, 30, 30])]);
		media.loudness = { local: 0.1, remote: 0.1 };
		session.tell({ type: 'media' });
		await shown(face);
		const video = face.shadowRoot!.querySelector('video')!;
		await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
		let emptied = 0;
		video.addEventListener('emptied', () => emptied++);
		await renderAgain(face);
		session.tell({ type: 'remote-hold', held: true });
		await shown(face);
		session.tell({ type: 'remote-hold', held: false });
		await shown(face);
		await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
		expect(emptied).to.equal(0);
		expect(face.shadowRoot!.querySelector('video')).to.equal(video);
	});

	it('shows another stream when there is another', async () => {
		const { face, session } = await talking();
		const streams = [colourTrack([200, 30, 30]), colourTrack([30, 30, 200])].map((track) => new MediaStream([track]));
		for (const stream of streams) {
			session.remoteStream = stream;
			session.tell({ type: 'media' });
			await shown(face);
			expect(face.shadowRoot!.querySelector('video')!.srcObject).to.equal(stream);
		}
	});
});
