import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { after, afterEach, before, test } from 'node:test';

import { contract } from '../contract/server.mjs';
import { web } from './app.mjs';
import { complaintsOf, launch } from './chromium.mjs';
import { openAi } from './openai.mjs';
import { stack } from './stack.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const images = process.env.SCREENSHOTS ?? fileURLToPath(new URL('../../../../target/web', import.meta.url));
const DESK = { width: 1120, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser, server, context, page, complaints;

before(async () => {
  [browser, server] = await Promise.all([launch(), stack()]);
  await mkdir(images, { recursive: true });
});
after(() => Promise.all([browser?.close(), server?.close()]));
afterEach(() => context?.close());

async function open({ url = server.url, ...options } = {}) {
  context = await browser.newContext({ viewport: DESK, permissions: ['microphone'], ...options });
  page = await context.newPage();
  complaints = await complaintsOf(page);
  await page.goto(`${url}/`);
  await page.getByRole('radio', { name: /Voice agent/ }).waitFor();
}

const choose = (name) => page.getByRole('radio', { name }).check();
const ask = () => page.getByRole('button', { name: 'Get a client secret' }).click();
const granted = () => page.locator('#granted').waitFor();
const refused = () => page.locator('#refused').waitFor();
const shown = (selector) => page.locator(selector).innerText();

/** What axe holds against the page as it stands, at any impact. */
async function faults() {
  // Through the debugger, where the page's own policy against foreign scripts does not reach.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document));
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target).join(', ')}`);
}

for (const [title, preset] of [
  [/Voice agent/, 'support-agent'],
  [/Live captions/, 'captions'],
  [/Interpreter/, 'interpreter'],
])
  test(`grants ${preset}, masked and running out`, async () => {
    await open();
    const answer = page.waitForResponse((response) => response.url().endsWith('/token'));
    await choose(title);
    await ask();
    const { value, connect } = await (await answer).json();
    await granted();
    assert.match(await shown('#seconds'), /^\d+ s left$/);
    assert.match(await shown('#session'), new RegExp(preset));
    assert.ok((await shown('#session')).includes(connect.webrtc));
    assert.ok(!(await page.content()).includes(value), 'the secret is on the page');
    assert.deepEqual(complaints, []);
  });

test('shows the very request it sends', async () => {
  await open();
  await page.getByLabel('Your name').fill('Grace');
  await page.getByRole('combobox', { name: 'Voice' }).selectOption('cedar');
  const request = page.waitForRequest((request) => request.url().endsWith('/token'));
  await ask();
  const sent = (await request).postDataJSON();
  assert.deepEqual(JSON.parse((await shown('#request')).split('\n\n')[1]), sent);
  assert.equal(sent.variables.customer_name, 'Grace');
  assert.equal(sent.session.audio.output.voice, 'cedar');
});

test('counts down to the end, and says so', async () => {
  await open();
  await page.clock.install();
  await ask();
  await granted();
  await page.clock.runFor(2 * 60 * 1000);
  assert.equal(await shown('#seconds'), 'Expired');
  assert.match(await shown('#announce'), /has expired/);
});

test('asked again, it shows the same secret; after its end, a new one', async () => {
  await open();
  let requests = 0;
  page.on('request', (request) => request.url().endsWith('/token') && requests++);
  await page.clock.install();
  await ask();
  await granted();
  await ask();
  await page.getByText('The same secret again').waitFor();
  assert.equal(requests, 1);
  await page.clock.runFor(2 * 60 * 1000);
  await ask();
  await page.getByText('Granted.').waitFor();
  assert.equal(requests, 2);
});

test('shows a refusal with the fields at fault', async () => {
  await open();
  await page.getByRole('combobox', { name: 'Voice' }).selectOption('verse');
  await ask();
  await refused();
  assert.equal(await shown('#status'), '400');
  assert.equal(await shown('#code'), 'invalid_request');
  assert.match(await shown('#errors'), /\/session\/audio\/output\/voice/);
  assert.match(await shown('#request-id'), /Request \S+/);
  assert.deepEqual(await faults(), []);
});

test('shows how long to wait, and a gateway’s own words', async () => {
  const gateway = await contract({ site: web });
  gateway.answer(
    { status: 429, code: 'rate_limited', headers: { 'Retry-After': '1200' } },
    { status: 403, body: { message: 'Forbidden' } },
  );
  await open({ url: gateway.url });
  await ask();
  await refused();
  assert.match(await shown('#request-id'), /Try again in 1200 s/);
  await ask();
  await page.getByText('Forbidden').waitFor();
  assert.equal(await shown('#code'), 'not_allowed');
  await gateway.close();
});

test('says that it is offline', async () => {
  await open();
  await context.setOffline(true);
  await ask();
  await refused();
  assert.equal(await shown('#code'), 'network');
});

test('works by keyboard alone', async () => {
  await open();
  const focusOn = async (name) => {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((name) => document.activeElement.textContent === name, name)) return;
    }
    assert.fail(`${name} cannot be reached`);
  };
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.getByRole('radio', { name: /Live captions/ }).isChecked());
  await focusOn('Get a client secret');
  await page.keyboard.press('Enter');
  await granted();
  await focusOn('Start talking');
});

test('with the stand-in it says who is missing, and leaves the microphone off', async () => {
  await open();
  await page.evaluate(() => (navigator.mediaDevices.getUserMedia = () => document.body.append('microphone asked for')));
  await page.getByRole('button', { name: 'Start talking' }).click();
  await page.getByText('OPENAI_API_KEY').waitFor();
  assert.ok(!(await page.content()).includes('microphone asked for'));
});

test('talks with OpenAI, writes down what is said, and hangs up', async () => {
  await open();
  const openai = await openAi(browser);
  const address = 'https://api.openai.com/v1/realtime/calls';
  await openai.takeCalls(page, address);
  await page.route('**/token', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({ response, json: { ...body, connect: { ...body.connect, webrtc: address } } });
  });
  await page.getByRole('button', { name: 'Start talking' }).click();
  await page.getByText('Listening').waitFor();
  await openai.page.evaluate(() => {
    const say = (event) => calls.at(-1).channel.send(JSON.stringify(event));
    say({ type: 'conversation.item.input_audio_transcription.delta', item_id: 'item_1', delta: 'Where is my ' });
    say({ type: 'conversation.item.input_audio_transcription.delta', item_id: 'item_1', delta: 'order?' });
    say({ type: 'response.function_call_arguments.done', call_id: 'call_1', name: 'lookup_order', arguments: '{"id":"7"}' });
    say({ type: 'response.output_audio_transcript.delta', item_id: 'item_2', delta: '<b>On its way.</b>' });
    say({ type: 'session.output_transcript.delta', delta: 'En camino.' });
  });
  await page.getByText('En camino.').waitFor();
  assert.match(await shown('#transcript'), /You: Where is my order\?\s+Agent: <b>On its way\.<\/b>\s+Interpreter: En camino\./);
  await openai.page.waitForFunction(() => calls.at(-1).received.length === 2);
  const [output, next] = await openai.received();
  assert.deepEqual([output.item.call_id, next.type], ['call_1', 'response.create']);
  assert.deepEqual(await faults(), []);
  await page.getByRole('button', { name: 'Mute' }).click();
  assert.equal(await page.getByRole('button', { name: 'Mute' }).getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('The microphone is off').waitFor();
  assert.deepEqual(complaints, []);
  await openai.close();
});

for (const [look, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { colorScheme: 'light', viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true }],
])
  test(`${look}: axe finds nothing, nothing overflows, nothing complains`, async () => {
    await open(options);
    assert.deepEqual(await faults(), []);
    await page.clock.install();
    await ask();
    await granted();
    await page.clock.runFor(18_000);
    assert.deepEqual(await faults(), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0);
    assert.deepEqual(complaints, []);
    await page.evaluate(() => document.activeElement.blur());
    await page.screenshot({ path: `${images}/demo-${look}.png`, fullPage: look !== 'phone' });
  });

test('weighs at most 40 kB in 9 requests, all of its own origin', async (t) => {
  const seen = [];
  context = await browser.newContext({ viewport: DESK });
  page = await context.newPage();
  page.on('requestfinished', async (request) => seen.push({ url: request.url(), sizes: request.sizes() }));
  await page.goto(`${server.url}/`, { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(seen.map(({ sizes }) => sizes))).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  t.diagnostic(`demo page: ${seen.length} requests, ${bytes} bytes`);
  assert.ok(seen.every(({ url }) => url.startsWith(server.url)));
  assert.ok(seen.length <= 9, seen.map(({ url }) => url).join('\n'));
  assert.ok(bytes > 10_000 && bytes <= 40_000, `${bytes} bytes`);
});

test('its policy refuses inline styles, foreign files, foreign addresses and markup from strings', async () => {
  await open();
  await page.evaluate(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
    const inline = document.createElement('style');
    inline.append('body { display: none }');
    const foreign = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://cdn.example.com/x.css' });
    document.head.append(inline, foreign);
    fetch('https://www.example.com/').catch(() => {});
    try {
      document.body.innerHTML = '<p>';
    } catch {}
  });
  for (const [directive, times] of [['style-src-elem', 2], ['connect-src', 1], ['require-trusted-types-for', 1]])
    await page.waitForFunction(
      ([directive, times]) => refused.filter((name) => name === directive).length === times,
      [directive, times],
    );
});
