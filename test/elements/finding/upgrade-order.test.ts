import { expect } from '@open-wc/testing';
import type { TestFace } from '../../support/test-face.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import { blankPage, type BlankPage } from '../../support/blank-page.js';
import { nameOf } from '../../support/name-of.js';
import { nextTask } from '../../support/section.js';

const PAGE = `
	<voice-dial data-expected="first"></voice-dial>
	<voice-phone id="first" connect="use">
		<voice-call data-expected="first"></voice-call>
		<voice-phone id="inner" connect="use"><p><voice-chat data-expected="inner"></voice-chat></p></voice-phone>
	</voice-phone>
	<voice-dial phone-id="last" data-expected="last"></voice-dial>
	<voice-chat data-expected="first"></voice-chat>
	<div><template shadowrootmode="open">
		<voice-call data-expected="first"></voice-call>
		<voice-phone id="hidden" connect="use"><voice-dial data-expected="hidden"></voice-dial></voice-phone>
		<voice-chat phone-id="hidden" data-expected="hidden"></voice-chat>
	</template></div>
	<voice-phone id="last" connect="use"><div><template shadowrootmode="open"><voice-call data-expected="last"></voice-call></template></div></voice-phone>`;

describe('faces find the same phones', () => {
	for (const order of permutations(['voice-phone', 'voice-dial', 'voice-call', 'voice-chat'])) {
		it(`when elements are defined in the order ${order.join(', ')}`, async () => {
			const page = await blankPage(PAGE);
			for (const name of order) await define(page, name);
			expect(phonesOfFaces(page)).to.deep.equal(expectedOf(page));
		});
	}

	it('when everything is defined before the page is written', async () => {
		const page = await blankPage('<main></main>');
		for (const name of ['voice-phone', 'voice-dial', 'voice-call', 'voice-chat']) await define(page, name);
		page.document.querySelector('main')!.setHTMLUnsafe(PAGE);
		// Firefox upgrades what is written so once the script has ended.
		await nextTask();
		expect(phonesOfFaces(page)).to.deep.equal(expectedOf(page));
	});
});

async function define(page: BlankPage, name: string): Promise<void> {
	if (name === 'voice-phone') await page.load('/src/elements/voice-phone/voice-phone.ts');
	else (await page.load('/test/support/test-face.ts') as { defineTestFace(name: string): void }).defineTestFace(name);
}

function faces(page: BlankPage): readonly TestFace[] {
	return everything(page.document).filter((element): element is TestFace => element.hasAttribute('data-expected'));
}

function phonesOfFaces(page: BlankPage): readonly string[] {
	const phones = everything(page.document).filter((element): element is VoicePhone => element.localName === 'voice-phone');
	return faces(page).map((face) => `${face.localName} → ${nameOf(face.finder.phone, phones)}`);
}

function expectedOf(page: BlankPage): readonly string[] {
	return faces(page).map((face) => `${face.localName} → ${face.dataset.expected}`);
}

function everything(within: ParentNode): readonly Element[] {
	return [...within.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everything(element.shadowRoot) : [])]);
}

function permutations(names: readonly string[]): readonly string[][] {
	if (names.length === 0) return [[]];
	return names.flatMap((name) => permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));
}
