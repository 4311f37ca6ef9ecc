import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Where the events of an element are to be dispatched: at the element, and once it was removed also where it stood. What it owns ends only after that, and the
 * page that wants to know has nothing but its document to listen at.
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

/** Its shadow root, the one around that, up to the document. */
function* rootsAround(node: Node): Generator<Node> {
	const root = node.getRootNode();
	yield root;
	if (root instanceof ShadowRoot) yield* rootsAround(root.host);
}
