import { parseAst } from 'rollup/parseAst';

/**
 * A script with some of its parts rewritten: `rewrite` is shown every node of its syntax tree and may answer with another text.
 * What is within a part that was rewritten is not looked at.
 */
export function rewritten(code, rewrite) {
	const edits = [];
	const textOf = ({ start, end }) => code.slice(start, end);
	visit(parseAst(code), (node, parent) => {
		const text = rewrite(node, { parent, textOf });
		if (text === undefined) return true;
		edits.push({ start: node.start, end: node.end, text });
		return false;
	});
	return edits.reverse().reduce((whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end), code);
}

/** Walks through a syntax tree in the order of the text, as deep as `enter` says. */
export function visit(node, enter, parent) {
	if (node.type !== undefined && !enter(node, parent)) return;
	const children = Object.values(node).flat().filter((child) => typeof child?.type === 'string');
	for (const child of children.sort((one, other) => one.start - other.start)) visit(child, enter, node);
}
