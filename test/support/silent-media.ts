import type { CaptureWish, HearingReport, Levels, Media, Ringing, Uplink } from '../../src/core/ports/media.js';
import { deferred, type Deferred } from './deferred.js';

/** What a call sends, without a sound. */
export class SilentUplink implements Uplink {
	readonly stream = { id: crypto.randomUUID(), getAudioTracks: () => [{ kind: 'audio' }] } as { id: string } as MediaStream;
	audible = true;
	visible = true;
	stopped = false;

	stop(): void {
		this.stopped = true;
	}
}

export interface Watch {
	readonly connection: RTCPeerConnection;
	readonly report: (hearing: HearingReport) => void;
	readonly signal: AbortSignal;
}

/** Media for Node: it captures nothing, plays nothing, and keeps book. The user grants every prompt, unless `prompt()` or `denial` says otherwise. */
export class SilentMedia implements Media {
	blocked = false;
	ringtone: string | undefined;
	onBlockedChange: (() => void) | undefined;
	/** What the user, or the browser, answers to every prompt in place of a microphone. */
	denial: Error | undefined;
	/** The page may not sound yet. */
	mute = false;
	/** Set to let the announcement last. */
	announcing: Deferred<void> | undefined;
	stops = 0;
	announcements = 0;
	ringing: Ringing | undefined;
	readonly uplinks: SilentUplink[] = [];
	readonly wishes: CaptureWish[] = [];
	readonly played: { readonly stream: MediaStream; readonly signal: AbortSignal }[] = [];
	readonly watches: Watch[] = [];
	readonly keys: string[] = [];
	/** How loud every call is. */
	loudness: Levels = { local: 0, remote: 0 };
	/** The page turns out to let nobody call, or to let somebody call again. */
	obstruct: (obstacle: DOMException | undefined) => void = () => undefined;
	/** The page turns out to be one that nobody has pressed, or is pressed. */
	hush: (silent: boolean) => void = () => undefined;
	#prompt: Deferred<void> | undefined;

	/** The next prompt stays open until the test answers it. */
	prompt(): Deferred<void> {
		return (this.#prompt = deferred());
	}

	async capture(wish: CaptureWish, signal: AbortSignal, prompted?: () => void): Promise<Uplink> {
		this.wishes.push(wish);
		signal.throwIfAborted();
		const prompt = this.#prompt;
		this.#prompt = undefined;
		if (prompt) prompted?.();
		const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('Nobody waits for this any more.', 'AbortError'))));
		await Promise.race([prompt?.promise, aborted]);
		if (this.denial) throw this.denial;
		const uplink = new SilentUplink();
		this.uplinks.push(uplink);
		return uplink;
	}

	play(stream: MediaStream, signal: AbortSignal): void {
		this.played.push({ stream, signal });
	}

	ring(ringing: Ringing | undefined): void {
		this.ringing = ringing;
	}

	playAutoAnswerTone(): Promise<void> {
		this.announcements++;
		return this.mute ? Promise.reject(new DOMException('The page may not sound yet.', 'NotAllowedError')) : Promise.resolve(this.announcing?.promise);
	}

	keyTone(digit: string): void {
		this.keys.push(digit);
	}

	watch(connection: RTCPeerConnection, report: (hearing: HearingReport) => void, signal: AbortSignal): void {
		this.watches.push({ connection, report, signal });
	}

	watchObstacle(report: (obstacle: DOMException | undefined) => void): void {
		this.obstruct = report;
	}

	watchRing(report: (silent: boolean) => void): void {
		this.hush = report;
	}

	levels(): Promise<Levels> {
		return Promise.resolve(this.loudness);
	}

	unblock(): Promise<void> {
		this.blocked = false;
		this.onBlockedChange?.();
		return Promise.resolve();
	}

	stop(): void {
		this.stops++;
	}
}
