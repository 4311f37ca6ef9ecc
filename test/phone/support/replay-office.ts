import { loopbackWebSocket } from '../../../src/pbx/loopback.js';
import { SipSignaling } from '../../../src/sip/sip-signaling.js';
import { recording, type RecordedFrame } from '../../support/recording.js';
import { Replay, type ReplayOptions } from '../../support/replay.js';
import { Office } from './office.js';

/** Whose contact stands in the recorded registration. */
const CONTACT = /^Contact: <sip:([^@]+)@([^;>]+)/m;

/** An office whose server is FreeSWITCH, as it was recorded. */
export class ReplayOffice extends Office {
	readonly replay: Replay;

	constructor(frames: readonly RecordedFrame[], options: ReplayOptions = {}) {
		const replay = new Replay(frames, options);
		const WebSocket = loopbackWebSocket(replay);
		super({ server: 'wss://voice.test', password: '1234' }, () => Promise.resolve(new SipSignaling({ WebSocket })));
		this.replay = replay;
	}
}

/** FreeSWITCH registers the client, and then plays these recordings with it: what it sends goes to where the client is now. */
export async function afterRegistration(...names: readonly string[]): Promise<RecordedFrame[]> {
	return [...await recording('freeswitch/register'), ...await framesOf(...names)];
}

/** Recordings of several days, as if one client, A, had been in all of them. */
export async function framesOf(...names: readonly string[]): Promise<RecordedFrame[]> {
	const [first] = await recording('freeswitch/register');
	const [, user = '', host = ''] = CONTACT.exec(first?.text ?? '') ?? [];
	const frames = await Promise.all(names.map((name) => recording(`freeswitch/${name}`)));
	return frames.flat().map((frame) => ({ ...frame, party: 'A', text: readdressed(frame, { user, host }) }));
}

function readdressed({ from, text }: RecordedFrame, { user, host }: { readonly user: string; readonly host: string }): string {
	if (from === 'client') return text;
	const [, target = ''] = /^[A-Z]+ sip:([^@]+@[^;: ]+)/.exec(text) ?? [];
	return target ? text.replaceAll(target, `${user}@${host}`).replaceAll(`sip:${target.split('@')[0] ?? ''}@`, `sip:${user}@`) : text;
}
