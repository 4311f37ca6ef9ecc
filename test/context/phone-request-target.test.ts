import { expect } from '@open-wc/testing';
import { phoneRequestTarget } from '../../src/context/phone-request-target.js';
import { section } from '../support/section.js';

/** Markup with one `<x-face>`, and the `data-is` of the place where it asks. */
const places: readonly [what: string, html: string, place: string | undefined][] = [
	['the nearest phone around it', '<voice-phone data-is="far"><voice-phone data-is="near"><p><x-face></x-face></p></voice-phone></voice-phone>', 'near'],
	['the document, when none is around it', '<voice-phone data-is="sibling"></voice-phone><x-face></x-face>', 'document'],
	['the phone it names', '<voice-phone data-is="around"><x-face phone-id="b"></x-face></voice-phone><voice-phone id="b" data-is="named"></voice-phone>', 'named'],
	['nowhere, while the phone it names is not there', '<voice-phone data-is="around"><x-face phone-id="nobody"></x-face></voice-phone>', undefined],
	['nowhere, when what has that id is no phone', '<p id="b"></p><x-face phone-id="b"></x-face>', undefined],
	['the phone of that id, when something else has it too', '<p id="b"></p><voice-phone id="b" data-is="named"></voice-phone><x-face phone-id="b"></x-face>', 'named'],
	['the phone whose id needs care in a selector', '<voice-phone id="1 .x" data-is="named"></voice-phone><x-face phone-id="1 .x"></x-face>', 'named'],
	['the document, when its phone-id is empty', '<x-face phone-id=""></x-face>', 'document'],
	['the phone around the host of its shadow root', `<voice-phone data-is="outside"><div>${shadow('<x-face></x-face>')}</div></voice-phone>`, 'outside'],
	['the phone around the host of a closed root', `<voice-phone data-is="outside"><div>${shadow('<p><x-face></x-face></p>', 'closed')}</div></voice-phone>`, 'outside'],
	['the phone around two shadow roots', `<voice-phone data-is="outside"><div>${shadow(`<div>${shadow('<x-face></x-face>')}</div>`)}</div></voice-phone>`, 'outside'],
	['the phone around the slot it is in', `<div>${shadow('<voice-phone data-is="slotting"><slot></slot></voice-phone>')}<p><x-face></x-face></p></div>`, 'slotting'],
	['the phone around the slot before the one around the slot’s host', `<voice-phone data-is="outside"><div>${shadow('<voice-phone data-is="slotting"><slot></slot></voice-phone>')}<x-face></x-face></div></voice-phone>`, 'slotting'],
	['the phone of that id in its own root before the one in the document', `<voice-phone id="b" data-is="document’s"></voice-phone><div>${shadow('<voice-phone id="b" data-is="own"></voice-phone><x-face phone-id="b"></x-face>')}</div>`, 'own'],
	['the phone of that id in the document, when its own root has none', `<voice-phone id="b" data-is="document’s"></voice-phone><div>${shadow('<x-face phone-id="b"></x-face>')}</div>`, 'document’s'],
	['nowhere, when the named phone is in somebody else’s shadow root', `<div>${shadow('<voice-phone id="b"></voice-phone>')}</div><x-face phone-id="b"></x-face>`, undefined],
	['a phone of its own before the one around it', '<voice-phone data-is="around"><x-face><i data-is="own"></i></x-face></voice-phone>', 'own'],
	['the phone it names before one of its own', '<voice-phone id="b" data-is="named"></voice-phone><x-face phone-id="b"><i data-is="own"></i></x-face>', 'named'],
];

describe('the place where a face asks for its phone', () => {
	for (const [what, html, expected] of places) {
		it(`is ${what}`, () => {
			const face = findFace(unfold(section(html)));
			const place = phoneRequestTarget(face, { phoneId: face.getAttribute('phone-id'), own: face.querySelector('i') ?? undefined });
			expect(place instanceof Document ? 'document' : place?.getAttribute('data-is') ?? undefined).to.equal(expected);
		});
	}
});

const roots = new Set<ShadowRoot>();

function shadow(html: string, mode: ShadowRootMode = 'open'): string {
	return `<template data-mode="${mode}">${html}</template>`;
}

/** Makes shadow roots of the templates, from the outside to the inside. */
function unfold(within: HTMLElement | ShadowRoot): ParentNode {
	for (const template of within.querySelectorAll<HTMLTemplateElement>('template[data-mode]')) {
		const root = template.parentElement!.attachShadow({ mode: template.dataset.mode as ShadowRootMode });
		root.append(template.content);
		template.remove();
		roots.add(root);
		unfold(root);
	}
	return within;
}

function findFace(within: ParentNode): Element {
	const face = [within, ...roots].map((root) => root.querySelector('x-face')).find((found) => found?.isConnected);
	if (!face) throw new Error('There is no face.');
	return face;
}

afterEach(() => roots.clear());
