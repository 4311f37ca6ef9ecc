import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** An analyzer plugin that adds to the description of `<voice-phone>` what comes from the table of settings: types from its rows, descriptions from their comments. */
export function settingsManifest() {
	return {
		name: 'settings',
		packageLinkPhase({ customElementsManifest }) {
			const element = customElementsManifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'voice-phone');
			const rows = settingRows();
			element.members.unshift(...rows.filter(({ isProperty }) => isProperty).map(memberOf));
			element.attributes.push(...rows.filter(({ attribute, isProperty }) => attribute && !isProperty).map(({ attribute, type, description }) => ({ type, description, name: attribute })));
			element.attributes.push(...rows.filter(({ attribute, isProperty }) => attribute && isProperty).map(attributeOf));
		},
	};
}

const defaultOf = ({ type }) => (type.text === 'boolean' ? { default: 'false' } : {});
const memberOf = (row) => ({ kind: 'field', name: row.name, type: row.type, ...defaultOf(row), description: row.description, ...(row.attribute && { attribute: row.attribute }) });
const attributeOf = (row) => ({ name: row.attribute, type: row.type, ...defaultOf(row), description: row.description, fieldName: row.name });

/** The rows of `SETTINGS` that an element has, as the compiler reads them. */
function settingRows() {
	const { options } = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: console.error });
	const table = join(root, 'src/core/account/settings.ts');
	const element = join(root, 'src/elements/voice-phone/setting-properties.ts');
	const program = ts.createProgram([table, element], options);
	const checker = program.getTypeChecker();
	const exported = (file, name) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file))).find((symbol) => symbol.name === name);
	const settings = checker.getTypeOfSymbol(exported(table, 'SETTINGS'));
	const properties = checker.getDeclaredTypeOfSymbol(exported(element, 'SettingProperties'));
	return settings.getProperties().map((row) => rowOf(row, { checker, properties })).filter(({ isProperty, attribute }) => isProperty || attribute);
}

function rowOf(row, { checker, properties }) {
	const type = checker.getTypeOfSymbol(row);
	const said = (member) => type.getProperty(member) && checker.typeToString(checker.getTypeOfSymbol(type.getProperty(member)));
	const property = properties.getProperty(row.name);
	const hasAttribute = said('markup') !== '"none"' && said('answerOnly') === undefined;
	return {
		name: row.name,
		isProperty: property !== undefined,
		attribute: hasAttribute ? row.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) : undefined,
		type: { text: property ? typeText(checker.getTypeOfSymbol(property), { checker, row }) : 'string' },
		description: ts.displayPartsToString(row.getDocumentationComment(checker)),
	};
}

/** Words stand in the order in which the row lists them: the compiler has another. */
function typeText(type, { checker, row }) {
	const parts = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).replaceAll('"', "'").split(' | ');
	const place = (part) => (part === 'undefined' ? Infinity : row.valueDeclaration.getText().indexOf(part));
	return parts.every((part) => place(part) >= 0) ? parts.sort((one, other) => place(one) - place(other)).join(' | ') : parts.join(' | ');
}
