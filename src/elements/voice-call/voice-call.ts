import { activeCall } from '../../core/call/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import type { Look } from '../../controllers/late-look.js';
import { SurfaceController } from '../../controllers/surface-controller.js';
import { turnToDraw } from '../turn-to-draw.js';
import { customElement } from '../custom-element.js';
import { FaceElement } from '../face-element.js';
import type { PhoneState } from '../../core/phone-state.js';
import { property } from '../property.js';

/**
 * Every call of the phone: it rings here, one answers or declines, talks, mutes, holds, presses keys and hangs up, and reads why a call ended. The call that
 * matters most is large; the others are rows. Where no call goes on it lists the last ones; missed ones count as new until
 * they were seen here. It serves the phone of its `phone-id`, the one around it, or the page's first; with `server`, `uri` or
 * `config-url` it makes one. A phone that has no such element anywhere answers callers that nobody is there.
 *
 * @slot empty - What stands here while there is no call.
 * @slot icon-answer - Icon of the answer button.
 * @slot icon-decline - Icon of the decline button.
 * @slot icon-hang-up - Icon of the hang-up button.
 * @slot icon-mute - Icon of the mute control.
 * @slot icon-hold - Icon of the hold control.
 * @slot icon-keypad - Icon of the keypad control.
 * @slot icon-transfer - Icon of the transfer control.
 * @slot icon-more - Icon of the control that opens more.
 * @fires {VoiceAnswerRequestEvent} voice-answer-request - Somebody wants to answer; cancel it to stop that.
 * @fires {VoiceDialRequestEvent} voice-dial-request - Somebody wants to call again, or back; cancel it to stop that.
 * @fires {VoiceErrorEvent} voice-error - What it looks like could not be loaded, or an attribute is wrong.
 * @csspart base - The card around everything.
 * @csspart call - One call; its phase and direction are further words: `early`, `incoming`.
 * @csspart avatar - The first letter of the name, or a figure.
 * @csspart name - Who it is.
 * @csspart address - Where they are reached, when the name does not say so.
 * @csspart state - What the call is doing, or how it ended.
 * @csspart timer - How long it lasts or lasted.
 * @csspart level - Three bars for the loudness of one side; `local` or `remote` is a further word.
 * @csspart quality - How good the connection is; `good`, `fair` or `poor` is a further word.
 * @csspart controls - The line of controls.
 * @csspart control - One control; its name, `active` and `pending` are further words.
 * @csspart answer-button - Answers.
 * @csspart decline-button - Turns the caller away.
 * @csspart hangup-button - Ends the call.
 * @csspart redial - Calls again, or back.
 * @csspart dismiss - Takes an ended call away.
 * @csspart history - The last calls, where no call goes on.
 * @csspart history-missed - How many calls were missed.
 * @csspart history-clear - Takes all of them out of the list.
 * @csspart history-entry - One of them; its direction and outcome are further words: `incoming`, `missed`.
 * @csspart keypad - The keys.
 * @csspart key - One key.
 * @csspart key-digit - Its digit.
 * @csspart key-letters - Its letters.
 * @csspart video - The picture of the other side; with `self` the own one.
 * @csspart notice - Trouble, and what helps.
 * @cssproperty [--voice-color-surface] - Background. By itself a shade of the page’s.
 * @cssproperty [--voice-color-raised] - Background of controls.
 * @cssproperty [--voice-color-text] - Text. By itself that of the page, as far as it is legible.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Focus and the avatar.
 * @cssproperty [--voice-color-answer] - The answer button and the pulse of ringing.
 * @cssproperty [--voice-color-hangup] - The decline and hang-up buttons.
 * @cssproperty [--voice-color-warning] - Notices.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of the card.
 * @cssproperty [--voice-target=2.75rem] - Smallest side of what one presses.
 * @cssproperty [--voice-duration=150ms] - Length of transitions.
 * @cssstate idle - There is no call.
 * @cssstate trying - The active call was dialled.
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
@customElement('voice-call')
export class VoiceCall extends FaceElement {
	/** What to show beside hang-up, in this order and separated by spaces: `mute`, `hold`, `keypad`, `transfer`. What comes after `more` stands behind it. */
	@property({ type: String }) controls = 'mute hold keypad more transfer';

	constructor() {
		super();
		new SurfaceController(this, () => this.phones.phone);
		new CallStatesController(this, () => activeCall(this.phones.state?.calls ?? []));
	}

	/** Texts are shown by `<voice-chat>`: a flood of them draws no call button anew. */
	protected override get ignoredState(): readonly (keyof PhoneState)[] {
		return ['chats'];
	}

	protected override async fetchLook(): Promise<Look> {
		const { CallLook } = await import('./call-look.js');
		await turnToDraw();
		return new CallLook(this, this.phones);
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-call': VoiceCall;
	}
}
