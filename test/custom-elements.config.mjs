import { settingsManifest } from './settings-manifest.mjs';

/** What `cem analyze` reads to describe the elements in custom-elements.json. */
export default {
	globs: ['src/elements/face-element.ts', 'src/elements/*/voice-*.ts'],
	outdir: '.',
	litelement: true,
	dependencies: false,
	packagejson: false,
	plugins: [settingsManifest(), publicOnly()],
};

/** Leaves out what a page cannot use: private members, lifecycle, static fields, modules that define no element; and what the analyzer found by itself and nobody described. */
function publicOnly() {
	const lifecycle = ['render', 'updated', 'firstUpdated', 'willUpdate', 'update', 'shouldUpdate', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'adoptedCallback', 'createRenderRoot', 'getUpdateComplete'];
	const isPublic = ({ name, privacy, static: isStatic }) => (privacy ?? 'public') === 'public' && !isStatic && !name.startsWith('#') && !lifecycle.includes(name);
	return {
		name: 'public-only',
		packageLinkPhase({ customElementsManifest }) {
			for (const module of customElementsManifest.modules) {
				module.declarations = module.declarations.filter(({ customElement }) => customElement);
				module.exports = module.exports.filter(({ kind, declaration }) => kind === 'custom-element-definition' || module.declarations.some(({ name }) => name === declaration.name));
				for (const declaration of module.declarations) {
					declaration.members = declaration.members?.filter(isPublic);
					for (const kind of ['attributes', 'events']) declaration[kind] = declaration[kind]?.filter(({ description }) => description);
				}
			}
			customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations }) => declarations.length > 0).sort((a, b) => a.path.localeCompare(b.path));
		},
	};
}
