import { withoutCredentials, type IceServersProperty, type Proof } from '../../core/account/secret-attributes.js';

/** What a phone proves itself with, kept where no script of the page can read it. */
export class Secrets {
	#proof: Readonly<Partial<Record<Proof, string>>> = {};
	#iceServers: IceServersProperty | null | undefined;

	/** For the configuration of the phone. */
	get config(): Readonly<Partial<Record<Proof, string>>> & { readonly iceServers: IceServersProperty | null | undefined } {
		return { ...this.#proof, iceServers: this.#iceServers };
	}

	/** As the page may read them: without credentials. */
	get iceServers(): IceServersProperty | undefined {
		const given = this.#iceServers ?? undefined;
		return given && withoutCredentials(given);
	}

	/** A copy, which nothing changes that the page does with its list later. What cannot be copied is left for the check of the whole configuration to name. */
	set iceServers(given: IceServersProperty | null | undefined) {
		try {
			this.#iceServers = structuredClone(given);
		} catch {
			this.#iceServers = '[';
		}
	}

	/** The one that was set last counts. An empty one takes back only its own kind. */
	prove(name: Proof, value: string): void {
		if (value !== '') this.#proof = { [name]: value };
		else if (Object.hasOwn(this.#proof, name)) this.#proof = {};
	}
}
