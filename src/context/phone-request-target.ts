import { above } from './above.js';

const TAG = 'voice-phone';

/**
 * Where a face is to ask for its phone: the `<voice-phone>` named by `phoneId` (in its own root, then in the document), else its own or the nearest
 * one around it, across shadow roots and along slots, else the document, whose first phone answers. A face that names a phone waits for that one and
 * never takes another. So does one around which there is a phone that was not upgraded yet.
 */
export function phoneRequestTarget(face: Element, { phoneId, own }: { phoneId: string | null | undefined; own: Element | undefined }): Element | Document | undefined {
	if (phoneId) return named(phoneId, face);
	return own ?? nearest(face) ?? face.ownerDocument;
}

function named(id: string, face: Element): Element | undefined {
	const selector = `${TAG}#${CSS.escape(id)}`;
	const root = face.getRootNode() as ParentNode & Node;
	return root.querySelector(selector) ?? face.ownerDocument.querySelector(selector) ?? undefined;
}

function nearest(face: Element): Element | undefined {
	for (let node = above(face); node; node = above(node)) if (node instanceof Element && node.localName === TAG) return node;
	return undefined;
}
