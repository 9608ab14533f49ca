import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';

import { forgetSecrets, getClientSecret, webSocketArguments } from '../../../main/web/ephemint.js';
import { endpoint, grant, monotonicClock } from './endpoint.mjs';

let server;
afterEach(async () => {
  mock.restoreAll();
  forgetSecrets();
  await server?.close();
});

test('a request names the preset and what is narrowed, in the contract’s own spelling', async () => {
  server = await endpoint(grant());
  const session = { audio: { output: { voice: 'cedar' } } };
  const variables = { customer_name: 'Ada' };
  const secret = await getClientSecret({ url: server.url, preset: 'support-agent', expiresAfter: 30, session, variables });

  const [{ method, headers, body }] = server.requests;
  assert.equal(method, 'POST');
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(headers.authorization, undefined);
  assert.deepEqual(body, { preset: 'support-agent', expires_after: 30, session, variables });
  assert.equal(secret.value, 'ek_test_1');
  assert.equal(secret.session.model, 'gpt-realtime-2.1');
  assert.equal(secret.expires_in, 60);
});

test('what is not asked for is not sent', async () => {
  server = await endpoint(grant());
  await getClientSecret({ url: server.url, preset: 'captions' });
  assert.deepEqual(server.requests[0].body, { preset: 'captions' });
});

test('calls at the same time share one request', async () => {
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  const secrets = await Promise.all([getClientSecret(asked), getClientSecret({ ...asked }), getClientSecret({ ...asked })]);
  assert.equal(server.requests.length, 1);
  assert.deepEqual(new Set(secrets.map((secret) => secret.value)), new Set(['ek_test_1']));
});

test('each caller has an answer of its own to change', async () => {
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  (await getClientSecret(asked)).value = 'changed';
  assert.equal((await getClientSecret(asked)).value, 'ek_test_1');
});

test('a secret is handed out again until 10 seconds before it expires, and says how long it still lives', async () => {
  const clock = monotonicClock();
  server = await endpoint(grant({ expires_in: 60 }));
  const asked = { url: server.url, preset: 'captions' };
  await getClientSecret(asked);
  clock.advance(49);
  const again = await getClientSecret(asked);
  assert.equal(again.value, 'ek_test_1');
  assert.equal(again.expires_in, 11);
  clock.advance(1);
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('a short secret keeps a quarter of its life in reserve', async () => {
  const clock = monotonicClock();
  server = await endpoint(grant({ expires_in: 12 }));
  const asked = { url: server.url, preset: 'captions' };
  await getClientSecret(asked);
  clock.advance(8.9);
  assert.equal((await getClientSecret(asked)).value, 'ek_test_1');
  clock.advance(0.2);
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('the user’s clock decides nothing', async () => {
  monotonicClock();
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  await getClientSecret(asked);
  mock.method(Date, 'now', () => 4_102_444_800_000);
  assert.equal((await getClientSecret(asked)).value, 'ek_test_1');
});

test('the life counts from the request, not from the answer', async () => {
  const clock = monotonicClock();
  server = await endpoint((count) => (clock.advance(20), grant()(count)));
  assert.equal((await getClientSecret({ url: server.url, preset: 'captions' })).expires_in, 40);
});

test('an endpoint that tells no life gets its secret used once', async () => {
  server = await endpoint(grant({ expires_in: undefined }));
  const asked = { url: server.url, preset: 'captions' };
  assert.equal((await getClientSecret(asked)).value, 'ek_test_1');
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('another preset, session, variable, lifetime or address is another secret', async () => {
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  const others = [
    { preset: 'interpreter' },
    { session: { audio: { output: { voice: 'marin' } } } },
    { variables: { customer_name: 'Ada' } },
    { expiresAfter: 20 },
    { url: `${server.url}?stage=test` },
  ];
  const values = [(await getClientSecret(asked)).value];
  for (const other of others) values.push((await getClientSecret({ ...asked, ...other })).value);
  assert.equal(new Set(values).size, 1 + others.length);
});

test('fresh asks anew, and what it got is the one handed out from then on', async () => {
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  await getClientSecret(asked);
  assert.equal((await getClientSecret({ ...asked, fresh: true })).value, 'ek_test_2');
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('a failure is not remembered', async () => {
  server = await endpoint({ status: 502, body: {} }, grant());
  const asked = { url: server.url, preset: 'captions' };
  await assert.rejects(getClientSecret(asked));
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('forgetSecrets leaves nothing in hand', async () => {
  server = await endpoint(grant());
  const asked = { url: server.url, preset: 'captions' };
  await getClientSecret(asked);
  forgetSecrets();
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('forgetSecrets forgets what is still under way, too', async () => {
  let arrive, letGo;
  const arrived = new Promise((resolve) => (arrive = resolve));
  const released = new Promise((resolve) => (letGo = resolve));
  server = await endpoint(async (count) => (arrive(), count === 1 && (await released), grant()(count)));
  const asked = { url: server.url, preset: 'captions' };
  const before = getClientSecret(asked);
  await arrived;
  forgetSecrets();
  const after = getClientSecret(asked);
  assert.equal((await after).value, 'ek_test_2');
  letGo();
  assert.equal((await before).value, 'ek_test_1');
  assert.equal((await getClientSecret(asked)).value, 'ek_test_2');
});

test('a bot check is answered for each request really sent, and only for those', async () => {
  server = await endpoint(grant());
  const botCheck = mock.fn(async () => `answer-${botCheck.mock.callCount()}`);
  const asked = { url: server.url, preset: 'captions', botCheck };
  await Promise.all([getClientSecret(asked), getClientSecret(asked)]);
  await getClientSecret(asked);
  assert.equal(botCheck.mock.callCount(), 1);
  assert.equal(server.requests[0].body.bot_check, 'answer-0');
});

test('a WebSocket gets its address and the subprotocols that carry the secret', async () => {
  server = await endpoint(grant());
  const secret = await getClientSecret({ url: server.url, preset: 'captions' });
  assert.deepEqual(webSocketArguments(secret), [
    'wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1',
    ['realtime', 'openai-insecure-api-key.ek_test_1'],
  ]);
});

test('subprotocols that the answer names are taken as they are', async () => {
  const subprotocols = ['realtime', 'openai-beta.realtime-v1', 'openai-insecure-api-key.ek_test_1'];
  server = await endpoint(grant({ connect: { websocket: 'wss://api.openai.com/v1/realtime', subprotocols } }));
  const secret = await getClientSecret({ url: server.url, preset: 'legacy' });
  assert.deepEqual(webSocketArguments(secret)[1], subprotocols);
});
