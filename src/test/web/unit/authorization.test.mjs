import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';

import { forgetSecrets, getClientSecret } from '../../../main/web/ephemint.js';
import { endpoint, grant, problem } from './endpoint.mjs';

let server;
afterEach(async () => {
  forgetSecrets();
  await server?.close();
});

const sent = () => server.requests.map((request) => request.headers.authorization);

test('a token is sent as a bearer token, a whole value as it is', async () => {
  server = await endpoint(grant());
  await getClientSecret({ url: server.url, preset: 'p', authorization: 'abc.def' });
  await getClientSecret({ url: server.url, preset: 'p', authorization: 'Bearer ghi' });
  await getClientSecret({ url: server.url, preset: 'p', authorization: async () => 'jkl' });
  assert.deepEqual(sent(), ['Bearer abc.def', 'Bearer ghi', 'Bearer jkl']);
});

test('a function that has no token asks without one', async () => {
  server = await endpoint(grant());
  await getClientSecret({ url: server.url, preset: 'p', authorization: () => undefined });
  assert.deepEqual(sent(), [undefined]);
});

test('a 401 refreshes the token once and asks again', async () => {
  server = await endpoint(problem(401, 'unauthenticated'), grant());
  const authorization = mock.fn(({ refresh }) => (refresh ? 'new' : 'old'));
  const secret = await getClientSecret({ url: server.url, preset: 'p', authorization });
  assert.equal(secret.value, 'ek_test_2');
  assert.deepEqual(sent(), ['Bearer old', 'Bearer new']);
});

test('a second 401 is final', async () => {
  server = await endpoint(problem(401, 'unauthenticated'));
  let refreshed = 0;
  const authorization = ({ refresh }) => (refresh ? `new-${++refreshed}` : 'old');
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', authorization }), { status: 401 });
  assert.equal(server.requests.length, 2);
});

test('a refresh that brings the same token is not tried', async () => {
  server = await endpoint(problem(401, 'unauthenticated'));
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', authorization: () => 'same' }), { status: 401 });
  assert.equal(server.requests.length, 1);
});

test('a 401 for a fixed token is final', async () => {
  server = await endpoint(problem(401, 'unauthenticated'));
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', authorization: 'fixed' }), { status: 401 });
  assert.equal(server.requests.length, 1);
});

test('a 403 refreshes nothing', async () => {
  server = await endpoint(problem(403, 'not_allowed'));
  const authorization = mock.fn(() => 'token');
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', authorization }), { status: 403 });
  assert.equal(authorization.mock.callCount(), 1);
});

test('one user’s secret is never handed to another, nor to nobody', async () => {
  server = await endpoint(grant());
  const values = [];
  for (const authorization of ['ada', 'bob', undefined])
    values.push((await getClientSecret({ url: server.url, preset: 'p', authorization })).value);
  assert.deepEqual(values, ['ek_test_1', 'ek_test_2', 'ek_test_3']);
});

test('functions that give the same token share one request', async () => {
  server = await endpoint(grant());
  const asked = () => getClientSecret({ url: server.url, preset: 'p', authorization: async () => 'same' });
  await Promise.all([asked(), asked()]);
  assert.equal(server.requests.length, 1);
});

test('a failing authorization function is the caller’s own error', async () => {
  server = await endpoint(grant());
  const failure = new Error('login required');
  const authorization = () => Promise.reject(failure);
  await assert.rejects(getClientSecret({ url: server.url, preset: 'p', authorization }), failure);
  assert.equal(server.requests.length, 0);
});
