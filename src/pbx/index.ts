export { loopbackWebSocket, type LoopbackOptions } from './loopback.js';
export { pageServices, pageToneHz } from './page/page-services.js';
export { Pbx, usersFrom1000To1019, type PbxOptions } from './pbx.js';
export type { PbxService, ServiceCall, ServiceMedia } from './service.js';
export type { Rule, Ruling, Wire, WireFrame } from './wire.js';
