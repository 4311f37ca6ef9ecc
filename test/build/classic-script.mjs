import { hash } from './integrity.mjs';

/**
 * A rollup plugin that packs the AMD chunks of one entry into one classic script with one global. Rollup's own one-file formats would evaluate everything at once;
 * here a chunk that is imported dynamically stays an uncalled function until then. Of these the script contains those named in `inside`; the others become files beside it,
 * which it loads from its own URL.
 */
export function classicScript({ entry, file, global, inside }) {
	return {
		name: 'classic-script',
		generateBundle(_options, bundle) {
			const chunks = Object.values(bundle);
			for (const { fileName } of chunks) delete bundle[fileName];
			const graph = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
			const [main] = chunks.filter((chunk) => chunk.isEntry && chunk.name === entry);
			const all = reachable(graph, [main], ({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
			const inner = reachable(graph, [main, ...[...all].filter(({ name }) => inside.includes(name))], ({ imports }) => imports);
			const outer = [...all].filter((chunk) => !inner.has(chunk)).map((chunk) => beside(chunk, outerNeeds(chunk)));
			for (const { fileName, source } of outer) this.emitFile({ type: 'asset', fileName, source });
			this.emitFile({ type: 'asset', fileName: file, source: script([...inner], outer) });

			function outerNeeds(chunk) {
				const needs = reachable(graph, [chunk], ({ imports }) => imports);
				return [...needs].filter((need) => need !== chunk && !inner.has(need)).map(({ fileName }) => fileName);
			}
		},
	};

	function script(chunks, outer) {
		const files = Object.fromEntries(outer.map(({ fileName, source, needs }) => [idOf(fileName), [hash(source), ...needs.map(idOf)]]));
		const body = [`files=${JSON.stringify(files)};`, ...chunks.map(({ code }) => code.trim()), `return load(${JSON.stringify(entry)})`].join('\n');
		return `/*! ${global}: MIT licence. What it contains of others: third-party-licences.txt */\nvar ${global}=${global}||function(){${loader}${body}}();\n`;
	}
}

const idOf = (fileName) => fileName.replace(/\.js$/, '');

/** A chunk as a script that gives itself to whoever loads it; `<img name=currentScript>` does not come between. */
const beside = ({ fileName, code }, needs) => ({ fileName, needs, source: `Object.getOwnPropertyDescriptor(Document.prototype,"currentScript").get.call(document).${code.trim()}\n` });

/** Depth first, in the order of their need. */
function reachable(graph, chunks, next, found = new Set()) {
	for (const chunk of chunks.filter((one) => one && !found.has(one))) {
		found.add(chunk);
		reachable(graph, next(chunk).map((name) => graph.get(name)), next, found);
	}
	return found;
}

/**
 * As much of AMD as rollup's output asks for: `define` remembers a factory, `load` runs it once, `require` is a dynamic import. A module is obtained when all that it needs is obtained,
 * whoever asks and in whatever order the files arrive; it is remembered only after its factory has run. A file that was lost may be asked for again.
 *
 * Files are fetched with the nonce and the hash of this script's build; where the page demands trusted types (CSP), by a policy named `voice-elements`, which knows nothing but these files.
 * `property` reads past `<img name=currentScript>` and its like: named elements shadow the properties of `document`, and a base taken from one would run a stranger's files.
 */
const loader = `
var factories={},modules={},fetched={},files,policy,
own=property(Document.prototype,'currentScript')||{},
base=own.src||property(Node.prototype,'baseURI'),
local=new URL(base).protocol==='file:',
foreign=!local&&new URL(base).origin!==location.origin;
function property(prototype,name){return Object.getOwnPropertyDescriptor(prototype,name).get.call(document)}
function define(id,needs,factory){factories[id]=[needs,factory]}
function load(id){
if(modules[id])return modules[id];
var exports=modules[id]={},parts=factories[id];
try{parts[1].apply(null,parts[0].map(function(need){return need==='exports'?exports:need==='require'?require:load(need.slice(2))}))}
catch(error){delete modules[id];throw error}
return exports}
function require(needs,resolve,reject){
var id=needs[0].slice(2);
obtain(id).then(function(){return load(id)}).then(resolve,reject)}
function obtain(id){return Promise.all(files[id]?[id].concat(files[id].slice(1)).map(fetchScript):[])}
function addressOf(id){return new URL(id+'.js',base).href}
function trusted(id){
if(!self.trustedTypes)return addressOf(id);
policy=policy||trustedTypes.createPolicy('voice-elements',{createScriptURL:addressOf});
return policy.createScriptURL(id)}
function fetchScript(id){return fetched[id]=fetched[id]||new Promise(function(resolve,reject){
var script=Document.prototype.createElement.call(document,'script');
script.src=trusted(id);
script.define=define;
if(own.nonce)script.nonce=own.nonce;
if(own.crossOrigin||foreign)script.crossOrigin=own.crossOrigin||'anonymous';
if(!local)script.integrity=files[id][0];
script.onload=script.onerror=function(){
script.remove();
if(factories[id])return resolve();
delete fetched[id];
reject(new Error('Could not load '+script.src))};
property(Document.prototype,'head').append(script)})}
`.replaceAll('\n', '');
