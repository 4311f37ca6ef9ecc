import assert from 'node:assert/strict';
import { it } from 'node:test';
import { token, uuid } from '../../src/core/random.js';

it('a token has the length that was asked for, and stands in a host name', () => assert.match(token(12), /^[0-9a-z]{12}$/));
it('a UUID is one of version 4', () => assert.match(uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
it('no two are the same', () => assert.equal(new Set(Array.from({ length: 1000 }, uuid)).size, 1000));
