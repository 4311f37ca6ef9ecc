import type { PhoneConfig } from '../../core/account/settings.js';
import { ownProperties } from '../../core/own-properties.js';

const kept = new WeakMap<object, Secrets>();

/** Credentials, kept where no script of the page can read them. */
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

	/** A value with secrets as the page may read it. */
	shown(name: string, show: (given: unknown) => unknown): unknown {
		const given = this.#concealed.get(name) ?? undefined;
		return given && show(given);
	}

	/**
	 * A copy, so that later changes by the page have no effect. What cannot be copied is reported by the check of the
	 * configuration.
	 */
	conceal(name: string, given: unknown): void {
		try {
			this.#concealed.set(name, structuredClone(given));
		} catch {
			this.#concealed.set(name, '[');
		}
	}

	/** The last one set counts. An empty one removes only its own kind. */
	prove(name: string, value: string): void {
		if (value !== '') this.#proof = [name, value];
		else if (this.#proof?.[0] === name) this.#proof = undefined;
	}
}
