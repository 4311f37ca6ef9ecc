/**
 * A rollup plugin that packs the AMD chunks of one entry into one classic script with one global.
 * Rollup's own one-file formats would evaluate everything at once; here a chunk that is imported dynamically stays an uncalled function until then.
 */
export function classicScript({ entry, file, global }) {
	return {
		name: 'classic-script',
		generateBundle(_options, bundle) {
			const chunks = reachable(bundle, Object.values(bundle).find((chunk) => chunk.isEntry && chunk.name === entry));
			for (const name of Object.keys(bundle)) delete bundle[name];
			const source = `${notice(global)}var ${global}=${global}||function(){${loader}${chunks.map(({ code }) => code.trim()).join('\n')}return load(${JSON.stringify(entry)})}();\n`;
			this.emitFile({ type: 'asset', fileName: file, source });
		},
	};
}

const notice = (global) => `/*! ${global}: MIT licence. What it contains of others: third-party-licences.txt */\n`;

/** Depth first, in the order of their need. */
function reachable(bundle, chunk, found = new Set()) {
	if (!chunk || found.has(chunk)) return [...found];
	found.add(chunk);
	for (const name of [...chunk.imports, ...chunk.dynamicImports]) reachable(bundle, bundle[name], found);
	return [...found];
}

/** As much of AMD as rollup's output asks for: `define` remembers, `load` evaluates once, `require` is a dynamic import. */
const loader = `
var factories={},modules={};
function define(id,needs,factory){factories[id]=[needs,factory]}
function load(id){
if(modules[id])return modules[id];
var exports=modules[id]={},parts=factories[id];
parts[1].apply(null,parts[0].map(function(need){return need==='exports'?exports:need==='require'?require:load(need.slice(2))}));
return exports}
function require(needs,resolve,reject){Promise.resolve().then(function(){return load(needs[0].slice(2))}).then(resolve,reject)}
`.replaceAll('\n', '');
