import { nothing } from 'lit';
import { ClockController } from '../../controllers/clock-controller.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import type { Translate } from '../../i18n/translate.js';
import { notice } from '../parts/notice.js';
import { errorWords } from '../parts/wording.js';
import { whyNotCall } from './callee.js';
import type { Dialling } from './dialling.js';
import { mayPass } from './remedy.js';
import type { VoiceDial } from './voice-dial.js';

/** What the parts of a `<voice-dial>` share: its phone, its words, its clock, and the one way in which all of them call. */
export class DialModel {
	readonly face: VoiceDial;
	readonly dialling: Dialling;
	readonly clock: ClockController;
	readonly text: Translate;
	readonly #localize: LocalizeController;

	constructor(face: VoiceDial, dialling: Dialling) {
		this.face = face;
		this.dialling = dialling;
		this.clock = new ClockController(face);
		this.#localize = new LocalizeController(face);
		this.text = this.#localize.text;
	}

	get language(): string {
		return this.#localize.language;
	}

	get phone(): Phone | undefined {
		return this.dialling.phone.phone;
	}

	get state(): Readonly<PhoneState> | undefined {
		return this.dialling.phone.state;
	}

	changed(): void {
		this.face.requestUpdate();
	}

	whyNot(to: string): string | undefined {
		return whyNotCall(to, this.state, this.text);
	}

	/** Calls for somebody who pressed, and shows what is wrong instead of throwing it. */
	call(to: string): void {
		try {
			this.face.dial(to);
		} catch (thrown) {
			this.fail(thrown);
		}
	}

	/** Shows what came of an attempt. */
	fail(thrown: unknown): void {
		this.dialling.trouble = VoiceError.from(thrown).state;
		this.changed();
	}

	/** What came of the last attempt to call, if that was no call or could not be one, and the way to try again. Where the calls are shown, they tell what became of them; a call button does, too. */
	renderTrouble(): unknown {
		const { trouble, last } = this.dialling;
		if (trouble) return notice(this.#words(trouble));
		if (this.state?.callsShown && !this.face.to) return nothing;
		const call = this.dialling.callTo(this.face.to)?.state;
		const error = call?.phase === 'terminated' ? call.termination.error : undefined;
		if (!error) return nothing;
		return notice(errorWords(error, this.text), mayPass(error) ? { label: this.text('call.try-again'), press: () => this.call(this.face.to || last) } : undefined);
	}

	/** A phone that may not call yet another one is the only command that this face gives too early. */
	#words(trouble: ErrorState): string {
		return trouble.code === 'invalid-state' ? this.text('dial.too-many') : errorWords(trouble, this.text);
	}
}
