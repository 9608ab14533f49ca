import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { contract } from '../contract/server.mjs';
import { app } from './app.mjs';
import { launch } from './chromium.mjs';
import { real, stack } from './stack.mjs';

let browser, site, context, page, tokenRequests;

before(async () => {
  [browser, site] = await Promise.all([launch(), app()]);
});
after(() => Promise.all([browser?.close(), site?.close()]));

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  tokenRequests = [];
  page.on('request', (request) => request.url().endsWith('/token') && tokenRequests.push(request));
});
afterEach(() => context.close());

const openPage = async () => {
  await page.goto(site.url);
  await page.evaluate(async () => Object.assign(window, await import('/ephemint.js')));
};

/** In the page: a secret, or the error as plain data. */
const ask = (options, times = 1) =>
  page.evaluate(
    async ([options, times]) => {
      const calls = Array.from({ length: times }, () => getClientSecret(options));
      const answers = await Promise.all(
        calls.map((call) => call.catch((error) => ({ ...error, isTyped: error instanceof EphemintError }))),
      );
      return times === 1 ? answers[0] : answers;
    },
    [options, times],
  );

describe('a page of another origin', () => {
  let server;
  before(async () => (server = await stack()));
  after(() => server.close());

  test('asks by preflight, then mints', async () => {
    const seen = [];
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    network.on('Network.requestWillBeSent', ({ request }) => seen.push(request.method));
    await openPage();
    seen.length = 0;

    const secret = await ask({ url: `${server.url}/token`, preset: 'support-agent', expiresAfter: 30 });
    assert.match(secret.value, /^ek_/);
    assert.ok(secret.expires_in > 0 && secret.expires_in <= 30);
    assert.equal(secret.preset, 'support-agent');
    assert.match(secret.connect.webrtc, /^https?:.+\/calls$/);
    assert.deepEqual(seen.sort(), ['OPTIONS', 'POST']);
  });

  test('two components that ask at once make one request', async () => {
    await openPage();
    const [one, other] = await ask({ url: `${server.url}/token`, preset: 'support-agent' }, 2);
    assert.equal(one.value, other.value);
    assert.equal(tokenRequests.length, 1);
  });

  test('a secret is used again, and renewed before it expires', async () => {
    await page.clock.install();
    await openPage();
    const asked = { url: `${server.url}/token`, preset: 'support-agent', expiresAfter: 60 };
    const first = await ask(asked);
    await page.clock.runFor((first.expires_in - 12) * 1000);
    assert.equal((await ask(asked)).value, first.value);
    await page.clock.runFor(3000);
    const renewed = await ask(asked);
    assert.notEqual(renewed.value, first.value);
    assert.ok(renewed.expires_in > 12);
    assert.equal(tokenRequests.length, 2);
  });

  test('a refusal says why', async () => {
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'no-such-preset' });
    assert.ok(error.isTyped);
    assert.deepEqual([error.status, error.code], [404, 'unknown_preset']);
    assert.ok(error.requestId);
  });

  test('a caller without an identity is told so', async () => {
    await page.route('**/token', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'x-local-identity': 'none' } }),
    );
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'support-agent' });
    assert.deepEqual([error.status, error.code], [401, 'unauthenticated']);
  });

  test('an origin that the preset does not allow is told so', async () => {
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'elsewhere' });
    assert.deepEqual([error.status, error.code], [403, 'not_allowed']);
  });

  test('OpenAI’s own 429 arrives as upstream_busy, with the time to wait', { skip: !real && 'needs the local stack' }, async () => {
    const control = (method, plan) =>
      fetch(`${real}/_openai_/_control`, { method, body: plan && JSON.stringify(plan) }).then(({ status }) => assert.equal(status, 204));
    const headers = { 'Retry-After': '25' };
    await control('POST', { fault: 'status', status: 429, code: 'rate_limit_exceeded', headers, times: -1 });
    try {
      await openPage();
      const error = await ask({ url: `${server.url}/token`, preset: 'support-agent' });
      assert.deepEqual([error.status, error.code], [503, 'upstream_busy']);
      assert.ok(error.retryAfter > 10 && error.retryAfter <= 25, `${error.retryAfter}`);
    } finally {
      await control('DELETE');
    }
  });

  test('offline is a network failure, and over when the network is back', async () => {
    await openPage();
    const asked = { url: `${server.url}/token`, preset: 'support-agent' };
    await context.setOffline(true);
    const error = await ask(asked);
    assert.ok(error.isTyped);
    assert.deepEqual([error.status, error.code], [0, 'network']);
    await context.setOffline(false);
    assert.match((await ask(asked)).value, /^ek_/);
  });
});

describe('a gateway that refuses', () => {
  let server;
  afterEach(() => server.close());

  test('an origin that CORS does not allow sees no answer, and sends no request past the preflight', async () => {
    server = await contract({ origins: (origin) => origin === 'https://www.example.com' });
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'captions' });
    assert.deepEqual([error.status, error.code], [0, 'network']);
    assert.equal(server.requests.length, 0);
  });

  test('a 429 shows its Retry-After to the page, across origins', async () => {
    server = await contract();
    server.answer({ status: 429, code: 'rate_limited', headers: { 'Retry-After': '1200' } });
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'captions' });
    assert.deepEqual([error.code, error.retryAfter], ['rate_limited', 1200]);
  });

  test('a short Retry-After is waited for', async () => {
    server = await contract();
    server.answer({ status: 503, code: 'upstream_busy', headers: { 'Retry-After': '0' } }, 'grant');
    await openPage();
    assert.match((await ask({ url: `${server.url}/token`, preset: 'captions' })).value, /^ek_/);
    assert.equal(server.requests.length, 2);
  });

  test('a gateway’s own message is an EphemintError with its request id', async () => {
    server = await contract();
    server.answer({ status: 401, body: { message: 'Unauthorized' }, headers: { 'apigw-requestid': 'gw-7' } });
    await openPage();
    const error = await ask({ url: `${server.url}/token`, preset: 'captions' });
    assert.ok(error.isTyped);
    assert.deepEqual([error.code, error.title, error.requestId], ['unauthenticated', 'Unauthorized', 'gw-7']);
  });
});
