/** A text of a face that somebody can see, line by line. */
export interface ShownText {
	readonly words: string;
	readonly node: Text;
	readonly element: Element;
	readonly boxes: readonly DOMRect[];
	/** What can be seen of these, where an element around them cuts what is too long. */
	readonly seen: readonly DOMRect[];
}

/** The texts of a face that can be seen, without those for screen readers alone. */
export function textsOf(face: HTMLElement): ShownText[] {
	const walker = document.createTreeWalker(face.shadowRoot!, NodeFilter.SHOW_TEXT);
	const texts: ShownText[] = [];
	while (walker.nextNode()) {
		const text = walker.currentNode as Text;
		const element = text.parentElement;
		if (!element || text.data.trim() === '' || !isSeen(element)) continue;
		const boxes = boxesOf(text);
		texts.push({ words: text.data.trim(), node: text, element, boxes, seen: boxes.map((box) => seenOf(box, element)) });
	}
	return texts;
}

/** The boxes around an element that cut what is too long. */
export function cuttersOf(element: Element): Element[] {
	const around = element.parentElement ? cuttersOf(element.parentElement) : [];
	const { display, overflowX } = getComputedStyle(element);
	return display !== 'inline' && overflowX !== 'visible' ? [element, ...around] : around;
}

function seenOf(box: DOMRect, element: Element): DOMRect {
	return cuttersOf(element).map((one) => one.getBoundingClientRect()).reduce((seen, frame) => {
		const [left, top] = [Math.max(seen.left, frame.left), Math.max(seen.top, frame.top)];
		return new DOMRect(left, top, Math.max(0, Math.min(seen.right, frame.right) - left), Math.max(0, Math.min(seen.bottom, frame.bottom) - top));
	}, box);
}

function isSeen(element: Element): boolean {
	for (let one: Element | null = element; one; one = one.parentElement) if (getComputedStyle(one).clipPath !== 'none') return false;
	return element.checkVisibility();
}

function boxesOf(text: Text): DOMRect[] {
	const range = document.createRange();
	range.selectNodeContents(text);
	return [...range.getClientRects()].filter(({ width }) => width > 0);
}
