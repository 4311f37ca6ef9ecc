import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { CallView } from './call-view.js';

/**
 * The video of both sides, muted, because the phone plays the audio. Without `live`, Lit sets an object on every
 * rendering, which restarts the video.
 */
export function picture({ call, state }: CallView): unknown {
	if (state.phase !== 'confirmed') return nothing;
	const remote = withPicture(call.remoteStream);
	const local = withPicture(call.localStream);
	if (!remote && !local) return nothing;
	return html`<div class="picture">
		${remote ? html`<video part="video" autoplay playsinline .muted=${true} .srcObject=${live(remote)}></video>` : nothing}
		${local ? html`<video class="self" part="video self" autoplay playsinline .muted=${true} .srcObject=${live(local)}></video>` : nothing}
	</div>`;
}

function withPicture(stream: MediaStream | undefined): MediaStream | undefined {
	const showing = stream?.getVideoTracks().some(({ readyState, muted }) => readyState === 'live' && !muted);
	return showing ? stream : undefined;
}
