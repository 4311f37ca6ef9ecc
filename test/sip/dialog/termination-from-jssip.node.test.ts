import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsSipMessage } from '../../../src/sip/dialog/jssip-session.js';
import { terminationOf } from '../../../src/sip/dialog/termination-from-jssip.js';

const message = (method: string, reason: string | readonly string[] = [], more: object = {}): JsSipMessage => ({ method, getHeaders: () => [reason].flat(), ...more }) as unknown as JsSipMessage;
const response = (status: number, words = '', reason: string | readonly string[] = []): JsSipMessage => message('INVITE', reason, { status_code: status, reason_phrase: words });
const causes = (end: Parameters<typeof terminationOf>[0]): readonly string[] => {
	const { by, cause } = terminationOf(end);
	return [by, cause];
};

describe('the outcome of a refused call', () => {
	const rows: readonly [status: number, words: string, reason: string, cause: string][] = [
		[486, 'Busy Here', '', 'busy'],
		[600, 'Busy Everywhere', '', 'busy'],
		[603, 'Decline', '', 'declined'],
		[404, 'Not Found', '', 'not-found'],
		[480, 'Temporarily Unavailable', '', 'unavailable'],
		[480, 'Temporarily Unavailable', 'Q.850;cause=19;text="NO_ANSWER"', 'no-answer'],
		[480, 'Temporarily Unavailable', 'SIP;cause=806;text="USER_NOT_REGISTERED"', 'unavailable'],
		[408, 'Request Timeout', '', 'no-answer'],
		[487, 'Request Terminated', '', 'cancelled'],
		[488, 'Not Acceptable Here', 'Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"', 'media'],
		[403, 'Forbidden', 'Q.850;cause=21;text="CALL_REJECTED"', 'declined'],
		[403, 'Forbidden', 'Q.850;cause=17', 'busy'],
		[403, 'Forbidden', 'Q.850;cause=16;text="NORMAL_CLEARING"', 'refused'],
		[403, 'Forbidden', 'Q.850;cause=999', 'refused'],
		[480, 'Temporarily Unavailable', 'Q.850;cause=20;text="SUBSCRIBER_ABSENT"', 'unavailable'],
		[480, 'Temporarily Unavailable', 'Q.850;cause=31;text="NORMAL_UNSPECIFIED"', 'unavailable'],
		[480, 'Temporarily Unavailable', 'SIP;cause=807;text="PROGRESS_TIMEOUT"', 'no-answer'],
		[480, 'Temporarily Unavailable', 'SIP;cause=816;text="DECLINE"', 'declined'],
		[480, 'Temporarily Unavailable', 'Q.850;cause=41', 'error'],
		[408, 'Request Timeout', 'Q.850;cause=102;text="RECOVERY_ON_TIMER_EXPIRE"', 'no-answer'],
		[486, 'Busy Here', 'Q.850;cause=21', 'declined'],
		[486, 'Busy Here', 'Q.850;cause=41', 'busy'],
		[486, 'Busy Here', 'Q.850;cause=26', 'busy'],
		[404, 'Not Found', 'Q.850;cause=20', 'unavailable'],
		[407, 'Proxy Authentication Required', '', 'refused'],
		[302, 'Moved Temporarily', '', 'refused'],
		[503, 'Service Unavailable', 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"', 'error'],
		[503, 'Service Unavailable', 'Q.850;cause=17;text="USER_BUSY"', 'busy'],
		[500, 'Server Internal Error', '', 'error'],
	];
	for (const [status, words, reason, cause] of rows) {
		it(`${status}${reason && ` with ${reason}`} is ${cause}`, () => {
			const verdict = terminationOf({ message: response(status, words, reason), cause: 'SIP Failure Code' });
			assert.deepEqual([verdict.by, verdict.cause, verdict.status, verdict.reason], ['remote', cause, status, words]);
		});
	}

	it('names refused credentials', () => {
		assert.equal(terminationOf({ message: response(407), cause: 'Authentication Error' }).error?.code, 'credentials-refused');
	});

	it('says nothing of credentials to who has none', () => {
		assert.deepEqual(terminationOf({ message: response(407), cause: 'Authentication Error' }, { account: false }), { by: 'remote', cause: 'refused', status: 407 });
	});

	it('cleans the words of the peer', () => {
		assert.equal(terminationOf({ message: response(486, 'Busy\u202E\u0007 here'), cause: 'Busy' }).reason, 'Busy here');
	});

	it('takes a 200 that could not be used for a failure of the media', () => {
		assert.deepEqual(causes({ message: response(200), cause: 'Bad Media Description' }), ['network', 'media']);
	});
});

describe('the outcome of a call that the far side ended', () => {
	const rows: readonly [method: string, reason: string | readonly string[], cause: string, text?: string][] = [
		['BYE', '', 'hung-up'],
		['BYE', 'Q.850;cause=16;text="NORMAL_CLEARING"', 'hung-up'],
		['BYE', 'Q.850;cause=17;text="USER_BUSY"', 'busy', 'USER_BUSY'],
		['BYE', 'Q.850;cause=102;text="RECOVERY_ON_TIMER_EXPIRE"', 'lost', 'RECOVERY_ON_TIMER_EXPIRE'],
		['BYE', 'Q.850;cause=999', 'hung-up'],
		['CANCEL', '', 'cancelled'],
		['CANCEL', 'SIP;cause=487;text="ORIGINATOR_CANCEL"', 'cancelled', 'ORIGINATOR_CANCEL'],
		['CANCEL', 'SIP;cause=200;text="Call completed elsewhere"', 'elsewhere', 'Call completed elsewhere'],
		['CANCEL', 'SIP ;cause=200 ;text="Call completed, elsewhere"', 'elsewhere', 'Call completed, elsewhere'],
		['BYE', 'SIP;cause=200;text="Call completed elsewhere"', 'elsewhere', 'Call completed elsewhere'],
		['BYE', 'SIP;cause=200;text="OK"', 'hung-up'],
		['CANCEL', 'SIP;text="Call answered elsewhere"', 'elsewhere', 'Call answered elsewhere'],
		['CANCEL', 'SIP;cause=702;text="LOSE_RACE"', 'elsewhere', 'LOSE_RACE'],
		['CANCEL', 'SIP;cause=805;text="PICKED_OFF"', 'elsewhere', 'PICKED_OFF'],
		['CANCEL', 'SIP;cause=600;text="Busy Everywhere"', 'declined', 'Busy Everywhere'],
		['CANCEL', 'SIP;cause=603', 'declined'],
		['CANCEL', 'Q.850;cause=21', 'declined'],
		['CANCEL', 'SIP;cause=480', 'cancelled'],
		['CANCEL', 'Q.850;cause=17', 'cancelled'],
		['CANCEL', 'Q.850;cause=102', 'cancelled'],
		['CANCEL', ['Q.850;cause=26', 'SIP;cause=200'], 'elsewhere'],
		['CANCEL', 'Q.850;cause=26;text="LOSE_RACE", SIP;cause=200', 'elsewhere', 'LOSE_RACE'],
	];
	for (const [method, reason, cause, text] of rows) {
		it(`${method} ${String(reason)} is ${cause}`, () => {
			const verdict = terminationOf({ message: message(method, reason), cause: 'Terminated' });
			assert.deepEqual([verdict.by, verdict.cause, verdict.reason], ['remote', cause, text]);
		});
	}
});

describe('the outcome of a call whose media the server missed', () => {
	for (const reason of ['SIP;cause=804;text="MEDIA_TIMEOUT"', 'SIP;cause=804', 'SIP;text="RTP Timeout"', 'Q.850;cause=31;text="media timeout"']) {
		it(`${reason} is no hang-up`, () => assert.deepEqual(causes({ message: message('BYE', reason), cause: 'Terminated' }), ['network', 'lost']));
	}
});

describe('the outcome of a call that ended without a word of the far side', () => {
	const rows: readonly [jssip: string, by: string, cause: string, error?: string][] = [
		['Terminated', 'local', 'hung-up'],
		['Canceled', 'local', 'cancelled'],
		['No Answer', 'local', 'no-answer'],
		['Expires', 'remote', 'no-answer'],
		['Request Timeout', 'network', 'no-answer', 'timeout'],
		['Connection Error', 'network', 'lost', 'server-unreachable'],
		['No ACK', 'network', 'lost'],
		['WebRTC Error', 'network', 'media', 'ice-failed'],
		['something new', 'network', 'error'],
	];
	for (const [jssip, by, cause, error] of rows) {
		it(`“${jssip}” is ${cause}, by ${by}`, () => {
			const verdict = terminationOf({ message: null, cause: jssip });
			assert.deepEqual([verdict.by, verdict.cause, verdict.error?.code], [by, cause, error]);
		});
	}
});
