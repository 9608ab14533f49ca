import { createServer } from 'node:http';
import { mock } from 'node:test';

/** A token endpoint over real HTTP that answers as it is told, one answer a request, and keeps what it was asked. */
export async function endpoint(...answers) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    requests.push({ method: request.method, headers: request.headers, body: text && JSON.parse(text) });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const { status = 200, headers = {}, body } = typeof next === 'function' ? await next(requests.length) : next;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}/token`,
    requests,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/** A grant as the function answers it; each call a new secret. */
export function grant(more) {
  return (count) => ({
    body: {
      value: `ek_test_${count}`,
      expires_at: 1_756_310_470,
      expires_in: 60,
      preset: 'support-agent',
      session: { id: 'sess_1', type: 'realtime', model: 'gpt-realtime-2.1' },
      connect: {
        webrtc: 'https://api.openai.com/v1/realtime/calls',
        websocket: 'wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1',
      },
      ...more,
    },
  });
}

export function problem(status, code, more = {}, headers = {}) {
  const body = { type: 'about:blank', title: `Refused: ${code}`, status, code, request_id: 'req-1', ...more };
  return { status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body };
}

/** The monotonic clock, moved by hand. */
export function monotonicClock() {
  let now = performance.now();
  mock.method(performance, 'now', () => now);
  return { advance: (seconds) => (now += seconds * 1000) };
}

/** Lets the module's waits pass at once, and keeps how long each would have been, in seconds. fetch has timers of its own. */
export function skippedWaits() {
  const waits = [];
  const real = globalThis.setTimeout;
  mock.method(globalThis, 'setTimeout', (done, milliseconds, ...rest) => {
    const frames = new Error().stack.split('\n').slice(1);
    const caller = frames.find((frame) => !/endpoint\.mjs|test_runner|Reflect/.test(frame));
    if (!caller.includes('main/web/ephemint.js')) return real(done, milliseconds, ...rest);
    waits.push(milliseconds / 1000);
    return real(done, 0);
  });
  return waits;
}
