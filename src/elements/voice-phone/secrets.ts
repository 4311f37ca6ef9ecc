/** Attributes of `<voice-phone>` that are read once and taken out of the markup. */
export const SECRETS = ['password', 'ha1', 'jwt'] as const;

type Secret = (typeof SECRETS)[number];

export function isSecret(attribute: string): attribute is Secret {
	return SECRETS.some((secret) => secret === attribute);
}

/** What a phone proves itself with, kept where no script of the page can read it. The one that was set last counts. */
export class Secrets {
	#secret: Readonly<Partial<Record<Secret, string>>> = {};

	/** For the configuration of the phone. */
	get config(): Readonly<Partial<Record<Secret, string>>> {
		return this.#secret;
	}

	/** An empty one takes back only its own kind. */
	set(name: Secret, value: string): void {
		if (value !== '') this.#secret = { [name]: value };
		else if (Object.hasOwn(this.#secret, name)) this.#secret = {};
	}
}
