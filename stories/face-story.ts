import '../src/elements/voice-call/voice-call.js';
import '../src/elements/voice-chat/voice-chat.js';
import '../src/elements/voice-dial/voice-dial.js';
import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { turn, type ScriptedPhone } from '../test/support/scripted-phone.js';
import { attributesIn, pageHtml, styleSheetOf, type StoryArgs } from './page-html.js';
import type { Scene } from './scenes/scene.js';
import { scenes, type SceneName } from './scenes/scenes.js';

type Face = HTMLElementTagNameMap[Scene['face']];

/** What the stories of one face have in common: each arranges its phone by its scene, shows the face with it, and gives the HTML to copy. */
export function faceStories(tag: Scene['face']) {
	return {
		component: tag,
		loaders: [async ({ parameters }) => ({ scripted: await sceneOf(parameters).arrange() })],
		beforeEach: (context) => () => void scriptedIn(context).phone.stop(),
		render: (args, context) => renderScene(sceneOf(context.parameters), { args, scripted: scriptedIn(context) }),
		play: ({ canvasElement }) => shown(canvasElement),
		parameters: { docs: { source: { transform: (_code: string, { args }: StoryContext) => pageHtml(tag, args) } } },
	} satisfies Meta;
}

/** The story of a scene. */
export function story(name: SceneName): StoryObj {
	const { attributes = {}, label } = scenes[name] ?? {};
	const args = Object.fromEntries(Object.entries(attributes).map(([attribute, value]) => [attribute, value === '' || value]));
	return { args: { ...args, ...(label && { label }) }, parameters: { scene: name } };
}

function sceneOf({ scene: name }: StoryContext['parameters']): Scene {
	const scene = scenes[name as string];
	if (!scene) throw new Error(`There is no scene “${String(name)}”.`);
	return scene;
}

const scriptedIn = ({ loaded }: StoryContext): ScriptedPhone => loaded['scripted'] as ScriptedPhone;

/** A face in the state of its scene. Every change of a control begins anew, with the scene's phone. */
function renderScene(scene: Scene, { args, scripted }: { args: StoryArgs; scripted: ScriptedPhone }): HTMLElement {
	const stage = document.createElement('div');
	const style = document.createElement('style');
	const face = document.createElement(scene.face);
	style.textContent = styleSheetOf(scene.face, args);
	for (const [name, value] of attributesIn(args)) face.setAttribute(name, value);
	for (const [name, listener] of Object.entries(args)) if (typeof listener === 'function') face.addEventListener(name, listener as EventListener);
	if (typeof args['label'] === 'string') face.textContent = args['label'];
	if (!scene.phoneless) face.phone = scripted.phone;
	if (scene.mistaken) face.addEventListener('voice-error', (event) => event.preventDefault());
	void face.updateComplete.then(() => scene.act?.(face));
	stage.append(style, face);
	return stage;
}

/** Until the faces show what has happened. */
export async function shown(canvas: HTMLElement): Promise<void> {
	for (let turns = 0; turns < 2; turns++) {
		await turn();
		await Promise.all([...canvas.querySelectorAll<Face>('voice-dial, voice-call, voice-chat')].map((face) => face.updateComplete));
	}
}
