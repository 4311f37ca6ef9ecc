import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closedByServer, socketForbidden, displayUrl, serverSilent, serverUnreachable } from '../../src/net/connection-error.js';

describe('what is said of a connection that fails', () => {
	it('is what to check, and where one can look', () => {
		const { code, message, subject } = serverUnreachable('wss://pbx.example.org:7443/?token=s3cret');
		assert.equal(code, 'server-unreachable');
		assert.equal(subject, 'wss://pbx.example.org:7443');
		assert.match(message, /certificate.*firewall.*open https:\/\/pbx\.example\.org:7443 in a tab/);
		assert.ok(!message.includes('s3cret'));
	});

	it('mentions no certificate where there is none', () => assert.doesNotMatch(serverUnreachable('ws://localhost:5066').message, /certificate/));

	it('is another thing when it answers nothing', () => assert.equal(serverSilent('wss://a').code, 'server-silent'));

	it('is another thing when the browser forbids it', () => {
		assert.equal(socketForbidden('ws://a', new Error()).code, 'insecure-page');
		assert.equal(socketForbidden('wss://a', new Error()).code, 'configuration');
	});

	it('keeps a token in the URL from those who read what the browser said', () => {
		for (const server of ['ws://a/?token=s3cret', 'wss://a/?token=s3cret']) {
			const { message, cause } = socketForbidden(server, new DOMException(`Failed to construct 'WebSocket': Refused to connect to '${server}' because it violates the policy.`, 'SecurityError'));
			assert.ok(cause instanceof DOMException);
			assert.deepEqual([cause.name, message.includes('s3cret'), `${cause.message} ${cause.stack ?? ''}`.includes('s3cret')], ['SecurityError', false, false]);
			assert.match(cause.message, /because it violates the policy/);
		}
	});

	it('tells code and words of a server that says goodbye, cleaned', () => {
		const { code, message } = closedByServer('wss://a', { code: 1008, reason: 'not\r\nyou\u202E' });
		assert.equal(code, 'refused');
		assert.match(message, /\(1008, not you\)/);
		assert.equal(closedByServer('wss://a', { code: 1006, reason: '' }).code, 'server-unreachable');
	});

	it('shows a server without what may be a secret', () => assert.equal(displayUrl('wss://a:1/ws?token=x#y'), 'wss://a:1/ws'));
});
