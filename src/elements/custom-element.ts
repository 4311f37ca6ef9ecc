/**
 * Defines an element under its name, unless the page has one of that name: so a script that is loaded twice, or twice in different copies, changes nothing. With
 * Lit's decorator of this name the second would throw. Where there is no document it defines nothing: a site that renders on its server imports this there too.
 */
export function customElement(name: string): (element: CustomElementConstructor) => void {
	return (element) => {
		if ('document' in globalThis && !customElements.get(name)) customElements.define(name, element);
	};
}
