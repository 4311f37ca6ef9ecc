import { expect } from '@open-wc/testing';
import { scriptedPhone, turn } from '../../support/scripted-phone.js';
import { enter, part, place, shown, shows, words } from '../stage.js';
import { field, staged } from './chats.js';

describe('the conversation of voice-chat', () => {
	it('is that of the call when the page names none', async () => {
		const { face, dial } = await staged({});
		expect(words(face)).to.equal('No conversationMessages of a call appear here.');
		const { session } = await dial('bob');
		session.confirm();
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('bob');
		session.end();
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('bob');
	});

	it('is the newest one while there is no call', async () => {
		const { face, signaling } = await staged({});
		signaling.receive('alice', 'hello?');
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('alice');
	});

	it('does not change under who is writing', async () => {
		const { face, signaling } = await staged({});
		signaling.receive('alice', 'hello?');
		await shown(face);
		enter(field(face), 'Dear Alice');
		await turn();
		signaling.receive('bob', 'me first');
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('alice');
		expect(field(face).value).to.equal('Dear Alice');
	});

	it('and what was written in it belongs to whoever was signed in', async () => {
		const { face, phone, signaling } = await staged();
		signaling.receive('1001', 'for you only');
		await shown(face);
		enter(field(face), 'half a sen');
		await phone.signOut();
		await shown(face);
		expect(words(face)).not.to.contain('for you only');
		expect(field(face).value).to.equal('');
	});

	it('says that nobody is in a room which says so, until somebody is', async () => {
		const { face, signaling, phone } = await staged({ room: '3000' });
		phone.chat({ room: '3000' }).send('Anybody here?');
		signaling.receive('sip:conf+3000@voice.test', 'Conference not active.');
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('Nobody is in this room');
		expect(part(face, 'message of-room').textContent).to.contain('Conference not active.');
		signaling.receive('1002', 'Hello', { room: phone.chat({ room: '3000' }).peer.uri });
		await shown(face);
		expect(shows(face, 'notice')).to.equal(false);
	});

	it('has the name of whom it is with, and not of a namesake elsewhere', async () => {
		const { face, signaling, phone } = await staged({ to: '1001' }, { connect: 'use' });
		phone.retry();
		signaling.tell({ type: 'text', text: { from: { uri: 'sip:1001@elsewhere.test', user: '1001', displayName: 'Mallory' }, text: 'Hi' } });
		await shown(face);
		expect(part(face, 'header').textContent).to.equal('1001');
	});

	it('can be with nobody of an impossible name, which it says', async () => {
		const { face } = await staged({ to: 'http://x' });
		expect(part(face, 'notice').textContent).to.contain('not a name or number');
	});

	it('tells visitors that no answer can reach them', async () => {
		const { face } = await staged({ to: 'sales' }, { withoutRegistration: true });
		expect(part(face, 'notice').textContent).to.contain('you won’t get replies');
	});

	it('promises nothing where the server refused the phone for good', async () => {
		const { face, signaling } = await staged();
		signaling.tell({ type: 'registration', registration: { phase: 'failed', error: { code: 'credentials-refused', message: 'No.' } } });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('Messages can’t be sent');
	});

	it('says until when texts wait while the phone reconnects, and only then', async () => {
		const { face, signaling } = await staged();
		expect(shows(face, 'notice')).to.equal(false);
		signaling.tell({ type: 'registration', registration: { phase: 'registering' } });
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() } });
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('if you reconnect within 20 seconds');
		signaling.register();
		await shown(face);
		expect(shows(face, 'notice')).to.equal(false);
	});

	for (const attributes of [{}, { to: '1001' }]) {
		it(`says what to do when nobody is signed in: ${JSON.stringify(attributes)}`, async () => {
			const { phone } = await scriptedPhone({ signIn: true, registered: false });
			const face = await place('voice-chat', { phone, attributes });
			await shown(face);
			expect(words(face)).to.equal('Sign in to call');
		});
	}

	it('connects a phone that connects on use only when somebody begins to write', async () => {
		const { face, phone, signaling } = await staged({ to: '1001' }, { connect: 'use' });
		await shown(face);
		expect(phone.state.connection.phase).to.equal('idle');
		field(face).focus();
		await shown(face);
		expect(signaling.accounts).to.have.length(1);
	});

	it('asks a phone that cannot connect only once', async () => {
		const { phone, face } = await staged({ to: '1001' }, { connect: 'use', password: '' });
		let changes = 0;
		phone.subscribe(() => changes++);
		field(face).focus();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(phone.state.connection.phase).to.equal('failed');
		expect(changes).to.be.within(1, 6);
	});
});
