/** What a node stands in: across shadow roots, and along slots. A form gives a field of it for any property that has the field’s name, so the getters are asked themselves. */
export function above(node: Node): Node | null {
	if (node instanceof ShadowRoot) return node.host;
	const slot = node instanceof Element ? (Reflect.get(Element.prototype, 'assignedSlot', node) as Node | null) : null;
	return slot ?? (Reflect.get(Node.prototype, 'parentNode', node));
}
