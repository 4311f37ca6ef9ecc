import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import stylistic from '@stylistic/eslint-plugin';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as webComponents } from 'eslint-plugin-wc';
import typescript from 'typescript-eslint';
import noPatching from './lint/no-patching.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const chaiAssertions = [{ from: 'package', package: 'chai', name: ['Assertion', 'PromisedAssertion'] }];
const nodeTests = ['describe', 'it', 'test', 'suite'].map((name) => ({ from: 'package', package: 'node:test', name }));

const syntax = [
	{ selector: 'TSEnumDeclaration', message: 'A union of strings instead of an enum.' },
	{ selector: 'PropertyDefinition[accessibility="private"]:not(:has(Decorator)), MethodDefinition[accessibility="private"]:not([kind="constructor"])', message: '#name, unless a decorator forbids it.' },
];

/** Who reads settings that are inherited as well: what another script added to `Object.prototype`. */
const readers = {
	CallExpression: {
		'callee.property.name': [
			'addEventListener', 'observe', 'focus', 'scrollIntoView', 'query', 'getUserMedia', 'applyConstraints', 'createOffer', 'createAnswer', 'createDataChannel', 'addTransceiver', 'addIceCandidate',
			'setConfiguration', 'setLocalDescription', 'setRemoteDescription', 'setParameters', 'refer', 'sendRequest', 'sendMessage', 'terminate', 'reject', 'answer',
		],
		'callee.name': ['addEventListener', 'fetch', 'placeCall', 'litProperty'],
	},
	NewExpression: { 'callee.name': ['RTCPeerConnection', 'RTCPeerConnectionIceEvent', 'UA', 'Error', 'Blob', 'AudioContext', 'AudioBuffer', 'AudioBufferSourceNode', 'IntersectionObserver', 'CustomEvent', 'Event', 'TextDecoder'] },
};
const inherits = Object.entries(readers).flatMap(([type, names]) => Object.entries(names).map(([where, which]) => ({
	selector: `${type}[callee.property.type!="PrivateIdentifier"][${where}=/^(?:${which.join('|')})$/] > ObjectExpression.arguments, ${type}[callee.object.name="Intl"] > ObjectExpression.arguments`,
	message: 'It reads what the page’s scripts added to Object.prototype as well: ownProperties({ … }).',
})));

/** What still patches JsSIP, or what it uses; our own INVITE session will need none of it. */
const patching = ['media/enabled-guard', 'sip/dialog/jssip-connection', 'sip/dialog/suppress-auto-terminate', 'sip/dialog/with-peer-connection'].map((file) => `src/${file}.ts`);

/** Rooms whose lines end at 120 columns; add others as they follow. */
const wrapped = ['context', 'controllers', 'i18n', 'media', 'net', 'pbx', 'rtc', 'styles'].map((room) => `src/${room}/**/*.ts`);

/** How the code of this project reads, as far as a machine can tell. */
export default typescript.config(
	{ ignores: ['dist/**', '.cache/**', '**/storybook-static/**'] },
	{
		files: ['**/*.ts'],
		extends: [typescript.configs.recommendedTypeChecked, lit['flat/recommended'], webComponents['flat/recommended'], litA11y.configs.recommended],
		languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: root } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/ban-ts-comment': 'error',
			'no-console': 'error',
			'no-restricted-syntax': ['error', ...syntax],
			'max-lines': ['error', 300],
			'max-lines-per-function': ['error', { max: 45, skipComments: true }],
			'max-params': ['error', 4],
		},
	},
	{
		files: ['**/*.{ts,mjs,js}'],
		plugins: { '@stylistic': stylistic },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-var': 'error',
			'prefer-const': 'error',
			'@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'always' }],
			'@stylistic/semi': 'error',
			'@stylistic/no-trailing-spaces': 'error',
			'@stylistic/no-multiple-empty-lines': ['error', { max: 1 }],
			'@stylistic/no-mixed-spaces-and-tabs': 'error',
			'@stylistic/eol-last': 'error',
		},
	},
	{
		files: ['test/**/*.ts', 'stories/**/*.ts'],
		rules: {
			'@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: nodeTests, allowForKnownSafePromises: chaiAssertions }],
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-expressions': 'off',
			'max-lines-per-function': 'off',
		},
	},
	{
		files: ['src/**/*.ts'],
		ignores: ['src/pbx/**'],
		rules: {
			'no-restricted-syntax': ['error', ...syntax, ...inherits],
			'no-restricted-properties': [
				'error',
				{ object: 'Array', property: 'from', message: 'Old libraries (Prototype.js, MooTools) replace it in the page: spread, or a loop.' },
				{ property: 'reduce', message: 'Old libraries (Prototype.js) replace it in the page: a loop.' },
			],
		},
	},
	{
		files: ['src/**/*.ts'],
		// A decorator of our own, on our own classes; a mark of ours on the document, by which two copies of the script find each other.
		ignores: ['src/elements/property.ts', 'src/elements/voice-chat/title-prefix.ts'],
		plugins: { own: { rules: { 'no-patching': noPatching } } },
		rules: { 'own/no-patching': 'error' },
	},
	{ files: wrapped, rules: { '@stylistic/max-len': ['error', { code: 120, tabWidth: 4 }] } },
	{ files: patching, rules: { 'own/no-patching': 'off' } },
	{ files: ['stories/demo/**/*.{ts,mjs}'], rules: { 'no-console': 'off' } },
);
