// Ephemint for the browser: OpenAI Realtime client secrets for static web apps.
// SPDX-License-Identifier: Apache-2.0

/** A secret is handed out again while it lives at least this much longer, or a quarter of its life if that is less. */
const MARGIN_SECONDS = 10;
const ATTEMPTS = 3;
/** A gateway gives up after 30 s, so nothing comes after that. */
const ANSWER_MS = 35_000;
const OPEN_MS = 15_000;

/** What a gateway's own refusal, `{"message": …}`, means in Ephemint's codes. */
const GATEWAY_CODES = { 401: 'unauthenticated', 403: 'not_allowed', 429: 'rate_limited' };

// Both live in memory only and are keyed by address, caller and request: another user never gets this user's secret.
let granted = new Map();
const underWay = new Map();

export class EphemintError extends Error {
  constructor(status, code, title, details) {
    super(`${title} (${code})`);
    Object.assign(this, { name: 'EphemintError', errors: [] }, details, { status, code, title });
  }
}

export async function getClientSecret(options) {
  const { url, preset, expiresAfter, session, variables, authorization, fresh, signal } = options;
  signal?.throwIfAborted();
  const body = { preset, expires_after: expiresAfter, session, variables };
  const held = granted; // what is still under way at a logout is kept where nobody looks any more
  const ask = async (token) => {
    const key = JSON.stringify([url, token, body]);
    let grant = held.get(key);
    if (fresh || !lives(grant)) {
      grant = await share(key, signal, (stop) => mint(options, body, token, stop));
      for (const [old, other] of held) if (!lives(other)) held.delete(old);
      held.set(key, grant);
    }
    return { ...grant.answer, expires_in: Math.round(secondsLeft(grant)) };
  };

  const renewable = typeof authorization === 'function';
  const token = renewable ? await authorization({ refresh: false }) : authorization;
  try {
    return await ask(token);
  } catch (error) {
    if (!renewable || error?.status !== 401) throw error;
    const renewed = await authorization({ refresh: true });
    if (renewed === token) throw error;
    return ask(renewed);
  }
}

export function forgetSecrets() {
  granted = new Map();
  underWay.clear();
}

export function webSocketArguments({ value, connect }) {
  return [connect.websocket, connect.subprotocols ?? ['realtime', `openai-insecure-api-key.${value}`]];
}

export async function connectRealtime({ microphone, audio, onEvent, onState, reconnects = 5, signal, ...request }) {
  signal?.throwIfAborted();
  const stop = new AbortController();
  let reopened = 0;
  // The permission prompt may stay open longer than a secret lives: microphone first.
  const stream = microphone ?? (await navigator.mediaDevices.getUserMedia({ audio: true }));
  const speaker = audio ?? new Audio();
  speaker.autoplay = true;

  const connection = {
    state: 'connecting',
    send: (event) => connection.channel.send(JSON.stringify(event)),
    mute: (muted) => stream.getAudioTracks().forEach((track) => (track.enabled = !muted)),
    close: () => end(),
  };
  const enter = (state, error) => {
    connection.state = state;
    onState?.(state, error);
  };
  const end = (error) => {
    if (stop.signal.aborted) return;
    stop.abort(error);
    signal?.removeEventListener('abort', cancel);
    connection.peer?.close();
    if (!microphone) stream.getTracks().forEach((track) => track.stop());
    enter('closed', error);
  };
  const cancel = () => end(signal.reason);

  const open = async (fresh) => {
    const ask = (now) => getClientSecret({ ...request, fresh: now, signal: stop.signal });
    const call = ({ connect, value }) =>
      fetch(connect.webrtc, {
        method: 'POST',
        headers: { Authorization: `Bearer ${value}`, 'Content-Type': 'application/sdp' },
        body: peer.localDescription.sdp,
        signal: stop.signal,
      }).catch((cause) => unreachable(stop.signal, cause));

    connection.secret = await ask(fresh);
    if (!connection.secret.connect.webrtc) throw new EphemintError(0, 'no_webrtc', 'This session is for WebSockets only');
    const peer = (connection.peer = new RTCPeerConnection());
    const channel = (connection.channel = peer.createDataChannel('oai-events'));
    stream.getTracks().forEach((track) => peer.addTrack(track, stream));
    peer.ontrack = ({ streams }) => (speaker.srcObject = streams[0]);
    channel.onmessage = ({ data }) => onEvent?.(JSON.parse(data));
    // On a fast network the channel opens before the answer is seen to be applied.
    const opened = new Promise((resolve) => (channel.onopen = resolve));
    await peer.setLocalDescription();
    let answer = await call(connection.secret);
    // A clock that stood still while the device slept takes an expired secret for a live one.
    if (answer.status === 401 && !fresh) answer = await call((connection.secret = await ask(true)));
    if (!answer.ok) throw await refusal(answer);
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });

    const givenUp = new Promise((_, reject) => {
      const late = () => reject(new EphemintError(0, 'connect_timeout', 'The media connection did not open'));
      setTimeout(late, OPEN_MS);
      peer.onconnectionstatechange = () => peer.connectionState === 'failed' && late();
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
    });
    await Promise.race([opened, givenUp]);
    // A lost network fails the peer; a channel that closes on a healthy peer was closed by the other side.
    peer.onconnectionstatechange = () => peer.connectionState === 'failed' && reopen();
    channel.onclose = () => {
      const current = peer === connection.peer && connection.state === 'open';
      if (current && peer.connectionState !== 'failed') end();
    };
    enter('open');
  };

  const reopen = async (error) => {
    connection.peer.close();
    if (reopened >= reconnects) return end(error);
    enter('reconnecting');
    try {
      await pause(500 * 2 ** reopened++, stop.signal);
      await open(true);
    } catch (cause) {
      if (!stop.signal.aborted) await reopen(cause);
    }
  };

  try {
    signal?.throwIfAborted();
    signal?.addEventListener('abort', cancel);
    enter('connecting');
    await open(false);
    return connection;
  } catch (error) {
    end(error);
    throw error;
  }
}

