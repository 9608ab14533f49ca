import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';

import { EphemintError, forgetSecrets, getClientSecret } from '../../../main/web/ephemint.js';
import { endpoint, grant, problem, skippedWaits } from './endpoint.mjs';

let server;
afterEach(async () => {
  mock.restoreAll();
  forgetSecrets();
  await server?.close();
});

const refusalOf = (more) =>
  getClientSecret({ url: server.url, preset: 'p', authorization: 'jwt-canary', ...more }).then(
    () => assert.fail('granted'),
    (error) => error,
  );

test('a problem arrives with everything it says', async () => {
  const errors = [{ pointer: '/session/audio/output/voice', code: 'not_allowed' }];
  server = await endpoint(problem(400, 'invalid_request', { errors }));
  const error = await refusalOf();
  assert.ok(error instanceof EphemintError && error instanceof Error);
  assert.equal(error.name, 'EphemintError');
  assert.equal(error.status, 400);
  assert.equal(error.code, 'invalid_request');
  assert.equal(error.title, 'Refused: invalid_request');
  assert.equal(error.requestId, 'req-1');
  assert.deepEqual(error.errors, errors);
  assert.equal(error.retryAfter, undefined);
});

for (const [status, message, code] of [
  [401, 'Unauthorized', 'unauthenticated'],
  [403, 'Forbidden', 'not_allowed'],
  [404, 'Not Found', 'http_404'],
  [413, 'Request Entity Too Large', 'http_413'],
  [500, 'Internal Server Error', 'http_500'],
  [504, 'Endpoint request timed out', 'http_504'],
])
  test(`the gateway’s own ${status} becomes ${code}`, async () => {
    server = await endpoint({ status, headers: { 'apigw-requestid': 'gw-1' }, body: { message } });
    const error = await refusalOf();
    assert.deepEqual([error.status, error.code, error.title, error.requestId], [status, code, message, 'gw-1']);
    assert.deepEqual(error.errors, []);
    assert.equal(server.requests.length, 1);
  });

for (const [what, body] of [
  ['a page of HTML', '<html>Bad Gateway</html>'],
  ['nothing', ''],
  ['a JSON null', 'null'],
  ['a JSON string', '"no"'],
  ['a JSON list', '[]'],
])
  test(`a refusal with ${what} for a body is still an EphemintError`, async () => {
    server = await endpoint({ status: 502, body });
    const error = await refusalOf();
    assert.deepEqual([error.name, error.status, error.code, error.title], ['EphemintError', 502, 'http_502', 'HTTP 502']);
  });

for (const body of ['<html>hello</html>', '', 'null', '[]', '{}', '{"value":1}'])
  test(`a 200 that holds no secret is refused: ${body || 'empty'}`, async () => {
    server = await endpoint({ body });
    assert.deepEqual([(await refusalOf()).code, (await refusalOf()).status], ['invalid_response', 200]);
  });

for (const status of [400, 403, 404, 405, 413, 415, 500, 502, 504])
  test(`${status} is never tried again`, async () => {
    server = await endpoint(problem(status, 'x', {}, { 'Retry-After': '1' }));
    assert.equal((await refusalOf()).status, status);
    assert.equal(server.requests.length, 1);
  });

for (const status of [429, 503])
  test(`${status} waits as Retry-After says and asks again`, async () => {
    const waits = skippedWaits();
    server = await endpoint(problem(status, 'x', {}, { 'Retry-After': '4' }), grant());
    const secret = await getClientSecret({ url: server.url, preset: 'p' });
    assert.equal(secret.value, 'ek_test_2');
    assert.equal(waits.length, 1);
    assert.ok(waits[0] >= 4 && waits[0] < 5, `waited ${waits[0]} s`);
  });

test('told to wait longer than it may, it rejects at once and says how long', async () => {
  const waits = skippedWaits();
  server = await endpoint(problem(429, 'rate_limited', {}, { 'Retry-After': '1200' }));
  const error = await refusalOf();
  assert.deepEqual([error.code, error.retryAfter], ['rate_limited', 1200]);
  assert.deepEqual([waits.length, server.requests.length], [0, 1]);
});

test('the cap holds for all waits together', async () => {
  const waits = skippedWaits();
  server = await endpoint(problem(503, 'upstream_busy', {}, { 'Retry-After': '6' }));
  assert.equal((await refusalOf()).retryAfter, 6);
  assert.deepEqual([waits.length, server.requests.length], [1, 2]);
});

test('maxWait 0 never waits', async () => {
  server = await endpoint(problem(429, 'rate_limited', {}, { 'Retry-After': '1' }));
  await refusalOf({ maxWait: 0 });
  assert.equal(server.requests.length, 1);
});

test('three tries are all there is', async () => {
  const waits = skippedWaits();
  server = await endpoint(problem(429, 'rate_limited', {}, { 'Retry-After': '0' }));
  await refusalOf();
  assert.deepEqual([waits.length, server.requests.length], [2, 3]);
});

for (const header of [undefined, 'Wed, 21 Oct 2026 07:28:00 GMT', '-5', 'soon'])
  test(`without a number of seconds (${header}) it backs off by itself`, async () => {
    const waits = skippedWaits();
    const headers = header ? { 'Retry-After': header } : {};
    server = await endpoint({ status: 429, headers, body: { message: 'Too Many Requests' } });
    const error = await refusalOf();
    assert.deepEqual([error.code, error.retryAfter], ['rate_limited', undefined]);
    assert.equal(waits.length, 2);
    assert.ok(waits[0] >= 1 && waits[0] < 2 && waits[1] >= 2 && waits[1] < 3, waits.join());
  });

test('the kill switch is not waited for', async () => {
  server = await endpoint(problem(503, 'disabled', {}, { 'Retry-After': '1' }));
  assert.equal((await refusalOf()).code, 'disabled');
  assert.equal(server.requests.length, 1);
});

test('an endpoint that is not there is a network failure with its cause', async () => {
  server = await endpoint(grant());
  await server.close();
  const error = await refusalOf();
  assert.deepEqual([error.name, error.status, error.code], ['EphemintError', 0, 'network']);
  assert.ok(error.cause instanceof TypeError);
});

test('a redirect is not followed: it would carry the caller’s token away', async () => {
  server = await endpoint({ status: 307, headers: { Location: 'http://127.0.0.1:9/' }, body: {} });
  assert.equal((await refusalOf()).code, 'network');
});

test('no error shows the caller’s token or a secret', async () => {
  server = await endpoint(problem(403, 'not_allowed'), { body: { value: 7, ek: 'ek_canary' } });
  for (const error of [await refusalOf(), await refusalOf()]) {
    const shown = `${error} ${error.stack} ${JSON.stringify(error)}`;
    assert.doesNotMatch(shown, /jwt-canary|ek_canary/);
  }
});
