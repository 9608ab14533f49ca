import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { app } from './app.mjs';
import { launch } from './chromium.mjs';
import { openAi } from './openai.mjs';
import { stack } from './stack.mjs';

let browser, site, server, context, page, openai;

before(async () => {
  [browser, site, server] = await Promise.all([launch(), app(), stack()]);
});
after(() => Promise.all([browser?.close(), site?.close(), server?.close()]));

beforeEach(async () => {
  openai = await openAi(browser);
  context = await browser.newContext({ permissions: ['microphone'] });
  page = await context.newPage();
  await page.goto(site.url);
  await page.evaluate(async (url) => {
    Object.assign(window, await import('/ephemint.js'));
    window.asked = { url, preset: 'support-agent' };
    window.states = [];
    window.events = [];
    window.watched = {
      onState: (state, error) => states.push(error ? `${state}: ${error.code ?? error.name}` : state),
      onEvent: (event) => events.push(event.type),
    };
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.streams = [];
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await real(wanted);
      streams.push(stream);
      return stream;
    };
  }, `${server.url}/token`);
});
afterEach(() => Promise.all([openai.close(), context.close()]));

const micIsOff = () => page.evaluate(() => streams.length > 0 && streams[0].getTracks().every((track) => track.readyState === 'ended'));
const becomes = (state) => page.waitForFunction((state) => states.at(-1)?.startsWith(state), state);

describe('the stand-in for OpenAI', () => {
  test('takes the secret with a WebRTC offer and gives an answer that the browser accepts', async () => {
    const call = await page.evaluate(async () => {
      const { connect, value } = await getClientSecret(asked);
      const peer = new RTCPeerConnection();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      peer.addTrack(stream.getAudioTracks()[0], stream);
      peer.createDataChannel('oai-events');
      await peer.setLocalDescription(await peer.createOffer());
      const post = (bearer) =>
        fetch(connect.webrtc, {
          method: 'POST',
          headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/sdp' },
          body: peer.localDescription.sdp,
        });
      const refused = await post('ek_made_up');
      const accepted = await post(value);
      await peer.setRemoteDescription({ type: 'answer', sdp: await accepted.text() });
      return { refused: refused.status, accepted: accepted.status, state: peer.signalingState };
    });
    assert.deepEqual(call, { refused: 401, accepted: 201, state: 'stable' });
  });

  test('takes the secret as a WebSocket’s subprotocol', async () => {
    const talk = await page.evaluate(async () => {
      const socket = new WebSocket(...webSocketArguments(await getClientSecret(asked)));
      return new Promise((resolve, reject) => {
        socket.onerror = () => reject(new Error('refused'));
        socket.onmessage = ({ data }) => resolve({ protocol: socket.protocol, first: JSON.parse(data).type });
      });
    });
    assert.deepEqual(talk, { protocol: 'realtime', first: 'session.created' });
  });

  test('opens no WebSocket for a secret that was made up', async () => {
    const opened = await page.evaluate(async () => {
      const { connect } = await getClientSecret(asked);
      const socket = new WebSocket(connect.websocket, ['realtime', 'openai-insecure-api-key.ek_made_up']);
      return new Promise((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onclose = () => resolve(false);
      });
    });
    assert.equal(opened, false);
  });
});

