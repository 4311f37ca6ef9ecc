/** JsSIP reads its title and version from its package.json: a rollup plugin that leaves the rest of that file out. */
export function lessOfJssip() {
	return {
		name: 'less-of-jssip',
		transform(code, id) {
			if (!/[\\/]jssip[\\/]package\.json$/.test(id)) return undefined;
			const { name, title, version } = JSON.parse(code);
			return JSON.stringify({ name, title, version });
		},
	};
}
