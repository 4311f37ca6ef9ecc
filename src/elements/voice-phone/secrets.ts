import { withoutCredentials, type Proof } from '../../controllers/secret-attributes.js';
import type { PhoneConfig } from '../../core/configuration.js';

/** What a phone proves itself with, kept where no script of the page can read it. */
export class Secrets {
	#proof: Readonly<Partial<Record<Proof, string>>> = {};
	#iceServers: string | undefined;

	/** For the configuration of the phone. */
	get config(): Pick<PhoneConfig, Proof | 'iceServers'> {
		return { ...this.#proof, ...(this.#iceServers !== undefined && { iceServers: this.#iceServers }) };
	}

	/** As the page may read them: without credentials. */
	get iceServers(): string | readonly RTCIceServer[] | undefined {
		return this.#iceServers === undefined ? undefined : withoutCredentials(this.#iceServers);
	}

	/** Kept as text, so that nothing the page does with its list later changes it. */
	set iceServers(given: unknown) {
		this.#iceServers = given === undefined || given === null ? undefined : textOf(given);
	}

	/** The one that was set last counts. An empty one takes back only its own kind. */
	prove(name: Proof, value: string): void {
		if (value !== '') this.#proof = { [name]: value };
		else if (Object.hasOwn(this.#proof, name)) this.#proof = {};
	}
}

/** What cannot be written as JSON is left for the check of the whole configuration to name: as JSON that is none. */
function textOf(given: unknown): string {
	if (typeof given === 'string') return given;
	try {
		return JSON.stringify(given) ?? '[';
	} catch {
		return '[';
	}
}
