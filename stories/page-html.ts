/** What the controls of a story say: attributes by name, tokens as `--voice-…`, parts as `::part(…)` with declarations, `label` as text inside. */
export type StoryArgs = Readonly<Record<string, unknown>>;

const isStyle = (name: string): boolean => name.startsWith('--') || name.startsWith('::part(');
const isSet = (value: unknown): value is string | true => value === true || (typeof value === 'string' && value !== '');

/** The attributes among the controls, as an element has them; a boolean one is empty. */
export function attributesIn(args: StoryArgs): [string, string][] {
	return Object.entries(args).flatMap(([name, value]): [string, string][] => (name === 'label' || isStyle(name) || !isSet(value) ? [] : [[name, value === true ? '' : value]]));
}

/** The tokens and parts among the controls, as a style sheet. */
export function styleSheetOf(tag: string, args: StoryArgs): string {
	const chosen = Object.entries(args).filter((entry): entry is [string, string] => isStyle(entry[0]) && typeof entry[1] === 'string' && entry[1] !== '');
	const tokens = chosen.filter(([name]) => name.startsWith('--')).map(([name, value]) => `\t${name}: ${value};\n`);
	const parts = chosen.filter(([name]) => name.startsWith('::')).map(([name, value]) => `${tag}${name} {\n\t${value.replace(/;?\s*$/, ';')}\n}\n`);
	return [...(tokens.length > 0 ? [`${tag} {\n${tokens.join('')}}\n`] : []), ...parts].join('\n');
}

/** The HTML to paste for a face, with the account of a phone that one has to fill in. */
export function pageHtml(tag: string, args: StoryArgs): string {
	const sheet = styleSheetOf(tag, args);
	const attributes = attributesIn(args).map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${escaped(value)}"`));
	return [
		'<script src="voice-elements.min.js"></script>',
		...(sheet ? [`<style>\n${sheet.replace(/^(?=.)/gm, '\t')}</style>`] : []),
		'',
		'<voice-phone server="wss://pbx.example.org:7443" uri="sip:1000@pbx.example.org" sign-in></voice-phone>',
		`<${tag}${attributes.join('')}>${typeof args['label'] === 'string' ? escaped(args['label']) : ''}</${tag}>`,
	].join('\n');
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
