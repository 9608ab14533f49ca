import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { transform } from 'esbuild';

import { app } from './app.mjs';
import { complaintsOf, launch } from './chromium.mjs';
import { openAi } from './openai.mjs';
import { stack } from './stack.mjs';

const guide = await readFile(new URL('../../../../docs/web.md', import.meta.url), 'utf8');
const samples = (language) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text);

let browser, server;
before(async () => {
  [browser, server] = await Promise.all([launch(), stack()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test('the whole page of docs/web.md has fewer than 20 lines, and talks', async () => {
  const [page] = samples('html');
  assert.ok(page.trim().split('\n').length < 20);
  const site = await app({ '/page.html': page.replace('http://localhost:8080', server.url) });
  const context = await browser.newContext({ permissions: ['microphone'] });
  const tab = await context.newPage();
  const complaints = await complaintsOf(tab);
  const openai = await openAi(browser);
  await openai.takeCalls(tab, /\/v1\/realtime\/calls$/);
  await tab.goto(`${site.url}page.html`);
  await tab.getByRole('button', { name: 'Talk to us' }).click();
  await tab.getByText('Hello Ada.').waitFor();
  assert.deepEqual(complaints, []);
  await Promise.all([openai.close(), context.close(), site.close()]);
});

test('every sample of docs/web.md is a module', async () => {
  assert.ok(samples('js').length > 6);
  for (const sample of samples('js')) await transform(sample, { format: 'esm', target: 'es2022' });
});

test('every link of docs/web.md into itself leads somewhere', () => {
  const anchor = (title) => title.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-');
  const anchors = new Set([...guide.matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchor(title)));
  const links = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 5);
  assert.deepEqual(links.filter((link) => !anchors.has(link)), []);
});
