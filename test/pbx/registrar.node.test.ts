import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Pbx, type PbxOptions } from '../../src/pbx/pbx.js';
import { RawClient } from '../support/raw-client.js';

describe('the registrar', () => {
	let pbx: Pbx;
	const client = (user: string, { password = '1234', ...options }: PbxOptions & { password?: string } = {}): RawClient => {
		pbx = new Pbx(options);
		return new RawClient(pbx, user, password);
	};

	afterEach(() => pbx.stop());

	it('registers who answers its challenge, and repeats the contact with its expiry', async () => {
		const alice = client('1000');
		const response = await alice.register({ expires: 300 });
		assert.equal(response.status, 200);
		assert.equal(response.get('Contact'), `<${alice.contact}>;expires=300`);
		assert.equal(pbx.registrations.get('1000')?.[0]?.contact, alice.contact);
	});

	it('challenges wrong passwords anew, with a fresh nonce and without calling it stale', async () => {
		const mallory = client('1000', { password: 'wrong' });
		const first = mallory.request('REGISTER', 'sip:voice.test');
		mallory.send(first);
		const challenged = await mallory.response(first);
		const again = await mallory.register();
		assert.equal(again.status, 401);
		assert.notEqual(again.get('WWW-Authenticate'), challenged.get('WWW-Authenticate'));
		assert.doesNotMatch(again.get('WWW-Authenticate'), /stale/);
		assert.equal(pbx.registrations.size, 0);
	});

	for (const user of ['2000', '__proto__', 'constructor', '']) {
		it(`does not know '${user}'`, async () => assert.equal((await client(user).register()).status, 401));
	}

	it('forbids to register as somebody else', async () => {
		const alice = client('1000');
		const request = alice.request('REGISTER', 'sip:voice.test', { headers: [['Contact', `<${alice.contact}>`]] });
		request.set('To', '<sip:1001@voice.test>');
		assert.equal((await alice.ask(request)).status, 403);
	});

	it('calls right credentials for an old nonce stale', async () => {
		const alice = client('1000', { nonceLifetimeMs: -1 });
		assert.match((await alice.register()).get('WWW-Authenticate'), /stale=true/);
	});

	it('takes a nonce count only once', async () => {
		const alice = client('1000');
		const request = alice.request('REGISTER', 'sip:voice.test', { headers: [['Contact', `<${alice.contact}>`]] });
		alice.send(request);
		const challenged = await alice.response(request);
		const answers = await Promise.all(['00000001', '00000001', '00000002'].map((nc) => {
			const again = alice.authorized(request, challenged, { nc });
			alice.send(again);
			return alice.response(again);
		}));
		assert.deepEqual(answers.map(({ status }) => status), [200, 401, 200]);
		assert.match(answers[1]?.get('WWW-Authenticate') ?? '', /stale=true/);
	});

	it('does not take credentials made for another URI', async () => {
		const alice = client('1000');
		const request = alice.request('REGISTER', 'sip:voice.test');
		alice.send(request);
		const again = alice.authorized(request, await alice.response(request));
		again.uri = 'sip:other.test';
		alice.send(again);
		assert.equal((await alice.response(again)).status, 401);
	});

	it('grants what its owner wants', async () => {
		const response = await client('1000', { grantExpires: 15 }).register({ expires: 600 });
		assert.match(response.get('Contact'), /;expires=15$/);
	});

	it('removes a contact that expires at once, and all for *', async () => {
		const alice = client('1000');
		await alice.register();
		await alice.register({ expires: 0 });
		assert.equal(pbx.registrations.size, 0);
		await alice.register();
		await alice.ask(alice.request('REGISTER', 'sip:voice.test', { headers: [['Contact', '*'], ['Expires', '0']] }));
		assert.equal(pbx.registrations.size, 0);
	});

	it('refuses * beside contacts or with an expiry', async () => {
		const alice = client('1000');
		for (const headers of [[['Contact', '*']], [['Contact', '*, <sip:a@b>'], ['Expires', '0']]] as const) {
			assert.equal((await alice.ask(alice.request('REGISTER', 'sip:voice.test', { headers }))).status, 400);
		}
	});

	it('knows a device again by its instance, whatever contact it gives', async () => {
		const alice = client('1000');
		const register = (contact: string) => alice.ask(alice.request('REGISTER', 'sip:voice.test',
			{ headers: [['Contact', `<${contact}>;+sip.instance="<urn:uuid:1>";reg-id=1`]] }));
		await register('sip:one@raw.invalid');
		await register('sip:two@raw.invalid');
		assert.deepEqual(pbx.registrations.get('1000')?.map(({ contact }) => contact), ['sip:two@raw.invalid']);
	});

	it('keeps several devices of a user', async () => {
		const alice = client('1000');
		const second = new RawClient(pbx, '1000');
		await alice.register();
		await second.register();
		assert.equal(pbx.registrations.get('1000')?.length, 2);
	});

	it('forgets a device with its connection', async () => {
		const alice = client('1000');
		await alice.register();
		alice.close();
		assert.equal(pbx.registrations.size, 0);
	});

	it('answers keep-alives: OPTIONS, and two line ends with one', async () => {
		const alice = client('1000');
		assert.equal((await alice.ask(alice.request('OPTIONS', 'sip:voice.test'))).status, 200);
		alice.send('\r\n\r\n');
		assert.equal(pbx.wire.frames.at(-1)?.text, '\r\n');
	});
});
