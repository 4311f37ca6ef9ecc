/**
 * The parent of a node in the flat tree, across shadow roots and along slots. A form shadows its properties by its
 * fields’ names, so the getters of the prototypes are called.
 */
export function above(node: Node): Node | null {
	if (node instanceof ShadowRoot) return node.host;
	const slot = node instanceof Element ? (Reflect.get(Element.prototype, 'assignedSlot', node) as Node | null) : null;
	return slot ?? (Reflect.get(Node.prototype, 'parentNode', node));
}
