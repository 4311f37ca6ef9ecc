type Method = 'hasFocus' | 'createElement';

/** Replaces a method that every document has, and returns the way back. */
export function replaceDocumentMember<Name extends Method>(name: Name, method: Document[Name]): () => void {
	const before = Object.getOwnPropertyDescriptor(Document.prototype, name);
	Object.defineProperty(Document.prototype, name, { ...before, value: method });
	return () => Object.defineProperty(Document.prototype, name, before ?? {});
}
