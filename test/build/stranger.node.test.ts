import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exports, modules, Project, resolutions } from './packed-package.js';

const json = Object.keys(exports).filter((path) => path.endsWith('.json')).map((path) => path.replace('.', 'voice-elements'));

const page = (withJson: boolean): string => `${modules.map((name, index) => `import * as entry${index} from '${name}';`).join('\n')}
${withJson ? json.map((name, index) => `import json${index} from '${name}' with { type: 'json' };\nexport { json${index} };`).join('\n') : ''}
import { Phone, VoiceError } from 'voice-elements';
import { Phone as CorePhone, type CallState } from 'voice-elements/core';
export const all = [${modules.map((_, index) => `entry${index}`).join()}];
export function redial(state: CallState): Phone | VoiceError {
	document.querySelector('voice-dial')?.dial(state.remote.uri);
	return new CorePhone({ server: 'wss://pbx.example.org', uri: 'sip:1000@pbx.example.org' });
}
document.addEventListener('voice-dial-request', (event) => { event.preventDefault(); redialTo(event.to, event.video); });
document.querySelector('voice-call')?.addEventListener('voice-answer-request', ({ call }) => call.hangUp());
document.querySelector('voice-chat')?.addEventListener('voice-message-request', ({ text }) => redialTo(text, false));
window.addEventListener('voice-call-end', ({ termination }) => redialTo(termination.cause, false));
function redialTo(to: string, video: boolean): void { console.log(to, video); }
`;

/** What a module adds to Node, and whether it defines an element there; Lit’s own build for Node makes a registry, in which ours must not land. */
const script = `const before = Object.keys(Object.getOwnPropertyDescriptors(globalThis));
const found = {};
for (const name of ${JSON.stringify(modules)}) found[name] = Object.keys(await import(name)).length > 0;
const added = Object.keys(Object.getOwnPropertyDescriptors(globalThis)).filter((name) => !before.includes(name) && !/^lit|^reactiveElement/.test(name));
const { Phone } = await import('voice-elements/core');
const { phase } = new Phone({ server: 'wss://pbx.example.org', uri: 'sip:1000@pbx.example.org' }).state.connection;
console.log(JSON.stringify({ missing: Object.keys(found).filter((name) => !found[name]), added, phase }));
`;

const registry = `globalThis.customElements = { get: () => undefined, define(name) { throw new Error('defined ' + name); } };
globalThis.HTMLElement = class {};
for (const name of ${JSON.stringify(modules)}) await import(name);
console.log('imported');
`;

describe('the packed package in a project of somebody else', () => {
	let project: Project;

	before(async () => void (project = await Project.with()), { timeout: 300_000 });
	after(() => project.remove());

	for (const resolution of resolutions) {
		const [name] = resolution;
		it(`type-checks with moduleResolution ${name}, every entry and all declarations`, () => {
			const file = `page-${name}.ts`;
			project.write(file, page(name === 'nodenext' || name === 'bundler'));
			assert.deepEqual(project.faults(file, resolution), []);
		});
	}

	it('is imported by Node, every entry, adds nothing there, and makes a phone', async () => {
		project.write('script.js', script);
		assert.deepEqual(JSON.parse(await project.node('script.js')), { missing: [], added: [], phase: 'idle' });
	});

	it('is imported by Node beside a registry of somebody else, and defines nothing in it', async () => {
		project.write('registry.js', registry);
		assert.equal(await project.node('registry.js'), 'imported');
	});

	it('is required by CommonJS, every entry', async () => {
		project.write('script.cjs', `${modules.map((name) => `require('${name}');`).join('\n')}\nconsole.log(typeof require('voice-elements').VoicePhone);`);
		assert.equal(await project.node('--experimental-require-module', '--no-warnings', 'script.cjs'), 'function');
	});
});

describe('the server for tests in a project of somebody else', () => {
	let project: Project;

	before(async () => void (project = await Project.with('ws', 'werift', '@types/node', 'undici-types')), { timeout: 300_000 });
	after(() => project.remove());

	for (const resolution of resolutions) {
		const [name] = resolution;
		it(`type-checks with moduleResolution ${name}`, () => {
			const file = `server-${name}.ts`;
			project.write(file, `import { startPbx, type StartedPbx } from 'voice-elements/pbx/node';
import { loopbackWebSocket, Pbx } from 'voice-elements/pbx';
export const started: Promise<StartedPbx> = startPbx({ port: 0 });
window.WebSocket = loopbackWebSocket(new Pbx(), { servers: ['wss://voice.test'] });
`);
			assert.deepEqual(project.faults(file, resolution, { types: ['node'] }), []);
		});
	}

	it('starts in Node, answers, and ends', async () => {
		project.write('server.js', `import { startPbx } from 'voice-elements/pbx/node';
import { WebSocket } from 'ws';
const { url, stop } = await startPbx();
const socket = new WebSocket(url, 'sip');
await new Promise((resolve) => socket.on('open', resolve));
socket.send('OPTIONS sip:voice.test SIP/2.0\\r\\nVia: SIP/2.0/WS a;branch=z9hG4bK1\\r\\nFrom: <sip:1000@a>;tag=1\\r\\nTo: <sip:a>\\r\\nCall-ID: 1\\r\\nCSeq: 1 OPTIONS\\r\\n\\r\\n');
const answer = await new Promise((resolve) => socket.on('message', resolve));
console.log(String(answer).split('\\r\\n')[0]);
await stop();
`);
		assert.match(await project.node('server.js'), /^SIP\/2\.0 /);
	});
});