describe('connectRealtime', () => {
  const calls = (accept) => openai.takeCalls(page, /\/realtime\/(translations\/)?calls$/, accept);
  const connect = (more = {}) =>
    page.evaluate(
      (more) =>
        connectRealtime({ ...asked, ...watched, ...more }).then(
          (connection) => void (window.connection = connection),
          (error) => ({ ...error, name: error.name }),
        ),
      more,
    );

  test('brings microphone, events and sound together', async () => {
    await calls();
    assert.equal(await connect(), undefined);
    await page.waitForFunction(() => events.includes('session.created'));
    await page.evaluate(() => connection.send({ type: 'response.create' }));
    await page.waitForFunction(() => events.includes('response.output_audio_transcript.delta'));
    assert.deepEqual(await page.evaluate(() => states), ['connecting', 'open']);
    assert.equal(await openai.page.evaluate(() => calls.at(-1).tracks), 1);
  });

  test('a channel that opens before the answer is seen to be applied is open all the same', async () => {
    await calls();
    await page.evaluate(() => {
      const { createDataChannel, setRemoteDescription } = RTCPeerConnection.prototype;
      let opened;
      RTCPeerConnection.prototype.createDataChannel = function (...given) {
        const channel = createDataChannel.apply(this, given);
        opened = new Promise((resolve) => channel.addEventListener('open', resolve));
        return channel;
      };
      RTCPeerConnection.prototype.setRemoteDescription = async function (...given) {
        await setRemoteDescription.apply(this, given);
        await opened;
      };
    });
    assert.equal(await connect(), undefined);
  });

  test('sends the secret, and nothing else, to the address that came with it', async () => {
    let seen;
    await calls((request) => void (seen = { url: request.url(), headers: request.headers() }));
    await connect();
    const { value, connect: addresses } = await page.evaluate(() => connection.secret);
    assert.equal(seen.url, addresses.webrtc);
    assert.equal(seen.headers.authorization, `Bearer ${value}`);
    assert.equal(seen.headers['content-type'], 'application/sdp');
  });

  test('mutes and unmutes', async () => {
    await calls();
    await connect();
    const enabled = await page.evaluate(() => {
      const track = streams[0].getAudioTracks()[0];
      connection.mute(true);
      const muted = track.enabled;
      connection.mute(false);
      return [muted, track.enabled];
    });
    assert.deepEqual(enabled, [false, true]);
  });

  test('close ends the call and gives the microphone back', async () => {
    await calls();
    await connect();
    await page.evaluate(() => Object.assign(document.body, { onclick: connection.close }).click());
    assert.deepEqual(await page.evaluate(() => [states.at(-1), connection.peer.connectionState]), ['closed', 'closed']);
    assert.ok(await micIsOff());
  });

  test('a stream of the page’s own is left running', async () => {
    await calls();
    const state = await page.evaluate(async () => {
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
      (await connectRealtime({ ...asked, microphone })).close();
      return microphone.getTracks()[0].readyState;
    });
    assert.equal(state, 'live');
  });

  test('a call that the other side ends is closed, not paid for again', async () => {
    await calls();
    await connect();
    await openai.page.evaluate(() => calls.at(-1).peer.close());
    await becomes('closed');
    assert.deepEqual(await page.evaluate(() => states), ['connecting', 'open', 'closed']);
    assert.ok(await micIsOff());
  });

  test('a connection that the network lost is opened again with a new secret', { timeout: 90_000 }, async () => {
    await calls();
    await connect();
    const first = await page.evaluate(() => connection.secret.value);
    const gone = openai;
    openai = await openAi(browser);
    await page.unroute(/\/realtime\/(translations\/)?calls$/);
    await calls();
    // A crashed renderer says no goodbye, as a dead network.
    const crashed = await gone.page.context().newCDPSession(gone.page);
    crashed.send('Page.crash').catch(() => {});
    await page.waitForFunction(() => states.filter((state) => state === 'open').length === 2, undefined, { timeout: 80_000 });
    assert.deepEqual(await page.evaluate(() => states), ['connecting', 'open', 'reconnecting', 'open']);
    assert.notEqual(await page.evaluate(() => connection.secret.value), first);
    assert.equal(await page.evaluate(() => streams.length), 1);
    await page.evaluate(() => connection.close());
    await gone.close().catch(() => {});
  });

  test('a secret that OpenAI no longer takes is replaced once', async () => {
    const bearers = [];
    await calls((request) => {
      bearers.push(request.headers().authorization);
      if (bearers.length === 1) return { status: 401, json: { error: { code: 'invalid_api_key', message: 'Expired.' } } };
    });
    assert.equal(await connect(), undefined);
    assert.equal(new Set(bearers).size, 2);
  });

  test('a refused call is an EphemintError with OpenAI’s code, and the microphone is off', async () => {
    await calls(() => ({ status: 404, json: { error: { code: 'model_not_found', message: 'No such model.' } } }));
    const error = await connect();
    assert.deepEqual([error.name, error.status, error.code, error.title], ['EphemintError', 404, 'model_not_found', 'No such model.']);
    assert.deepEqual(await page.evaluate(() => states), ['connecting', 'closed: model_not_found']);
    assert.ok(await micIsOff());
  });

  test('no secret, no call, and the microphone is off', async () => {
    const error = await connect({ preset: 'no-such-preset' });
    assert.equal(error.code, 'unknown_preset');
    assert.ok(await micIsOff());
  });

  test('a signal ends connecting', async () => {
    const name = await page.evaluate(async () => {
      const stop = new AbortController();
      const connecting = connectRealtime({ ...asked, ...watched, signal: stop.signal });
      stop.abort();
      return connecting.catch((error) => error.name);
    });
    assert.equal(name, 'AbortError');
    assert.ok(await micIsOff());
  });

  test('a signal ends the connection', async () => {
    await calls();
    await page.evaluate(async () => {
      window.stop = new AbortController();
      window.connection = await connectRealtime({ ...asked, ...watched, signal: stop.signal });
      stop.abort();
    });
    await becomes('closed');
    assert.ok(await micIsOff());
  });

  test('a refused microphone asks for no secret', async () => {
    let asked = 0;
    page.on('request', (request) => request.url().endsWith('/token') && asked++);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
    });
    assert.equal((await connect()).name, 'NotAllowedError');
    assert.equal(asked, 0);
  });
});
