import { activeCall } from '../../core/call/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import type { Look } from '../../controllers/late-look.js';
import { turnToDraw } from '../turn-to-draw.js';
import { customElement } from '../custom-element.js';
import { FaceElement } from '../face-element.js';
import { property } from '../property.js';
import { Frames } from './frames.js';

/**
 * Typed conversations: with the person of `to`, in the room of `room`, or else with everybody, beginning with whoever the active call is with. It shows another one
 * by itself only while its field has neither focus nor draft, and counts the texts nobody has read in the title of the page, as “(2) ”. It serves the phone of its `phone-id`, the one
 * around it, or the page's first; with `server`, `uri` or `config-url` it makes one.
 *
 * @slot empty - What stands here while there is no conversation.
 * @slot icon-send - Icon of the send button.
 * @fires {VoiceMessageRequestEvent} voice-message-request - Somebody wants to send a text; cancel it to stop that, or to send it changed.
 * @fires {VoiceDialRequestEvent} voice-dial-request - Somebody wants to call what a message names, by `sip:` or `tel:`; cancel it to stop that.
 * @fires {VoiceErrorEvent} voice-error - What it looks like could not be loaded, or an attribute is wrong.
 * @csspart base - The card around everything.
 * @csspart header - With whom one writes.
 * @csspart other - Leads to another conversation: `offered`, `previous` or `unread` is a second word.
 * @csspart list - The messages, which scroll.
 * @csspart day - The line between two days.
 * @csspart message - One message; its direction is a second word, and `of-room` a third when the room itself says it.
 * @csspart sender - Who wrote the messages below.
 * @csspart bubble - The text; its direction is a second word.
 * @csspart time - When it was written.
 * @csspart delivery - What became of an own message: `sending`, `submitted` (a server took it), `accepted` (the other side did) or `failed` is a second word.
 * @csspart retry - Sends a failed message again.
 * @csspart new-messages - Leads to new messages further down.
 * @csspart notice - What limits the conversation.
 * @csspart composer - The line where one writes.
 * @csspart input - The text one writes.
 * @csspart send-button - Sends it.
 * @cssproperty [--voice-color-surface] - Background. By itself a shade of the page’s.
 * @cssproperty [--voice-color-raised] - Background of the field and of the others' bubbles.
 * @cssproperty [--voice-color-text] - Text. By itself that of the page, as far as it is legible.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Own bubbles, the send button and focus.
 * @cssproperty [--voice-color-hangup] - What was not sent.
 * @cssproperty [--voice-color-warning] - Notices.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of card and bubbles.
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
@customElement('voice-chat')
export class VoiceChat extends FaceElement {
	/** The person to write to. */
	@property({ type: String }) to = '';

	/** The conference to write in. */
	@property({ type: String }) room = '';

	readonly #frames = new Frames();

	constructor() {
		super();
		new CallStatesController(this, () => activeCall(this.phones.state?.calls ?? []));
	}

	/** At most one drawing in a frame, however many texts come in. */
	protected override async scheduleUpdate(): Promise<void> {
		await this.#frames.next();
		await super.scheduleUpdate();
	}

	protected override async fetchLook(): Promise<Look> {
		const { ChatLook } = await import('./chat-look.js');
		await turnToDraw();
		return new ChatLook(this, this.phones);
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-chat': VoiceChat;
	}
}
