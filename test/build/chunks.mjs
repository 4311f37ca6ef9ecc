/**
 * Which chunk a module belongs to, for rollup's `manualChunks`. What loads first is in two chunks besides the elements, since many small ones compress badly: the
 * phone without a face, and the rest, which has Lit in it. What all faces need to be drawn is in two more: their words and their look. A language that
 * is fetched on demand is not among these words. Whatever else is imported dynamically is for rollup to divide.
 */
export function chunkOf(id, graph) {
	if (own.test(id)) return undefined;
	if (importedBy(isPhone, graph).has(id)) return 'phone';
	if (importedBy(isEntry, graph).has(id)) return 'common';
	if (words.test(id)) return graph.getModuleInfo(id).importers.length > 0 ? 'words' : undefined;
	return look.test(id) ? 'look' : undefined;
}

const own = /[\\/]src[\\/]((index|without-elements)\.ts$|elements[\\/]voice-(dial|call|chat)[\\/])/;
const look = /[\\/]node_modules[\\/](lit|lit-html)[\\/]|[\\/]src[\\/](controllers|styles|elements[\\/]parts)[\\/]/;
const words = /[\\/]src[\\/]i18n[\\/]/;

const isPhone = ({ id }) => /[\\/]src[\\/]without-elements\.ts$/.test(id);
const isEntry = (module) => module.isEntry;

const known = new WeakMap([isPhone, isEntry].map((wanted) => [wanted, new WeakMap()]));

/** The modules that some import statically, with what these import. */
function importedBy(wanted, { getModuleIds, getModuleInfo }) {
	const found = known.get(wanted).get(getModuleInfo) ?? new Set();
	const visit = (id) => {
		if (found.has(id)) return;
		found.add(id);
		getModuleInfo(id).importedIds.forEach(visit);
	};
	if (found.size === 0) [...getModuleIds()].filter((id) => wanted(getModuleInfo(id))).forEach(visit);
	known.get(wanted).set(getModuleInfo, found);
	return found;
}
