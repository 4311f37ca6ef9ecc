/**
 * A rollup plugin that leaves out of Lit what no browser of ours needs, and lets it be evaluated where there is no
 * document: a site that renders on its server imports its elements there. Lit's own build for Node makes a
 * `customElements` of its own, in which other people's elements would land. An edit that finds nothing fails the build.
 */
export function litWithoutDocument() {
	return {
		name: 'lit-without-document',
		transform(code, id) {
			const [, file] = /[\\/]node_modules[\\/]((?:@lit[\\/]reactive-element|lit-html|lit-element)[\\/](?:decorators[\\/])?[^\\/]+)$/.exec(id) ?? [];
			const edits = file && needed[file.replaceAll('\\', '/')];
			return edits && { code: edits.reduce(edited, code), map: null };
		},
	};
}

const needed = {
	'@lit/reactive-element/reactive-element.js': [
		[/(?<=\bclass \w+ extends )HTMLElement(?=\{)/, '(globalThis.HTMLElement??class{})'],
		// For browsers that know no shadow roots, and a list of versions: an element with such an id would be taken for them.
		[/,\w+=\w+\.reactiveElementPolyfillSupport\b/, ''], [/,\w+\?\.\(\{ReactiveElement:\w+\}\),\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ''],
		// Of decorators as the language will have them; ours are TypeScript’s.
		[/\bSymbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''], [/\bconst \w+=this\[Symbol\.metadata\];if\(null!==\w+\)\{const \w+=litPropertyMetadata\.get\(\w+\);if\(void 0!==\w+\)for\(const\[\w+,\w+\]of \w+\)this\.elementProperties\.set\(\w+,\w+\)\}/, ''],
	],
	'@lit/reactive-element/decorators/property.js': [[/"object"==typeof \w+\?\w+\(\w+,\w+,\w+\):/, '']],
	'lit-element/lit-element.js': [[/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''], [/\bconst \w+=\w+\.litElementPolyfillSupport;\w+\?\.\(\{LitElement:\w+\}\);/, '']],
	'@lit/reactive-element/css-tag.js': [
		[/\(void 0===(\w+)\.ShadyCSS\|\|\1\.ShadyCSS\.nativeShadow\)&&/, ''],
		[/(?<=\binstanceof )CSSStyleSheet\b/g, '(globalThis.CSSStyleSheet??class{})'],
		// What a mistake in a style would be told, and ours have none: every page would load it.
		[/(?<=\bError\()"CSSResult is not [^"]*"(?=\))/, ''], [/(?<=\bError\()"Value passed to 'css' [^"]*"\+\w+\+"[^"]*"(?=\))/, ''],
	],
	'lit-html/directive-helpers.js': [[/\bdocument\.createComment\(/, 'Document.prototype.createComment.call(document,']],
	'lit-html/lit-html.js': [
		// Named elements hide the members of a document: beside `<img name=importNode>` that would be the image.
		[/(?<=\b\w+=)document(?=,)/, 'globalThis.document'], [/(?<=\b\w+=)(\w+)\.createTreeWalker\(/, '$1&&Document.prototype.createTreeWalker.call($1,'],
		[/\b(\w+)\.(createComment|createElement|createTextNode)\((?="|\w+\))/g, 'Document.prototype.$2.call($1,'], [/\(\w+\?\.creationScope\?\?(\w+)\)\.importNode\(/, 'Document.prototype.importNode.call($1,'],
		[/,\w+=\w+\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\),\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, ''],
		// It gives the listener as options as well, of which a browser reads what scripts added to Object.prototype.
		[/(?<=\baddEventListener\(this\.name,this),\w+(?=\))/, ''], [/(?<=\bremoveEventListener\(this\.name,this),\w+(?=\))/, ''],
	],
};

function edited(code, [found, text]) {
	if (!found.test(code)) throw new Error(`Lit has no more: ${found}`);
	return code.replace(found, text);
}
