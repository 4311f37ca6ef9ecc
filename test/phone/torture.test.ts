import { expect } from '@open-wc/testing';
import { correct, wrong, type Torture } from '../support/torture.js';
import { RawClient } from '../support/raw-client.js';
import { eventually, pause } from './support/calls.js';
import { ALICE, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

describe('messages in the manner of RFC 4475', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let unseen: string[];
	const watching = new AbortController();

	before(() => {
		const note = (error: unknown): unknown => unseen.push(String(error));
		addEventListener('error', ({ message }) => note(message), watching);
		addEventListener('unhandledrejection', ({ reason }) => note(reason), watching);
	});
	after(() => watching.abort());

	beforeEach(async () => {
		unseen = [];
		office = new PageOffice();
		alice = await office.registered('1000', ALICE);
	});

	for (const torture of correct) it(`takes what is correct: ${torture.what}`, () => endures(torture));

	for (const torture of wrong) {
		it(`is not disturbed by what is wrong: ${torture.what}`, async () => {
			await endures(torture);
			expect([alice.calls.length, alice.state.chats.length]).to.deep.equal([0, 0]);
		});
	}

	async function endures({ lines, body = '', status }: Torture): Promise<void> {
		const [binding] = office.pbx.registrations.get('1000') ?? [];
		const id = crypto.randomUUID();
		const frame = [...lines, '', body].join('\r\n').replaceAll('{id}', id).replaceAll('{me}', String(binding?.contact));
		const answers = (): readonly number[] => office.wire.frames.filter(({ to, status: code, text }) => to === 'server' && code !== undefined && text.includes(id)).map(({ status: code = 0 }) => code);
		office.wire.connections[0]!.inject(frame);
		if (status === undefined) await pause(100);
		else await eventually(() => answers().some((code) => code > 100), 'it is answered');
		expect(answers().filter((code) => code > 100).slice(0, 1)).to.deep.equal(status === undefined ? [] : [status]);
		await stillServes();
		expect(unseen).to.deep.equal([]);
	}

	async function stillServes(): Promise<void> {
		const bob = new RawClient(office.pbx, '1001');
		const { status } = await bob.ask(bob.request('OPTIONS', 'sip:1000@voice.test'));
		expect(status).to.equal(200);
	}
});
