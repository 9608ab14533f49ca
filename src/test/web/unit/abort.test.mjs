import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { forgetSecrets, getClientSecret } from '../../../main/web/ephemint.js';
import { endpoint, grant, problem } from './endpoint.mjs';

let server;
afterEach(async () => {
  forgetSecrets();
  await server?.close();
});

/** An answer that is held back until it is let go, and says when its request has arrived. */
function heldBack(answer) {
  let arrive, letGo;
  const arrived = new Promise((resolve) => (arrive = resolve));
  const released = new Promise((resolve) => (letGo = resolve));
  return { arrived, letGo, answer: async (count) => (arrive(), await released, answer(count)) };
}

test('an aborted call rejects with the signal’s reason', async () => {
  const held = heldBack(grant());
  server = await endpoint(held.answer);
  const stop = new AbortController();
  const call = getClientSecret({ url: server.url, preset: 'p', signal: stop.signal });
  await held.arrived;
  stop.abort();
  await assert.rejects(call, { name: 'AbortError' });
  held.letGo();
});

test('one caller who leaves does not take the secret from the other', async () => {
  const held = heldBack(grant());
  server = await endpoint(held.answer);
  const stop = new AbortController();
  const leaving = getClientSecret({ url: server.url, preset: 'p', signal: stop.signal });
  const staying = getClientSecret({ url: server.url, preset: 'p' });
  await held.arrived;
  stop.abort(new Error('gone'));
  await assert.rejects(leaving, { message: 'gone' });
  held.letGo();
  assert.equal((await staying).value, 'ek_test_1');
  assert.equal(server.requests.length, 1);
});

test('a call after the last one left asks anew', async () => {
  const held = heldBack(grant());
  server = await endpoint(held.answer, grant());
  const stop = new AbortController();
  const leaving = getClientSecret({ url: server.url, preset: 'p', signal: stop.signal });
  await held.arrived;
  stop.abort();
  const staying = getClientSecret({ url: server.url, preset: 'p' });
  await assert.rejects(leaving);
  assert.equal((await staying).value, 'ek_test_2');
  held.letGo();
});

test('a call that is aborted before it begins sends nothing', async () => {
  server = await endpoint(grant());
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(server.requests.length, 0);
});

test('a wait for Retry-After ends with the signal', async () => {
  const stop = new AbortController();
  server = await endpoint((count) => {
    setImmediate(() => stop.abort());
    return problem(429, 'rate_limited', {}, { 'Retry-After': '9' });
  });
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', signal: stop.signal }), { name: 'AbortError' });
  assert.equal(server.requests.length, 1);
});
