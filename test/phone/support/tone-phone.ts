import type { PhoneConfig } from '../../../src/core/account/settings.js';
import { Phone } from '../../../src/core/phone.js';
import type { PhoneWiring } from '../../../src/core/phone-wiring.js';
import { PageMedia } from '../../../src/media/page-media.js';
import { toneDevices, type ToneDevices } from '../../support/tones.js';

/** The devices and the sound of a page, with a book of what rang and was announced. */
class RecordedMedia extends PageMedia {
	/** Each ring, in order; `undefined` is silence. */
	readonly rings: Parameters<PageMedia['ring']>[0][] = [];

	announcements = 0;

	override playAutoAnswerTone(): Promise<void> {
		this.announcements++;
		return super.playAutoAnswerTone();
	}

	override ring(ringing: Parameters<PageMedia['ring']>[0]): void {
		if (this.rings.at(-1) !== ringing) this.rings.push(ringing);
		super.ring(ringing);
	}
}

/** A whole phone, whose microphone is a tone of its own pitch. */
export class TonePhone extends Phone {
	readonly devices: ToneDevices;
	/** What rang so far, in order; `undefined` is silence. */
	readonly rings: readonly (string | undefined)[];
	readonly #media: RecordedMedia;

	constructor(config: PhoneConfig, readonly hz: number, connect: PhoneWiring['connect']) {
		const devices = toneDevices(hz);
		const media = new RecordedMedia({ devices });
		super(config, { connect, media });
		this.devices = devices;
		this.rings = media.rings;
		this.#media = media;
	}

	/** How often it was heard that a call is answered with nobody asked. */
	get announcements(): number {
		return this.#media.announcements;
	}
}
