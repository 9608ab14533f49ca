import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

import { WebSocketServer } from 'ws';

import { files } from './files.mjs';

/**
 * The HTTP contract in one small server: the token endpoint as a browser sees it behind API Gateway, the addresses a
 * secret is good for, and the demo. For what the real function cannot be told to do (a 429 now, a gateway's bare answer, an
 * origin that is not allowed), and for work on the page without a JDK.
 */
export async function contract({ origins = () => true, site } = {}) {
  const secrets = new Map();
  const requests = [];
  const scripted = [];
  const serveFile = site && files(site);

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname.startsWith('/v1/')) return call(request, response, pathname);
    const { origin } = request.headers;
    if (origin && origins(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'retry-after,apigw-requestid');
      response.setHeader('Vary', 'Origin');
    }
    if (request.method === 'OPTIONS') {
      if (origins(origin)) {
        response.setHeader('Access-Control-Allow-Methods', 'POST');
        response.setHeader('Access-Control-Allow-Headers', 'authorization,content-type');
      }
      return response.writeHead(204).end();
    }
    if (pathname !== '/token') return serveFile ? serveFile(request, response) : send(response, 404, problem(404, 'not_found'));
    const body = JSON.parse((await read(request)) || 'null');
    requests.push({ headers: request.headers, body });
    const answer = scripted.length > 1 ? scripted.shift() : scripted[0];
    if (!answer || answer === 'grant') return send(response, ...decide(body, request.headers));
    send(response, answer.status, answer.body ?? problem(answer.status, answer.code), answer.headers);
  });

  function decide(body, headers) {
    const preset = PRESETS[body?.preset];
    if (!preset) return [404, problem(404, 'unknown_preset')];
    if (headers['x-local-identity'] === 'none') return [401, problem(401, 'unauthenticated')];
    if (preset.origin && preset.origin !== headers.origin) return [403, problem(403, 'not_allowed')];
    const { voice, speed } = body.session?.audio?.output ?? {};
    const errors = [];
    if (voice && !preset.voices?.includes(voice)) errors.push({ pointer: '/session/audio/output/voice', code: 'not_allowed_value' });
    if (speed && !(speed >= 0.8 && speed <= 1.2)) errors.push({ pointer: '/session/audio/output/speed', code: 'out_of_range' });
    if (errors.length) return [400, { ...problem(400, 'invalid_request'), errors }];
    return [200, grant(body, Math.min(body.expires_after ?? 60, 60))];
  }

  function grant({ preset }, lifetime) {
    const value = `ek_${randomBytes(16).toString('hex')}`;
    secrets.set(value, performance.now() + lifetime * 1000);
    const { type, model, path } = PRESETS[preset];
    return {
      value,
      expires_at: Math.round(Date.now() / 1000) + lifetime,
      expires_in: lifetime,
      preset,
      session: { id: `sess_${randomBytes(9).toString('hex')}`, type, model },
      connect: {
        webrtc: `${url}/v1/realtime${path}/calls`,
        websocket: `${url.replace('http', 'ws')}/v1/realtime${path}?model=${model}`,
        subprotocols: ['realtime', `openai-insecure-api-key.${value}`],
      },
    };
  }

  const isGood = (secret) => secrets.get(secret) > performance.now();

  /** OpenAI's call endpoint: any origin may use it, who has a secret. */
  async function call(request, response, pathname) {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Location');
    if (request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers'] ?? '';
      return response.writeHead(204, { 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': asked }).end();
    }
    const offer = await read(request);
    const bearer = request.headers.authorization?.replace(/^Bearer /, '');
    requests.push({ path: pathname, headers: request.headers, offer });
    if (!isGood(bearer)) {
      const error = { type: 'invalid_request_error', message: 'Invalid client secret.', param: null, code: 'invalid_api_key' };
      return send(response, 401, { error });
    }
    response.writeHead(201, { 'Content-Type': 'application/sdp', Location: `${pathname}/rtc_${randomUUID()}` });
    response.end(answerTo(offer));
  }

  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'realtime' });
  server.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    const secret = offered.find((protocol) => protocol.startsWith('openai-insecure-api-key.'))?.slice(24);
    if (!offered.includes('realtime') || !isGood(secret)) return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.send(JSON.stringify({ type: 'session.created', session: { id: 'sess_ws', type: 'realtime' } }));
      client.on('message', (data) => {
        const { type, session } = JSON.parse(data);
        if (type === 'session.update') client.send(JSON.stringify({ type: 'session.updated', session }));
      });
    });
  });

  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://localhost:${server.address().port}`;
  return {
    url,
    /** What was asked, newest last. */
    requests,
    /** Answers for the next token requests; the last one stays. `'grant'`, or `{status, code|body, headers}`. */
    answer: (...answers) => scripted.splice(0, Infinity, ...answers),
    close: () => {
      sockets.clients.forEach((client) => client.terminate());
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

const PRESETS = {
  'support-agent': { type: 'realtime', model: 'gpt-realtime-2.1', path: '', voices: ['marin', 'cedar'] },
  captions: { type: 'transcription', model: 'gpt-live-transcribe', path: '' },
  interpreter: { type: 'translation', model: 'gpt-realtime-translate', path: '/translations' },
  elsewhere: { type: 'realtime', model: 'gpt-realtime-2.1', path: '', origin: 'https://www.example.com' },
};

function problem(status, code) {
  return { type: `urn:ephemint:problem:${code}`, title: `Refused: ${code}`, status, code, request_id: randomUUID() };
}

function send(response, status, body, headers) {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'apigw-requestid': randomUUID(), ...headers });
  response.end(JSON.stringify(body));
}

async function read(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

/** An SDP answer that fits the offer's media, from a peer that will never be reached. */
function answerTo(offer) {
  const fingerprint = Array(32).fill('AB').join(':');
  const session = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0'];
  const [, ...media] = offer.split(/(?=^m=)/m);
  const mids = media.map((section) => section.match(/^a=mid:(\S+)/m)[1]);
  const answered = media.flatMap((section, index) => {
    const audio = section.startsWith('m=audio');
    return [
      audio ? 'm=audio 9 UDP/TLS/RTP/SAVPF 111' : 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'c=IN IP4 0.0.0.0',
      'a=ice-ufrag:standin',
      'a=ice-pwd:standinstandinstandinstan',
      `a=fingerprint:sha-256 ${fingerprint}`,
      'a=setup:active',
      `a=mid:${mids[index]}`,
      ...(audio ? ['a=sendrecv', 'a=rtcp-mux', 'a=rtpmap:111 opus/48000/2'] : ['a=sctp-port:5000']),
    ];
  });
  return [...session, `a=group:BUNDLE ${mids.join(' ')}`, 'a=ice-lite', ...answered, ''].join('\r\n');
}
