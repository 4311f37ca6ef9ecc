import type { PhoneConfig } from '../../core/account/settings.js';
import { ownProperties } from '../../core/own-properties.js';

const kept = new WeakMap<object, Secrets>();

/** What a phone proves itself with, kept where no script of the page can read it. */
export class Secrets {
	#proof: readonly [name: string, value: string] | undefined;
	readonly #concealed = new Map<string, unknown>();

	/** Those of an element. */
	static of(element: object): Secrets {
		const secrets = kept.get(element) ?? new Secrets();
		kept.set(element, secrets);
		return secrets;
	}

	/** For the configuration of the phone. */
	get config(): PhoneConfig {
		return ownProperties<PhoneConfig>(Object.fromEntries([...this.#concealed, ...(this.#proof ? [this.#proof] : [])]));
	}

	/** A value that holds secrets, as the page may read it. */
	shown(name: string, show: (given: unknown) => unknown): unknown {
		const given = this.#concealed.get(name) ?? undefined;
		return given && show(given);
	}

	/** A copy, which nothing changes that the page does with its list later. What cannot be copied is left for the check of the whole configuration to name. */
	conceal(name: string, given: unknown): void {
		try {
			this.#concealed.set(name, structuredClone(given));
		} catch {
			this.#concealed.set(name, '[');
		}
	}

	/** The one that was set last counts. An empty one takes back only its own kind. */
	prove(name: string, value: string): void {
		if (value !== '') this.#proof = [name, value];
		else if (this.#proof?.[0] === name) this.#proof = undefined;
	}
}
