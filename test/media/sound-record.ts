import { replaceDocumentMember } from '../support/replace-document-member.js';
/** What a page sounds and how, while it is recorded. */
export interface SoundRecord {
	/** Every audio context made since. */
	readonly contexts: readonly AudioContext[];
	/** Every audio element made since. */
	readonly elements: readonly HTMLAudioElement[];
	/** How many buffers were started. */
	readonly starts: number;
	/** What would come out of the loudspeaker from audio contexts. */
	readonly output: MediaStream;
	restore(): void;
}

/** Leads everything that audio contexts would send to the loudspeaker into a stream, so that it can be heard by pitch. */
export function recordSounds(): SoundRecord {
	const { AudioContext: Context, AudioBufferSourceNode: Source } = globalThis;
	const createElement = document.createElement.bind(document);
	const record = { contexts: [] as AudioContext[], elements: [] as HTMLAudioElement[], starts: 0, output: new MediaStream(), restore };

	globalThis.AudioContext = class extends Context {
		readonly #recorded = new MediaStreamAudioDestinationNode(this);

		constructor(options?: AudioContextOptions) {
			super(options);
			record.contexts.push(this);
			for (const track of record.output.getTracks()) record.output.removeTrack(track);
			for (const track of this.#recorded.stream.getTracks()) record.output.addTrack(track);
		}

		override get destination(): AudioDestinationNode {
			return this.#recorded as unknown as AudioDestinationNode;
		}
	};
	globalThis.AudioBufferSourceNode = class extends Source {
		override start(): void {
			record.starts++;
			super.start();
		}
	};
	const restoreDocument = replaceDocumentMember('createElement', (name: string, options?: ElementCreationOptions) => {
		const element = createElement(name, options);
		if (element instanceof HTMLAudioElement) record.elements.push(element);
		return element;
	});

	function restore(): void {
		Object.assign(globalThis, { AudioContext: Context, AudioBufferSourceNode: Source });
		restoreDocument();
	}

	return record;
}
