import { readFileSync } from 'node:fs';
import { lessOfGrammar } from './less-of-jssip-grammar.mjs';
import { rewritten } from './syntax.mjs';

/**
 * A rollup plugin that leaves out of JsSIP and its packages what this project never reaches. An edit that finds nothing to edit any more fails the build:
 * another version of JsSIP is to be read anew.
 */
export function lessOfJssip() {
	return {
		name: 'less-of-jssip',
		transform(code, id) {
			const edit = editOf(id);
			return edit && { code: edit(code), map: null };
		},
	};
}

/** What is done to a file, if anything. */
export function editOf(path) {
	const [, name, file] = /[\\/]node_modules[\\/](jssip|debug|events|sdp-transform)[\\/](?:lib[\\/]|src[\\/])?(.+)$/.exec(path) ?? [];
	if (name === undefined) return undefined;
	if (name !== 'jssip') return () => standIn(name);
	if (file === 'package.json') return titleOf;
	if (file === 'JsSIP.js') return () => standIn('jssip');
	if (file === 'Grammar.js') return lessOfGrammar;
	const { without = [], known = {} } = unused[file.replace(/^.*[\\/]|\.js$/g, '')] ?? {};
	return (code) => withoutParts(code, { without, known });
}

const standIn = (name) => readFileSync(new URL(`jssip/${name}.cjs`, import.meta.url), 'utf8');

function titleOf(code) {
	const { name, title, version } = JSON.parse(code);
	return JSON.stringify({ name, title, version });
}

/**
 * By file the methods and inner functions that are left out, and the expressions that stand for others: whose value is known here, so that the minifier drops what they decide; or that call
 * what old libraries replace in the page (`Array.prototype.reduce`). Settings have no prototype: what scripts added to that of the page's objects is no wish of ours.
 * The line has its own socket; digits, hold and re-INVITE are requests of our own; a call comes with its sound, and without session timers; nobody subscribes to anything.
 */
const unused = {
	UA: {
		without: ['subscribe', 'notify', 'sendOptions', 'terminateSessions', 'newOptions'],
		known: {
			"this.listeners('newOptions').length === 0": 'true',
			"this.listeners('newSubscribe').length === 0": 'true',
			"require('./Subscriber')": 'undefined',
			"require('./Notifier')": 'undefined',
			"require('./Options')": 'undefined',
		},
	},
	RTCSession: {
		without: [
			'sendDTMF', 'sendInfo', '_getDTMFRTPSender', 'mute', 'unmute', 'isMuted', 'isOnHold', '_onmute', '_onunmute',
			'hold', 'unhold', 'renegotiate', '_sendReinvite', '_sendUpdate', '_runSessionTimer',
		],
		known: {
			'accept.call(this, initCallback, options)': 'undefined',
			'this._sessionTimers.enabled': 'false',
			'this._localMediaStreamLocallyGenerated': 'false',
			'!this._localHold && !this._remoteHold': 'true',
			'this._localHold || this._remoteHold': 'this._remoteHold',
			'this._audioMuted': 'false',
			'this._videoMuted': 'false',
			'early_dialog.error': "Object.hasOwn(early_dialog, 'error')",
			'dialog.error !== undefined': "Object.hasOwn(dialog, 'error')",
			'dialog.error': "Object.hasOwn(dialog, 'error')",
			'options.anonymous': 'undefined',
			'options.fromUserName': 'undefined',
			'options.fromDisplayName': 'undefined',
			'options.rtcConstraints': 'undefined',
			'options.rtcOfferConstraints': 'undefined',
			'options.rtcAnswerConstraints': 'undefined',
			'mediaConstraints.audio || mediaConstraints.video': 'false',
			'mediaStream && mediaConstraints.audio === false': 'false',
			'mediaStream && mediaConstraints.video === false': 'false',
			'!mediaStream && mediaConstraints.audio === undefined': 'false',
			'!mediaStream && mediaConstraints.video === undefined': 'false',
			'!mediaStream && !peerHasAudioLine && !rtcOfferConstraints.offerToReceiveAudio': 'false',
			'!mediaStream && !peerHasVideoLine && !rtcOfferConstraints.offerToReceiveVideo': 'false',
		},
	},
	// Call-IDs, tags, branches and cnonces are to be guessed by nobody (RFC 3261 section 19.3).
	Utils: { known: { '(Math.random() * base) | 0': 'crypto.getRandomValues(new Uint32Array(1))[0] % base', '(Math.random() * 16) | 0': 'crypto.getRandomValues(new Uint32Array(1))[0] % 16' } },
	Transactions: { known: { 'Math.floor(Math.random() * 10000000)': "crypto.getRandomValues(new Uint32Array(3)).join('')" } },
	Parser: { known: { '!parsed.status_code': "!Object.hasOwn(parsed, 'status_code')" } },
	DTMF: { without: ['send'] },
	Info: { without: ['send'] },
	Message: { known: { 'options.fromUserName': 'undefined', 'options.fromDisplayName': 'undefined' } },
	Registrator: {
		without: ['setExtraHeaders', 'setExtraContactParams'],
		known: { "response.headers['Contact'].reduce((a, b) => a.concat(b.parsed), [])": "response.headers['Contact'].flatMap(({ parsed }) => parsed)" },
	},
};

function withoutParts(code, { without, known }) {
	const missing = new Set([...without, ...Object.keys(known)]);
	const found = (name, text) => {
		missing.delete(name);
		return text;
	};
	const edit = (node, { parent, textOf }) => {
		if (isSettings(node, parent)) return withoutPrototype(rewritten(`(${textOf(node)})`, edit));
		if (parent?.type === 'ForInStatement' && parent.right === node) return `Object.assign(Object.create(null), ${textOf(node)})`;
		if (isLog(node, textOf)) return node.type === 'VariableDeclaration' ? '' : 'undefined';
		const name = nameOf(node);
		if (name !== undefined) return without.includes(name) ? found(name, '') : undefined;
		const text = isExpression(node, parent) ? textOf(node).replace(/\s+/g, ' ') : '';
		return Object.hasOwn(known, text) ? found(text, known[text]) : undefined;
	};
	const rest = rewritten(code, edit);
	if (missing.size > 0) throw new Error(`JsSIP has no more: ${[...missing].join(', ')}`);
	return rest;
}

function nameOf({ type, key, id }) {
	if (type === 'MethodDefinition') return key.name;
	return type === 'FunctionDeclaration' ? id.name : undefined;
}

const isExpression = (node, parent) => /Expression$/.test(node.type) && !(parent.type === 'AssignmentExpression' && parent.left === node);

/** An object that is handed to somebody, or stands for one that was not. */
function isSettings({ type }, parent) {
	if (type !== 'ObjectExpression' || !parent) return false;
	if (parent.type === 'VariableDeclarator') return /params$/i.test(parent.id.name);
	return ['AssignmentPattern', 'NewExpression'].includes(parent.type) || (parent.type === 'CallExpression' && parent.callee.property?.name !== 'emit');
}

const withoutPrototype = (literal) => `{ __proto__: null, ${literal.slice(2, -1)}`;

/** JsSIP describes its work to loggers, which say nothing here. */
function isLog(node, textOf) {
	if (node.type === 'CallExpression') return /^logger\w*\.(debug|warn)$/.test(textOf(node.callee));
	return node.type === 'VariableDeclaration' && /= (new Logger\(|require\('\.+\/Logger'\))/.test(textOf(node));
}
