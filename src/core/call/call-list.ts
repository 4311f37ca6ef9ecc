import { isListed, sameAccount, type Address } from '../address.js';
import type { Call } from './call.js';
import { textAddressOf, type CallState } from './call-state.js';
import type { Preferences } from '../account/configuration.js';
import type { Media, Ringing } from '../ports/media.js';
import type { Session } from '../ports/session.js';
import { ownProperties } from '../own-properties.js';

/** More calls at once, beside those that ring, than anybody can look after. */
const MAX_ONGOING = 8;
/** So many ring at once, and of one caller so many, lest a flood shuts out everybody else. The next hears busy. */
const [MAX_RINGING, MAX_RINGING_OF_ONE] = [16, 3] as const;

/**
 * What should be heard while these calls are as they are: nothing while an answer is under way, a soft sign when one already talks,
 * and a ringback tone of ours only until sound of the far side arrives.
 */
export function ringingOf(calls: readonly CallState[]): Ringing | undefined {
	const talking = calls.some(({ phase }) => phase === 'confirmed');
	if (calls.some((call) => call.phase === 'early' && call.direction === 'incoming' && !isBeingAnswered(call))) return talking ? 'waiting' : 'incoming';
	if (calls.some((call) => call.phase === 'early' && call.direction === 'outgoing' && !call.earlyMedia)) return 'ringback';
	return undefined;
}

/**
 * Whether a call is to be answered unasked. Where the server says who calls, that counts, and not what the caller says: all of it, for a server may
 * add its word to one that the caller wrote himself.
 */
export function shouldAutoAnswer({ autoAnswer, autoAnswerFrom }: Preferences, session: Pick<Session, 'intercom' | 'remote' | 'asserted'>, host: string): boolean {
	const { intercom, remote } = session;
	const asserted = (Object.hasOwn(session, 'asserted') && session.asserted) || [remote];
	if (autoAnswer === 'never' || (autoAnswer === 'intercom' && !intercom)) return false;
	return asserted.length > 0 && asserted.every(({ uri }) => isListed(uri, autoAnswerFrom, host));
}

/** The calls of a phone: what rings, who is on the air (one at a time), and which ended ones are still shown. */
export class CallList {
	readonly #calls = new Set<Call>();
	/** The calls that rang before they were answered. */
	readonly #rang = new WeakSet<Call>();
	/** Whom we hold only because another is dialled, and whether that is agreed. */
	readonly #waiting = new Map<Call, boolean>();
	readonly #media: Media;
	readonly #changed: () => void;

	constructor(media: Media, changed: () => void) {
		this.#media = media;
		this.#changed = changed;
	}

	get all(): readonly Call[] {
		return [...this.#calls];
	}

	get states(): readonly CallState[] {
		return this.all.map(({ state }) => state);
	}

	/** Whether there are as many calls as we can have. What rings is nothing of ours yet. */
	get full(): boolean {
		return this.ongoing.length - this.ringing.length >= MAX_ONGOING;
	}

	/** Whether one more call of this caller is one too many. */
	isTooMany({ uri }: Address): boolean {
		const ofCaller = this.ringing.filter(({ remote }) => sameAccount(remote.uri, uri));
		return this.full || this.ringing.length >= MAX_RINGING || ofCaller.length >= MAX_RINGING_OF_ONE;
	}

	get ongoing(): readonly Call[] {
		return this.all.filter(({ state }) => state.phase !== 'terminated');
	}

	/** Incoming calls that wait for an answer. */
	get ringing(): readonly Call[] {
		return this.all.filter(({ state, direction }) => state.phase === 'early' && direction === 'incoming');
	}

	/** Whether one talks, calls or answers already, another call than this one. */
	isEngagedBeside(call: Call): boolean {
		return this.ongoing.some((other) => other !== call && (!this.ringing.includes(other) || isBeingAnswered(other.state)));
	}

	/** The rooms we talk in. Of who called us, whose own word it is, only those that are proven. */
	rooms(isProven: (address: Address) => boolean): readonly Address[] {
		return this.#confirmed.filter(({ state, direction, remote }) => state.room && (direction === 'outgoing' || isProven(remote))).map(({ state }) => textAddressOf(state));
	}

	/** Those we called and talk to. */
	get callees(): readonly Address[] {
		return this.#confirmed.filter(({ direction }) => direction === 'outgoing').map(({ remote }) => remote);
	}

	/** Those among the callees who answered without ringing, as conference servers do; a person's phone rings first (180 or 183). */
	get unrungCallees(): readonly Address[] {
		return this.#confirmed.filter((call) => call.direction === 'outgoing' && !this.#rang.has(call)).map(({ remote }) => remote);
	}

	/** Takes a call in, in place of those that ended. */
	add(call: Call): void {
		for (const ended of this.all) if (ended.state.phase === 'terminated') this.#calls.delete(ended);
		this.#calls.add(call);
		let before = call.state;
		call.subscribe((state) => {
			const was = before;
			before = state;
			if (state.phase === 'early') this.#rang.add(call);
			if (becomesActive(was, state)) this.#giveTheAir(call, was);
			this.#resumeWaiting();
			this.#update();
		});
		// The tone of the one and the voice of the other would be heard together.
		if (isDialled(call)) this.#letWait(this.#othersOnTheAir(call));
		if (call.state.phase === 'confirmed') this.#giveTheAir(call, call.state);
		this.#update();
	}

	/** Stops showing a call that ended. */
	remove(call: Call): void {
		if (!this.#calls.has(call) || call.state.phase !== 'terminated') return;
		this.#calls.delete(call);
		this.#changed();
	}

	hangUpAll(): void {
		for (const call of this.ongoing) call.hangUp();
	}

	/** Ends every call, and shows none any more. */
	clear(): void {
		this.hangUpAll();
		this.#calls.clear();
		this.#changed();
	}

	get #confirmed(): readonly Call[] {
		return this.all.filter(({ state }) => state.phase === 'confirmed');
	}

	#update(): void {
		for (const call of this.ringing) if (isAutomatic(call.state) && this.isEngagedBeside(call)) call.ringInstead();
		this.#media.ring(ringingOf(this.states));
		this.#changed();
	}

