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
	const { AudioContext: Original } = globalThis;
	const { createElement } = document;
	const { start } = AudioBufferSourceNode.prototype;
	const record = { contexts: [] as AudioContext[], elements: [] as HTMLAudioElement[], starts: 0, output: new MediaStream(), restore };

	class RecordedContext extends Original {
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
	}

	globalThis.AudioContext = RecordedContext;
	document.createElement = (name: string, options?: ElementCreationOptions) => {
		const element = createElement.call(document, name, options);
		if (element instanceof HTMLAudioElement) record.elements.push(element);
		return element;
	};
	AudioBufferSourceNode.prototype.start = function (...times) {
		record.starts++;
		start.apply(this, times);
	};

	function restore(): void {
		globalThis.AudioContext = Original;
		Reflect.deleteProperty(document, 'createElement');
		AudioBufferSourceNode.prototype.start = start;
	}

	return record;
}
