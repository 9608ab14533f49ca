import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

// Runs the tests given as arguments against the README's local stack, `./mvnw -Plocal`, on a free port (or PORT), and ends it.

const START_MS = 180_000;
const root = fileURLToPath(new URL('../../..', import.meta.url));

const port = process.env.PORT ?? (await freePort());
const url = `http://localhost:${port}`;
const { OPENAI_API_KEY, ...env } = process.env; // never the real OpenAI from a test
const maven = spawn('./mvnw', ['-q', '-Plocal', `-Dport=${port}`, '-Dsite=src/main/web'], {
  cwd: root,
  env: { ...env, QUARKUS_CONFIG_LOCATIONS: `${root}src/test/web/presets.yaml` },
  stdio: ['pipe', 'pipe', 'inherit'],
  detached: true, // a process group of its own, so that the stack ends whole
});
let output = '';
maven.stdout.on('data', (text) => (output += text));
const ended = once(maven, 'exit');

let code = 1;
try {
  await answers();
  const tests = spawn(process.execPath, ['--test', ...process.argv.slice(2)], {
    env: { ...env, EPHEMINT_URL: url },
    stdio: 'inherit',
  });
  [code] = await once(tests, 'exit');
} catch (error) {
  console.error(`${error.message}\n${output}`);
} finally {
  if (maven.exitCode === null) process.kill(-maven.pid, 'SIGTERM');
  await ended;
}
process.exit(code ?? 1);

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Until the function itself has answered: the gateway is there first. */
async function answers() {
  const late = AbortSignal.timeout(START_MS);
  while (maven.exitCode === null && !late.aborted) {
    const body = JSON.stringify({ preset: 'support-agent' });
    const request = { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, signal: late };
    const answer = await fetch(`${url}/token`, request).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((retry) => setTimeout(retry, 500));
  }
  throw new Error('The local stack did not start.');
}