	/** Whoever was held for the sake of a dialled call now waits for good. What was answered unasked disturbs nobody: it waits itself. */
	#giveTheAir(call: Call, was: CallState): void {
		if (was.phase === 'early' && isAutomatic(was) && this.isEngagedBeside(call)) return this.#letWait([call]);
		this.#waiting.clear();
		for (const other of this.#othersOnTheAir(call)) void hold(other);
	}

	#othersOnTheAir(call: Call): readonly Call[] {
		return this.#confirmed.filter((other) => other !== call && !isHeld(other.state));
	}

	#letWait(calls: readonly Call[]): void {
		for (const call of calls) {
			this.#waiting.set(call, false);
			void hold(call).then(() => {
				if (this.#waiting.has(call)) this.#waiting.set(call, true);
				this.#resumeWaiting();
			});
		}
	}

	/** What was dialled came to nothing: one talks on with whom one talked to, unless one dials again or talks to somebody meanwhile. */
	#resumeWaiting(): void {
		if (this.all.some((call) => isDialled(call) || isBeingAnswered(call.state))) return;
		for (const [call, agreed] of this.#waiting) {
			if (!agreed) continue;
			this.#waiting.delete(call);
			if (isHeld(call.state) && this.#confirmed.every(({ state }) => isHeld(state))) call.resume().catch(() => undefined);
		}
	}
}

/** A hold that is refused leaves that call's `trouble`, and one that is not possible does nothing; the two calls go on beside each other then. */
async function hold(call: Call): Promise<void> {
	if (call.state.phase === 'confirmed' && call.state.capabilities.includes('hold')) await call.hold().catch(() => undefined);
}

/** Whether one waits for somebody to answer. */
function isDialled({ state: { phase, direction } }: Call): boolean {
	return direction === 'outgoing' && (phase === 'trying' || phase === 'early');
}

/** Whether we hold it, or are about to. */
function isHeld(call: CallState): boolean {
	if (call.phase !== 'confirmed') return false;
	const { pending, hold } = ownProperties(call);
	return pending !== 'resume' && (hold.local || pending === 'hold');
}

function isBeingAnswered(call: CallState): boolean {
	return call.phase === 'early' && (ownProperties(call).pending === 'answer' || isAutomatic(call));
}

function isAutomatic(call: CallState): boolean {
	return call.phase !== 'terminated' && Object.hasOwn(call, 'automatic');
}

/** A call takes the air when it is answered, dialled and taken, or resumed. */
function becomesActive(before: CallState, after: CallState): boolean {
	if (after.phase !== 'confirmed') return false;
	return before.phase !== 'confirmed' || (before.hold.local && !after.hold.local);
}
