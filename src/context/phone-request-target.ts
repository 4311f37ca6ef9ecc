import { above } from './above.js';
import { inheritedMember } from '../core/inherited-member.js';

const TAG = 'voice-phone';

/**
 * Where an element dispatches its context request: the `<voice-phone>` with the id `phoneId` (in its own root, then in
 * the document), else its own one, else the nearest ancestor across shadow roots and slots, else the document, whose
 * first phone answers. A missing `phoneId`, or an ancestor that is not upgraded yet, is waited for instead of taking
 * another phone.
 */
export function phoneRequestTarget(
	face: Element,
	{ phoneId, own }: { phoneId: string | null | undefined; own: Element | undefined },
): Element | Document | undefined {
	if (phoneId) return named(phoneId, face);
	return own ?? nearest(face) ?? face.ownerDocument;
}

function named(id: string, face: Element): Element | undefined {
	const selector = `${TAG}#${CSS.escape(id)}`;
	const root = face.getRootNode();
	const nearby = root instanceof ShadowRoot ? root.querySelector(selector) : null;
	return nearby ?? inheritedMember(face.ownerDocument, 'querySelector')(selector) ?? undefined;
}

function nearest(face: Element): Element | undefined {
	for (let node = above(face); node; node = above(node))
		if (node instanceof Element && node.localName === TAG) return node;
	return undefined;
}
