import type { SessionFact } from '../../../../src/core/ports/session.js';
import type { Termination } from '../../../../src/core/call/termination.js';
import type { SipSession } from '../../../../src/sip/sip-session.js';
import { PageMedia } from '../../../../src/media/page-media.js';
import { sourceOf } from '../../../support/media-source.js';
import { toneDevices, type ToneDevices } from '../../../support/tones.js';
import { eventually, type Party, type PartyCall } from './party.js';
import { TestLine, type LineOptions, type OurLine } from './test-line.js';

type Uplink = Awaited<ReturnType<PageMedia['capture']>>;

/** A call of ours, and everything it told. */
export class OurCall implements PartyCall {
	readonly facts: SessionFact[] = [];
	phase: PartyCall['phase'] = 'trying';
	termination: Termination | undefined;
	heldLocally = false;
	muted = false;
	remotelyHeld = false;
	recovering: 'signaling' | 'media' | undefined;
	readonly #none = new MediaStream();

	constructor(readonly session: SipSession, readonly uplink: Uplink) {
		if (session.direction === 'incoming') this.phase = 'early';
		session.observe((fact) => this.#hear(fact));
	}

	get connection(): RTCPeerConnection | undefined {
		return this.session.connection;
	}

	get remoteStream(): MediaStream {
		return this.session.remoteStream ?? this.#none;
	}

	answer(): Promise<void> {
		return this.session.answer(sourceOf(this.uplink.stream));
	}

	hangUp(): void {
		this.session.hangUp();
	}

	mute(muted: boolean): void {
		this.muted = muted;
		this.#setAudible(!this.heldLocally);
	}

	/** As `Call` does: our sound stops at once. */
	async hold(held: boolean): Promise<void> {
		this.#setAudible(!held && !this.heldLocally);
		try {
			await this.session.hold(held);
			this.heldLocally = held;
		} finally {
			this.#setAudible(!this.heldLocally);
		}
	}

	until(phase: PartyCall['phase']): Promise<void> {
		return eventually(() => this.phase === phase, `our call is ${phase}`);
	}

	#setAudible(audible: boolean): void {
		this.uplink.audible = audible && !this.muted;
	}

	#hear(fact: SessionFact): void {
		this.facts.push(fact);
		if (fact.type === 'progress') this.phase = 'early';
		if (fact.type === 'confirmed') this.phase = 'confirmed';
		if (fact.type === 'remote-hold') this.remotelyHeld = fact.held;
		if (fact.type === 'recovering') this.recovering = fact.of;
		if (fact.type === 'recovered') this.recovering = undefined;
		if (fact.type !== 'terminated') return;
		this.phase = 'terminated';
		this.termination = fact.termination;
		this.uplink.stop();
	}
}

/** A party on `SipSession`. */
export class OurParty implements Party {
	readonly user: string;
	readonly line: OurLine;
	readonly calls: OurCall[] = [];
	readonly devices: ToneDevices;
	readonly #media: PageMedia;
	readonly #end = new AbortController();
	#asked = 0;
	#arrived: OurCall[] = [];
	#spare: Uplink | undefined;

	constructor(options: LineOptions, readonly hz: number, line: OurLine = new TestLine(options)) {
		this.user = options.user;
		this.line = line;
		this.devices = toneDevices(hz);
		this.#media = new PageMedia({ devices: this.devices });
	}

	async ready(): Promise<this> {
		this.line.onSession((session) => void this.#capture().then((uplink) => this.#arrived.push(this.#keep(new OurCall(session, uplink)))));
		this.#spare = await this.#capture();
		await eventually(() => this.line.reachable, `${this.user} is registered`);
		return this;
	}

	call(user: string, headers: Readonly<Record<string, string>> = {}): OurCall {
		const uplink = this.#spare;
		if (!uplink) throw new Error('Not ready');
		const session = this.line.invite({ uri: `sip:${user}@voice.test`, user, displayName: '' }, { source: sourceOf(uplink.stream), headers });
		void this.#capture().then((next) => (this.#spare = next));
		return this.#keep(new OurCall(session, uplink));
	}

	async incoming(): Promise<OurCall> {
		const index = this.#asked++;
		await eventually(() => this.#arrived.length > index, `${this.user} is called`);
		return this.#arrived[index] as OurCall;
	}

	stop(): void {
		for (const call of this.calls) call.hangUp();
		this.#end.abort();
		this.line.stop();
		this.#media.stop();
	}

	#capture(): Promise<Uplink> {
		return this.#media.capture({ audio: true, video: false }, this.#end.signal);
	}

	#keep(call: OurCall): OurCall {
		this.calls.push(call);
		return call;
	}
}