/** The grant: the endpoint's answer, and when it was asked for by a clock that no user can set. */
async function mint({ url, botCheck, maxWait = 10 }, body, token, signal) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = /\s/.test(token) ? token : `Bearer ${token}`;
  for (let attempt = 1, waited = 0; ; attempt++) {
    const check = typeof botCheck === 'function' ? await botCheck() : botCheck;
    const asked = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...body, bot_check: check }),
      cache: 'no-store',
      redirect: 'error',
      signal,
    }).catch((cause) => unreachable(signal, cause));
    if (response.ok) {
      const answer = await response.json().catch(() => signal.throwIfAborted());
      if (typeof answer?.value !== 'string')
        throw new EphemintError(response.status, 'invalid_response', 'The token endpoint answered without a secret');
      return { answer, asked };
    }
    const error = await refusal(response);
    const wait = error.retryAfter ?? 2 ** (attempt - 1);
    const passing = (error.status === 429 || error.status === 503) && error.code !== 'disabled';
    if (!passing || attempt === ATTEMPTS || (waited += wait) > maxWait) throw error;
    await pause((wait + Math.random()) * 1000, signal);
  }
}

/** A life that nobody told is no life. */
function secondsLeft({ answer, asked }) {
  return (answer.expires_in || 0) - (performance.now() - asked) / 1000;
}

function lives(grant) {
  return grant && secondsLeft(grant) > Math.min(MARGIN_SECONDS, grant.answer.expires_in / 4);
}

/** Runs `start` once for all who ask for the same; it is aborted when the last of them has gone. */
function share(key, signal, start) {
  let work = underWay.get(key);
  if (!work) {
    const stop = new AbortController();
    work = { stop, callers: 0 };
    underWay.set(key, work);
    const timer = AbortSignal.timeout(ANSWER_MS);
    timer.onabort = () => stop.abort(new EphemintError(0, 'timeout', 'The token endpoint did not answer in time'));
    work.end = () => underWay.get(key) === work && underWay.delete(key);
    work.result = start(stop.signal).finally(work.end);
  }
  work.callers++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason);
      if (--work.callers) return;
      work.end();
      work.stop.abort(signal.reason);
    };
    work.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    if (signal?.aborted) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  });
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

function unreachable(signal, cause) {
  signal.throwIfAborted();
  throw new EphemintError(0, 'network', 'No answer: offline, a wrong address, or an origin that CORS refuses', { cause });
}

/** Ephemint's problem, a gateway's `{"message"}`, OpenAI's `{"error"}`, or a page of HTML: each becomes the same error. */
async function refusal(response) {
  const { status, headers } = response;
  const body = await response.json().catch(() => 0);
  const { code, title, message, request_id, errors } = Object(body?.error ?? body);
  const retryAfter = parseFloat(headers.get('Retry-After'));
  return new EphemintError(status, code || GATEWAY_CODES[status] || `http_${status}`, title || message || `HTTP ${status}`, {
    requestId: request_id ?? headers.get('apigw-requestid') ?? undefined,
    errors: errors ?? [],
    retryAfter: retryAfter >= 0 ? retryAfter : undefined,
  });
}
