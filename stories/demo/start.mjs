import { parseArgs } from 'node:util';
import { prepare, SetupError } from '../../test/setup.mjs';
import { checkPort } from './port.mjs';

const usage = `npm start -- [options]         npm run dev: the same, rebuilt and reloaded on every change
  --port NUMBER      default 8080
  --host ADDRESS     open it to the network, for example 0.0.0.0; default is this machine only
  --cert FILE --key FILE   serve HTTPS: browsers give the microphone to other machines only then
  --password WORD    of all users; default is a new one at every start`;

const options = { port: { type: 'string' }, host: { type: 'string' }, cert: { type: 'string' }, key: { type: 'string' }, password: { type: 'string' }, watch: { type: 'boolean' }, help: { type: 'boolean' } };

/** `npm start`: looks whether its port is free, sees to the packages, which it needs before anything else can be imported, then serves the demo. */
async function main() {
	const { values } = readOptions();
	if (values.help) return console.log(usage);
	await checkPort(values);
	prepare();
	const { tsImport } = await import('tsx/esm/api');
	const { serveDemo, greeting } = await tsImport('./serve-demo.ts', import.meta.url);
	console.log(greeting(await serveDemo(values)));
}

function readOptions() {
	try {
		return parseArgs({ options });
	} catch (error) {
		throw new SetupError(`${error.message}\n${usage}`);
	}
}

main().catch((error) => {
	console.error(error instanceof SetupError || error.name === 'DemoError' ? error.message : error);
	process.exit(1);
});
