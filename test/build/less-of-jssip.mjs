/**
 * A rollup plugin that leaves out of JsSIP what only its authors need: most of its package.json, the `debug` package (its logs hold credentials, so we keep them off),
 * and the bookkeeping with which its grammar words syntax errors that it never shows.
 */
export function lessOfJssip() {
	const silent = 'const debug = () => Object.assign(() => {}, { enabled: false }); module.exports = debug; debug.default = debug;';
	const edits = [
		[/[\\/]jssip[\\/]package\.json$/, (code) => titleOf(JSON.parse(code))],
		[/[\\/]debug[\\/]src[\\/][^\\/]*\.js$/, () => silent],
		[/[\\/]jssip[\\/]lib[\\/]Grammar\.js$/, (code) => code.replace(/if \(reportFailures === 0\) \{\s*matchFailed\(.*\);\s*\}/g, '')],
	];
	return {
		name: 'less-of-jssip',
		transform(code, id) {
			const [, edit] = edits.find(([file]) => file.test(id)) ?? [];
			return edit && { code: edit(code), map: null };
		},
	};
}

const titleOf = ({ name, title, version }) => JSON.stringify({ name, title, version });
