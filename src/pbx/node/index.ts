export { listen, type Listening, type ListenOptions } from './listen.js';
export { startPbx, type StartedPbx, type StartOptions } from './start-pbx.js';
