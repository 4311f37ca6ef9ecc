/**
 * Defines an element unless its name is taken, so a script that is loaded twice, or in two copies, changes nothing.
 * Lit's decorator of this name would throw. Without a document it defines nothing, which lets a site import this on its
 * server.
 */
export function customElement(name: string): (element: CustomElementConstructor) => void {
	return (element) => {
		if ('document' in globalThis && !customElements.get(name)) customElements.define(name, element);
	};
}
