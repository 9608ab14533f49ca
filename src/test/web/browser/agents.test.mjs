import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { build } from 'esbuild';

import { app } from './app.mjs';
import { launch } from './chromium.mjs';
import { openAi } from './openai.mjs';
import { stack } from './stack.mjs';

// OpenAI's own client, @openai/agents-realtime from npm, with a secret from the token endpoint.

let browser, site, server, context, page, openai;

before(async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('agents.page.mjs', import.meta.url))],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['browser'],
    write: false,
    logLevel: 'error',
  });
  const extra = { '/agents.html': '<!doctype html><script src="/agents.js"></script>', '/agents.js': bundle.outputFiles[0].text };
  [browser, site, server] = await Promise.all([launch(), app(extra), stack()]);
});
after(() => Promise.all([browser?.close(), site?.close(), server?.close()]));

beforeEach(async () => {
  openai = await openAi(browser);
  context = await browser.newContext({ permissions: ['microphone'] });
  page = await context.newPage();
  await page.goto(`${site.url}agents.html`);
});
afterEach(() => Promise.all([openai.close(), context.close()]));

const talk = (kind) =>
  page.evaluate(([asked, kind]) => window.talk(asked, kind), [{ url: `${server.url}/token`, preset: 'support-agent' }, kind]);

test('talks over WebRTC', async () => {
  await openai.takeCalls(page, /\/v1\/realtime\/calls$/);
  assert.equal(await talk('webrtc'), 'connected');
  await page.waitForFunction(() => heard.includes('session.created') && heard.includes('session.updated'));
  await page.evaluate(() => session.sendMessage('Hello'));
  await openai.page.waitForFunction(() => calls.at(-1).received.some(({ type }) => type === 'response.create'));
});

test('its own defaults replace the preset’s session, unless the transport keeps it', async () => {
  await openai.takeCalls(page, /\/v1\/realtime\/calls$/);
  const update = async () => (await openai.received()).find(({ type }) => type === 'session.update').session;
  await talk('webrtc');
  const { instructions, audio } = await update();
  assert.equal(instructions, '');
  assert.ok(audio.output && audio.input.turn_detection);
  await page.reload();
  await talk('preset');
  assert.deepEqual(await update(), { type: 'realtime' });
});

test('its call is accepted by the stand-in, preflight and own headers included', async () => {
  const answered = page.waitForResponse((response) => /\/v1\/realtime\/calls$/.test(response.url()) && response.request().method() === 'POST');
  talk('webrtc').catch(() => {}); // the stand-in has no voice: the data channel never opens
  assert.equal((await answered).status(), 201);
});

test('talks over a WebSocket', async () => {
  assert.equal(await talk('websocket'), 'connected');
  await page.waitForFunction(() => heard.includes('session.created') && heard.includes('session.updated'));
});
