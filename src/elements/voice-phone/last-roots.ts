import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Targets for the events of an element: the element itself, and after its removal also its former roots. What it owns
 * ends only then, and a page can only listen at its document.
 */
export class LastRoots implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	#roots: readonly Node[] = [];

	constructor(host: ReactiveControllerHost & Element) {
		this.#host = host;
		host.addController(this);
	}

	get places(): readonly EventTarget[] {
		const root = this.#host.isConnected ? undefined : this.#roots.find(({ isConnected }) => isConnected);
		return root ? [this.#host, root] : [this.#host];
	}

	hostConnected(): void {
		this.#roots = [...rootsAround(this.#host)];
	}
}

/** Its shadow root, the next outer one, up to the document. */
function* rootsAround(node: Node): Generator<Node> {
	const root = node.getRootNode();
	yield root;
	if (root instanceof ShadowRoot) yield* rootsAround(root.host);
}
