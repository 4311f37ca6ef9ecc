import { plain, type Manners } from './manners.js';

export function freeswitch(_domain: string): Manners {
	return plain;
}
