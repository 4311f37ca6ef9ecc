import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const replays = read('freeswitch-replay.test.ts') + read('support/replay-office.ts');

describe('the recordings of FreeSWITCH', () => {
	it('are each replayed with a whole phone', () => {
		const names = readdirSync(new URL('../recordings/freeswitch', import.meta.url)).map((file) => file.replace('.sip', ''));
		assert.ok(names.length > 0);
		assert.deepEqual(names.filter((name) => !new RegExp(`'(?:freeswitch/)?${name}'`).test(replays)), []);
	});
});
