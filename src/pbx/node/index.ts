export { listenOn, type Listening, type ListenOptions } from './listen.js';
export { dialToneHz } from './digits-service.js';
export { mediaServices } from './media-services.js';
export { startPbx, type StartedPbx, type StartOptions } from './start-pbx.js';
export { toneHz } from './tone-service.js';
