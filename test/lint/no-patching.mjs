import ts from 'typescript';

const DEFINING = { Object: ['defineProperty', 'defineProperties', 'setPrototypeOf'], Reflect: ['defineProperty', 'setPrototypeOf', 'set'] };
const GLOBALS = ['globalThis', 'window', 'self'];

/**
 * Nothing of somebody else is patched: no method of an object is replaced, no global assigned, no property defined on what is not ours. To set a property that is
 * made for it (`input.value`) is no patch.
 */
export default {
	meta: { type: 'problem', schema: [], messages: { method: 'Replaces the method “{{name}}”.', global: 'Assigns the global “{{name}}”.', define: 'Defines a property on an object that may not be ours.' } },
	create(context) {
		const { esTreeNodeToTSNodeMap, program } = context.sourceCode.parserServices;
		const checker = program.getTypeChecker();
		const isMethod = (property) => checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(property))?.declarations?.some((declaration) => ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration)) ?? false;
		return {
			AssignmentExpression({ left }) {
				if (left.type !== 'MemberExpression' || left.property.type === 'PrivateIdentifier') return;
				const { name = '' } = left.property;
				if (left.object.type === 'Identifier' && GLOBALS.includes(left.object.name)) context.report({ node: left, messageId: 'global', data: { name } });
				else if (isMethod(left.property)) context.report({ node: left, messageId: 'method', data: { name } });
			},
			CallExpression({ callee, arguments: [target] }) {
				if (callee.type !== 'MemberExpression' || !DEFINING[callee.object.name]?.includes(callee.property.name)) return;
				if (target?.type !== 'ThisExpression' && target?.type !== 'ObjectExpression') context.report({ node: callee, messageId: 'define' });
			},
		};
	},
};
