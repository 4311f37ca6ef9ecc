import { ownProperties } from '../core/own-properties.js';
import { abortable } from './abortable.js';
import { OpenDevice, type Claim, type Kind, type Loan } from './open-device.js';
import { isWithheld } from './permissions-policy.js';

/** What `SharedDevices` needs of `navigator.mediaDevices`; absent where the page is insecure. */
export type Devices = Pick<MediaDevices, 'getUserMedia'> & Partial<Pick<MediaDevices, 'addEventListener' | 'enumerateDevices'>>;

/**
 * Microphone and camera, each opened once however many calls use it, and let go with the last of them. Who asks while a prompt is
 * open shares its answer; microphone and camera together are one prompt.
 */
export class SharedDevices {
	readonly #devices: Devices | undefined;
	readonly #chosen = new Map<Kind, string | undefined>();
	readonly #open = new Map<Kind, OpenDevice>();

	constructor(devices: Devices | undefined) {
		this.#devices = devices;
	}

	/** The device to open from now on, by its `deviceId`; what is borrowed stays. Nothing leaves the choice to the browser. */
	choose(kind: Kind, deviceId: string | undefined): void {
		if (deviceId === this.#chosen.get(kind)) return;
		this.#chosen.set(kind, deviceId);
		this.#open.delete(kind);
	}

	/** Lends a track of each kind. Rejects with an `AbortError` when the signal aborts, or with what `getUserMedia` said. */
	async borrow(kinds: readonly Kind[], signal: AbortSignal): Promise<Loan[]> {
		const claims = signal.aborted ? [] : this.#claim(kinds);
		try {
			await abortable(Promise.all(claims.map(({ granted }) => granted)), signal);
			return claims.map((claim) => claim.lend());
		} catch (error) {
			for (const claim of claims) claim.drop();
			throw error;
		}
	}

	/** Borrows in place of a device that was lost: where there is none, as soon as another is plugged in. */
	async replace(kind: Kind, signal: AbortSignal): Promise<Loan[]> {
		// Listened for before asking: one may be plugged in while the browser still looks for it.
		const plugged = this.#nextChange(signal);
		try {
			return await this.borrow([kind], signal);
		} catch (error) {
			if (signal.aborted || !plugged) throw error;
			await abortable(plugged, signal);
			return this.replace(kind, signal);
		}
	}

	#claim(kinds: readonly Kind[]): Claim[] {
		const asked = kinds.filter((kind) => !this.#open.get(kind)?.serves(kinds));
		const prompt = asked.length > 0 ? this.#ask(asked) : undefined;
		if (prompt) for (const kind of asked) this.#open.set(kind, new OpenDevice(kind, { prompt, asked }));
		return kinds.flatMap((kind) => this.#open.get(kind)?.claim() ?? []);
	}

	async #ask(kinds: readonly Kind[]): Promise<MediaStream> {
		const devices = this.#devices ?? refuse();
		if (isWithheld(kinds)) throw new DOMException('The page around this one keeps the device for itself.', 'PolicyError');
		try {
			return await devices.getUserMedia(this.#constraints(kinds));
		} catch (error) {
			if (!isOverconstrained(error) || !kinds.some((kind) => this.#chosen.get(kind))) throw error;
			return devices.getUserMedia(ownProperties(Object.fromEntries(kinds.map((kind) => [kind, true]))));
		}
	}

	#constraints(kinds: readonly Kind[]): MediaStreamConstraints {
		return ownProperties(Object.fromEntries(kinds.map((kind) => {
			const deviceId = this.#chosen.get(kind);
			return [kind, deviceId ? ownProperties({ deviceId: ownProperties({ exact: deviceId }) }) : true];
		})));
	}

	#nextChange(signal: AbortSignal): Promise<unknown> | undefined {
		const devices = this.#devices;
		if (!devices?.addEventListener) return undefined;
		return new Promise((resolve) => devices.addEventListener?.('devicechange', resolve, ownProperties({ signal, once: true })));
	}
}

function isOverconstrained(error: unknown): boolean {
	return error instanceof Error && error.name === 'OverconstrainedError';
}

function refuse(): never {
	throw isSecureContext
		? new DOMException('This browser offers no microphone or camera.', 'NotSupportedError')
		: new DOMException('Microphone and camera are open only to pages served by HTTPS or from localhost.', 'SecurityError');
}
