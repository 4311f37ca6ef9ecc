import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import { unseenCalls, type HistoryEntry } from '../../core/history/history-entry.js';
import type { Phone } from '../../core/phone.js';
import type { LocalizeController } from '../../i18n/localize-controller.js';
import { icon } from '../../styles/icons.js';
import { formatDuration } from '../parts/duration.js';
import { partyName } from '../parts/wording.js';
import type { CallCommands } from './call-commands.js';
import { avatar } from './identity.js';
import { canBeCalled, outcomeWords, recentsOf, whenWords, type Recent } from './recents.js';

export interface RecentCallsOptions {
	readonly phone: () => Phone | undefined;
	readonly commands: CallCommands;
}

/**
 * The list of recent calls. Missed calls are seen once it was shown on a visible page; they stay marked until it is
 * hidden.
 */
export class RecentCalls implements ReactiveController {
	readonly #options: RecentCallsOptions;
	readonly #visibility: VisibilityController;
	readonly #fresh = new Set<string>();
	/** The entries of the current rendering. */
	#shown: readonly HistoryEntry[] = [];

	constructor(host: ReactiveControllerHost & Element, options: RecentCallsOptions) {
		this.#options = options;
		this.#visibility = new VisibilityController(host);
		host.addController(this);
	}

	hostUpdated(): void {
		if (this.#shown.length === 0) this.#fresh.clear();
		if (!this.#visibility.shown) return;
		const unseen = unseenCalls(this.#shown).map(({ id }) => id);
		for (const id of unseen) this.#fresh.add(id);
		if (unseen.length > 0) this.#options.phone()?.history.see(unseen);
	}

	/** Nothing while there is a call. */
	render(history: readonly HistoryEntry[], localize: LocalizeController): TemplateResult | typeof nothing {
		this.#shown = history;
		if (history.length === 0) return nothing;
		const { text } = localize;
		const missed = history.filter((entry) => this.#isFresh(entry)).length;
		return html`<section class="recents" part="history" role="group" aria-label=${text('history.name')}>
			<header>
				<h2 class="small muted">${text('history.name')}</h2>
				${missed > 0 ? html`<strong class="small missed" part="history-missed">${text('history.missed-calls', { count: missed })}</strong>` : nothing}
				<button class="link small" part="history-clear" type="button" @click=${() => this.#options.commands.clearHistory()}>${text('history.clear')}</button>
			</header>
			<ul>${repeat(recentsOf(history), ({ entry }) => entry.id, (recent) => html`<li>${this.#renderRecent(recent, localize)}</li>`)}</ul>
		</section>`;
	}

	#renderRecent({ entry, ids }: Recent, { text, locale }: LocalizeController): TemplateResult {
		const { direction, outcome, confirmedAt, terminatedAt } = entry;
		const missed = outcome === 'missed';
		const when = whenWords(terminatedAt, { text, locale, now: Date.now() });
		const took = confirmedAt === undefined ? [] : [formatDuration(Math.max(0, Math.round((terminatedAt - confirmedAt) / 1000)))];
		const row = html`${avatar(entry, false)}
			<span class="who">
				<span class="line"><bdi class="name" part="name">${partyName(entry)}</bdi>${ids.length > 1 ? html`<span class="count figures">(${ids.length})</span>` : nothing}</span>
				<span class="small ${missed ? 'missed' : 'muted'} figures what" part="state">
					${icon(missed ? 'missed' : direction)}<span><span class="facts"><span>${outcomeWords(entry, text)}</span>${[when, ...took].map((fact) => html` <span class="muted"><bdi>${fact}</bdi></span>`)}</span></span>
				</span>
			</span>`;
		const mark = ids.some((id) => this.#fresh.has(id)) ? 'fresh' : '';
		if (!canBeCalled(entry)) return html`<div class="recent ${mark}" part="history-entry ${direction} ${outcome}">${row}</div>`;
		return html`<button class="recent ${mark}" part="history-entry ${direction} ${outcome}" type="button" @click=${() => this.#options.commands.redial(entry)}>
			${row}<span class="back">${icon('phone')}<span class="unseen">${text(direction === 'outgoing' ? 'call.redial' : 'call.call-back')}</span></span>
		</button>`;
	}

	#isFresh(entry: HistoryEntry): boolean {
		return this.#fresh.has(entry.id) || unseenCalls([entry]).length > 0;
	}
}
