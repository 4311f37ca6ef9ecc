import { activeCall } from '../../core/call/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import type { Look } from '../../controllers/late-look.js';
import { turnToDraw } from '../turn-to-draw.js';
import type { Call } from '../../core/call/call.js';
import { VoiceDialRequestEvent } from '../../core/events.js';
import { customElement } from '../custom-element.js';
import { FaceElement } from '../face-element.js';
import { ElementLifecycleController } from '../../controllers/element-lifecycle-controller.js';
import type { PhoneState } from '../../core/phone-state.js';
import { property } from '../property.js';
import { Dialling } from './dialling.js';
import { writtenLabel } from './written-label.js';

/**
 * Calls: a number field with keypad, or with `to` a single call button. Its lamp says whether one can call, and where the phone wants it, one signs in here.
 * It serves the phone of its `phone-id`, the one around it, or the page's first; with `server`, `uri` or `config-url` it makes one.
 *
 * @slot - Label of the call button, with `to`. Its text is what the call is named by wherever it is shown, in place of a number.
 * @slot icon-call - Icon of the call button.
 * @slot fallback - Another way to reach somebody, shown whenever nobody can be called; in place of the link of `fallback`.
 * @fires {VoiceDialRequestEvent} voice-dial-request - Somebody wants to call; cancel it to stop that, or to dial differently.
 * @fires {VoiceErrorEvent} voice-error - What it looks like could not be loaded, or an attribute is wrong.
 * @csspart base - The card around everything.
 * @csspart status - The line that says whether one can call.
 * @csspart lamp - The light in that line; its state is a second word: `ready`, `working`, `trouble`, `off`.
 * @csspart sign-in - The form for number and password.
 * @csspart sign-in-button - Its button.
 * @csspart notice - What limits the phone, and what helps.
 * @csspart field - The box around the number.
 * @csspart input - The number.
 * @csspart backspace - Deletes the last character.
 * @csspart keypad - The keys.
 * @csspart key - One key.
 * @csspart key-digit - Its digit.
 * @csspart key-letters - Its letters.
 * @csspart call-button - Calls.
 * @csspart fallback - The link of `fallback`.
 * @csspart redial - Calls again whom one called last.
 * @csspart name - The name in it, cut where it is long.
 * @csspart call - With `to`: what the button becomes during the call.
 * @csspart timer - With `to`: how long the call lasts.
 * @csspart hangup-button - With `to`: ends the call.
 * @cssproperty [--voice-color-surface] - Background. By itself a shade of the page’s.
 * @cssproperty [--voice-color-raised] - Background of field and keys.
 * @cssproperty [--voice-color-text] - Text. By itself that of the page, as far as it is legible.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Focus and the sign-in button.
 * @cssproperty [--voice-color-answer] - The call button.
 * @cssproperty [--voice-color-hangup] - The hang-up button and errors.
 * @cssproperty [--voice-color-warning] - The lamp in trouble.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of the card.
 * @cssproperty [--voice-target=2.75rem] - Smallest side of what one presses.
 * @cssproperty [--voice-duration=150ms] - Length of transitions.
 * @cssstate idle - There is no call.
 * @cssstate trying - The call, with `to` the button's own, was dialled.
 * @cssstate early - It rings.
 * @cssstate confirmed - Both talk.
 * @cssstate terminated - The call is over.
 * @cssstate incoming - The call came from outside.
 * @cssstate outgoing - The call was dialled here.
 * @cssstate held - One side holds the call.
 * @cssstate muted - We are muted.
 * @cssstate recovering - The connection is being restored.
 * @cssstate pending - A command is under way.
 */
@customElement('voice-dial')
export class VoiceDial extends FaceElement {
	readonly #dialling = new Dialling(this.phones, (to) => (to !== '' && to === this.to ? writtenLabel(this) : ''));

	/** Whom to call, always: the element becomes a call button. */
	@property({ type: String }) to = '';

	/** What the empty number field says. */
	@property({ type: String }) placeholder = '';

	/** Leaves the keypad out. */
	@property({ type: Boolean, attribute: 'without-keypad' }) withoutKeypad = false;

	/** Another way to reach somebody, offered as a link whenever nobody can be called: `tel:`, `sms:`, `mailto:` or `https:`. */
	@property({ type: String }) fallback = '';

	/** With `to`: on a touch phone, which can call by itself, the link of `fallback` always stands first. */
	@property({ type: Boolean, attribute: 'fallback-first' }) fallbackFirst = false;

	/** Calls with video. */
	@property({ type: Boolean }) video = false;

	constructor() {
		super();
		new ElementLifecycleController(this, { detached: () => this.#dialling.end() });
		new CallStatesController(this, () => (this.to ? this.#dialling.callTo(this.to)?.state : activeCall(this.phones.state?.calls ?? [])));
	}

	/**
	 * Calls what was typed, or somebody else. Gives the call, unless a listener of `voice-dial-request` prevented it.
	 *
	 * @throws {VoiceError} When there is no phone yet, or nobody of that name can be called.
	 */
	dial(to: string = this.to || this.#dialling.typed): Call | undefined {
		this.phones.demand();
		if (!this.dispatchEvent(new VoiceDialRequestEvent(to, this.video))) return undefined;
		this.requestUpdate();
		return this.#dialling.dial(to, { video: this.video });
	}

	/** A call button is a guest of its page: it keeps no list of calls. */
	protected override get phoneDefaults(): Readonly<Record<string, string>> {
		return this.to ? { history: 'none' } : {};
	}

	/** Texts are shown by `<voice-chat>`: a flood of them draws no call button anew. */
	protected override get ignoredState(): readonly (keyof PhoneState)[] {
		return ['chats'];
	}

	protected override async fetchLook(): Promise<Look> {
		const { DialLook } = await import('./dial-look.js');
		await turnToDraw();
		return new DialLook(this, this.#dialling);
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-dial': VoiceDial;
	}
}
