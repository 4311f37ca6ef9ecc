import assert from 'node:assert/strict';
import { parseSip } from '../../src/pbx/parse-sip.js';
import type { SipMessage } from '../../src/pbx/sip-message.js';
import { recording } from './recording.js';

/** The recorded server message of this kind: its first line begins so. */
async function recorded(name: string, start: string): Promise<SipMessage> {
	const frame = (await recording(`freeswitch/${name}`)).find(({ from, text }) => from === 'server' && text.startsWith(start));
	const message = parseSip(frame?.text ?? '');
	assert.ok(message, `${start} was not recorded`);
	return message;
}

const names = ({ headers }: SipMessage): string[] => headers.map(([name]) => name).filter((name) => name !== 'Content-Length').sort();

/** The same headers, and under the given names the same values, but for what is chosen anew each time. */
export async function likeRecorded(message: SipMessage, name: string, { start, values = [] }: { start: string; values?: readonly string[] }): Promise<void> {
	const model = await recorded(name, start);
	const shape = (value: string): string => value.replace(/tag=\w+/, 'tag').replace(/(branch|nonce)="?[\w.-]+"?/, '$1').replace(/rport=\d+/, 'rport').replace(/\w+@/, 'user@').replace(/:\d+>/, ':port>');
	assert.deepEqual(names(message), names(model));
	for (const header of values) assert.equal(shape(message.get(header)), shape(model.get(header)), header);
}
