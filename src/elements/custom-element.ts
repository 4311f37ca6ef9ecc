/**
 * Defines an element under its name, unless the page has one of that name: so a script that is loaded twice, or twice in different copies, changes nothing. With
 * Lit's decorator of this name the second would throw.
 */
export function customElement(name: string): (element: CustomElementConstructor) => void {
	return (element) => {
		if (!customElements.get(name)) customElements.define(name, element);
	};
}
