import { nothing } from 'lit';
import { ClockController } from '../../controllers/clock-controller.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState, type VoiceErrorCode } from '../../core/voice-error.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import type { Translate } from '../../i18n/translate.js';
import { AttributeChecks, checkAddress } from '../parts/attribute-checks.js';
import { noticeOf } from '../parts/notice.js';
import { ownView } from '../parts/own-view.js';
import { PhoneIdCheck } from '../parts/phone-id-check.js';
import { errorWords } from '../parts/wording.js';
import { Availability } from './availability.js';
import { whyNotCall } from './callee.js';
import type { Dialling } from './dialling.js';
import { fallbackLink, parseFallback, readFallback } from './fallback.js';
import { mayPass } from './remedy.js';
import type { VoiceDial } from './voice-dial.js';

/** What concerns whoever runs the page, and not who visits it. */
const OF_SERVERS: ReadonlySet<VoiceErrorCode> = new Set(['configuration', 'server-unreachable', 'server-silent', 'credentials-missing', 'credentials-refused', 'timeout']);

/**
 * What the parts of a `<voice-dial>` share: its phone, its words, its clock, and the one way in which all of them call.
 */
export class DialModel {
	readonly face: VoiceDial;
	readonly dialling: Dialling;
	readonly clock: ClockController;
	readonly text: Translate;
	readonly #availability = new Availability();
	readonly #localize: LocalizeController;

	constructor(face: VoiceDial, dialling: Dialling) {
		this.face = face;
		this.dialling = dialling;
		this.clock = new ClockController(face);
		this.#localize = new LocalizeController(face);
		this.text = this.#localize.text;
		new PhoneIdCheck(face, dialling.phone);
		new AttributeChecks(face, [
			[() => face.fallback, parseFallback],
			[() => face.to, checkAddress('to', 'somebody who can be called, like “sip:sales@pbx.example.org”')],
		]);
	}

	get language(): string {
		return this.#localize.language;
	}

	get phone(): Phone | undefined {
		return this.dialling.phone.phone;
	}

	get state(): Readonly<PhoneState> | undefined {
		return ownView(this.dialling.phone.state);
	}

	changed(): void {
		this.face.requestUpdate();
	}

	/** Why nobody can be called now, in a customer's words; nothing while one can. */
	get unavailable(): string | undefined {
		return this.#availability.reason(this.state, { text: this.text, secondsSince: (at) => this.clock.secondsSince(at) });
	}

	/** Whether the last attempt from here met an error. */
	get failed(): boolean {
		const call = ownView(this.dialling.callTo(this.face.to)?.state);
		return this.dialling.trouble !== undefined || (call?.phase === 'terminated' && call.termination.error !== undefined);
	}

	/** The other way to reach somebody, where there is one. */
	renderFallback(first = false): unknown {
		const fallback = readFallback(this.face.fallback);
		const slotted = !first && [...this.face.children].some(({ slot }) => slot === 'fallback');
		return fallback || slotted ? fallbackLink({ text: this.text, fallback, first }) : nothing;
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

	/**
	 * What came of the last attempt to call, if that was no call or could not be one, and the way to try again. Where
	 * the calls are shown, they tell what became of them; a call button does, too.
	 */
	renderTrouble(): unknown {
		const { trouble, last } = this.dialling;
		if (trouble) return noticeOf(this.#words(trouble));
		if (this.state?.callsShown && !this.face.to) return nothing;
		const call = ownView(this.dialling.callTo(this.face.to)?.state);
		const error = call?.phase === 'terminated' ? call.termination.error : undefined;
		if (!error) return nothing;
		return noticeOf(this.#words(error), mayPass(error) ? { label: this.text('call.try-again'), press: () => this.call(this.face.to || last) } : undefined);
	}

	/**
	 * A phone that may not call yet another one is the only command that this face gives too early. Who presses a
	 * button of a site is told of no server.
	 */
	#words(trouble: ErrorState): string {
		if (trouble.code === 'invalid-state') return this.text('dial.too-many');
		if (trouble.code === 'credentials-missing' && this.state?.signInNeeded) return this.text('dial.sign-in-first');
		return this.face.to && OF_SERVERS.has(trouble.code) ? this.text('dial.unreachable') : errorWords(trouble, this.text);
	}
}
