import { parseAst } from 'rollup/parseAst';
import { rewritten, visit } from './syntax.mjs';

/** The rules that JsSIP and this project ask its grammar for; of a header by its name. */
export const rules = [
	'Request_Response', 'Status_Line', 'SIP_URI', 'host', 'uuid', 'quoted_string', 'Name_Addr_Header',
	'Via', 'From', 'To', 'Call_ID', 'CSeq', 'Contact', 'Record_Route', 'Max_Forwards', 'Content_Length', 'Content_Type',
	'WWW_Authenticate', 'Proxy_Authenticate', 'Session_Expires', 'Refer_To', 'Replaces', 'Event',
];

/**
 * JsSIP's grammar as PEG.js generated it, without the rules that nobody asks for and without the wording of syntax errors, which it never shows;
 * and what it repeats hundreds of times, the look at the next characters, as functions.
 */
export function lessOfGrammar(code) {
	return factored(withoutRules(withoutErrors(code)));
}

const errorFunctions = ['padLeft', 'escape', 'quote', 'matchFailed', 'cleanupExpected', 'computeErrorPosition'];

function withoutErrors(code) {
	const quiet = rewritten(code, (node, { textOf }) => {
		if (node.type === 'IfStatement' && textOf(node.test) === 'reportFailures === 0') return '';
		if (node.type === 'ThrowStatement') return 'throw new Error(startRule);';
		if (node.type === 'FunctionDeclaration' && errorFunctions.includes(node.id.name)) return '';
		if (node.type === 'ExpressionStatement' && textOf(node).startsWith('result.SyntaxError')) return '';
		return undefined;
	});
	const folded = quiet.replace(/display_name\[1\]\.reduce\(function \(acc, cur\) \{\s*return acc \+ cur\[0\] \+ cur\[1\];\s*\}, display_name\[0\]\)/, "display_name[0] + display_name[1].flat().join('')");
	if (folded === quiet) throw new Error('JsSIP has no more: the reduce of a display name');
	return folded.replace(/if \((result === null \|\| pos !== input\.length)\) \{.*?return -1;\s*\}/s, 'if ($1) return -1;');
}

function withoutRules(code) {
	const needs = needsOfRules(code);
	const needed = new Set(rules.map((rule) => `parse_${rule}`));
	for (const name of needed) for (const need of needs.get(name)) needed.add(need);
	return rewritten(code, (node) => {
		if (node.type === 'FunctionDeclaration' && needs.has(node.id.name) && !needed.has(node.id.name)) return '';
		if (node.type === 'VariableDeclarator' && node.id.name === 'parseFunctions') return `parseFunctions = { ${rules.map((rule) => `${rule}: parse_${rule}`).join(', ')} }`;
		return undefined;
	});
}

function needsOfRules(code) {
	const needs = new Map();
	visit(parseAst(code), (node) => {
		if (node.type === 'FunctionDeclaration' && node.id.name.startsWith('parse_')) {
			const called = new Set();
			visit(node.body, (part) => Boolean(part.type !== 'Identifier' || called.add(part.name)));
			needs.set(node.id.name, [...called].filter((name) => name.startsWith('parse_')));
		}
		return true;
	});
	return needs;
}

const looks = [
	[/if \(input\.charCodeAt\(pos\) === \d+\) \{\s*(\w+) = (".*?");\s*pos\+\+;\s*\}\s*else \{\s*\1 = null;\s*\}/g, '$1 = literal($2);'],
	[/if \(input\.substr\(pos, \d+\) === (".*?")\) \{\s*(\w+) = \1;\s*pos \+= \d+;\s*\}\s*else \{\s*\2 = null;\s*\}/g, '$2 = literal($1);'],
	[/if \(input\.substr\(pos, \d+\)\.toLowerCase\(\) === (".*?")\) \{\s*(\w+) = input\.substr\(pos, \d+\);\s*pos \+= \d+;\s*\}\s*else \{\s*\2 = null;\s*\}/g, '$2 = word($1);'],
	[/if \((\/.*\/)\.test\(input\.charAt\(pos\)\)\) \{\s*(\w+) = input\.charAt\(pos\);\s*pos\+\+;\s*\}\s*else \{\s*\2 = null;\s*\}/g, '$2 = oneOf($1);'],
];
const looking = `
	function literal(text) { if (input.substr(pos, text.length) !== text) return null; pos += text.length; return text; }
	function word(text) { var found = input.substr(pos, text.length); if (found.toLowerCase() !== text) return null; pos += text.length; return found; }
	function oneOf(characters) { var found = input.charAt(pos); if (!characters.test(found)) return null; pos++; return found; }
`;

function factored(code) {
	const short = looks.reduce((text, [look, call]) => text.replace(look, call), code);
	return short.replace('var pos = 0;', `var pos = 0;${looking}`);
}
