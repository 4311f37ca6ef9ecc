/** What a phone wants to send. */
export interface CaptureWish {
	readonly audio: boolean;
	readonly video: boolean;
}

/** The sounds a phone makes by itself; `waiting` is a second call that rings softly during the first. */
export type Ringing = 'incoming' | 'waiting' | 'ringback';

/** Whether sound arrives; `unknown` until a few seconds were measured. */
export type Hearing = 'yes' | 'no' | 'unknown';

/** How well two can talk over their connection, judged by loss, delay and jitter. */
export type Quality = 'good' | 'fair' | 'poor';

/** Both directions of a call's sound: `hears` is what arrives here, `heard` what arrives there (RTCP, RFC 3550 section 6.4). */
export interface HearingReport {
	readonly hears: Hearing;
	readonly heard: Hearing;
	/** Absent until a few seconds were measured, and while nothing arrives. */
	readonly quality?: Quality;
}

/** How loud both sides are at one moment, from 0 to 1. */
export interface Levels {
	readonly local: number;
	readonly remote: number;
}

/**
 * What one call sends: tracks of its own, cloned from the phone's capture, so that two calls never share a fate.
 * `audible` and `visible` are the one truth about mute and hold: whoever else writes `track.enabled` (JsSIP does) changes nothing.
 */
export interface Uplink {
	readonly stream: MediaStream;
	audible: boolean;
	visible: boolean;
	/** Stops the tracks; the device itself is let go with the last uplink. */
	stop(): void;
}

/**
 * Microphone and camera of a call, not opened yet. The protocol opens them where and when the call needs them; one whose calls are elsewhere, in another tab for
 * instance, never does.
 */
export interface MediaSource {
	/** What the user wants to send. */
	readonly wish: CaptureWish;
	/**
	 * Opens what is wished, which may be less than the user wants. The session neither changes nor stops the tracks. Rejects with a `VoiceError` where the device
	 * cannot be had, or the signal aborts first.
	 */
	acquire(wish: CaptureWish, signal: AbortSignal): Promise<MediaStream>;
}

/** Everything that is heard or seen at once, once per phone, whatever elements the page has. The port that `media` fills. */
export interface Media {
	/** Sound that the browser refused to play (autoplay policy) waits here until `unblock()` in a user gesture. */
	readonly blocked: boolean;
	/** URL of a sound to ring with, in place of the generated one. */
	ringtone: string | undefined;
	/** Told whenever `blocked` changes. */
	onBlockedChange: (() => void) | undefined;
	/**
	 * Opens microphone and camera, or shares them when they are open.
	 * Rejects with the `DOMException` of getUserMedia, a `PolicyError` where the embedding page keeps the device from this one, or an `AbortError` when the signal
	 * aborts; a device granted after that is let go at once. `prompted` is called when the browser asks the user.
	 */
	capture(wish: CaptureWish, signal: AbortSignal, prompted?: () => void): Promise<Uplink>;
	/** Plays what arrives, until the signal aborts. */
	play(stream: MediaStream, signal: AbortSignal): void;
	/** Rings, or falls silent. Ringing what rings already changes nothing. */
	ring(ringing: Ringing | undefined): void;
	/** One soft rising pair of tones, for a call that is answered with nobody asked. Rejects where it cannot be heard. */
	playAutoAnswerTone(): Promise<void>;
	/** A short key tone (ITU-T Q.23) for the one who presses it. */
	keyTone(digit: string): void;
	/** Measures both directions about once a second, until the signal aborts. */
	watch(connection: RTCPeerConnection, report: (hearing: HearingReport) => void, signal: AbortSignal): void;
	/** Measures how loud both sides of a connection are now. */
	levels(connection: RTCPeerConnection): Promise<Levels>;
	/** Tells whether a ring would be silent, since the browser plays nothing before somebody presses the page; now and when that changes, until the signal aborts. */
	watchRing?(report: (silent: boolean) => void, signal: AbortSignal): void;
	/** Tells with which error of `capture` a call would fail in this page, now and whenever that changes. Asks the user nothing. */
	watchObstacle?(report: (obstacle: DOMException | undefined) => void, signal: AbortSignal): void;
	/** To be called inside a user gesture. */
	unblock(): Promise<void>;
	/** Lets go of everything: devices, sounds, contexts. */
	stop(): void;
}
