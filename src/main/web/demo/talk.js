/** Microphone, connection and transcript of the chosen preset. */
import { connectRealtime } from '../ephemint.js';

const byId = (id) => document.getElementById(id);
const talk = byId('talk');
const mute = byId('mute');
const level = byId('level');
const transcript = byId('transcript');

const STATES = {
  connecting: 'Connecting …',
  open: 'Listening. Say something.',
  reconnecting: 'The connection was lost. Opening a new one …',
  closed: 'Ended. The microphone is off.',
};

let connection;
let metering;

/** `options` gives what to ask for; `ask` gets and shows a secret. */
export function offerTalk(options, ask) {
  let cancel;
  talk.addEventListener('click', async () => {
    if (cancel) return cancel.abort();
    const secret = await ask();
    if (!secret) return say('No secret, no conversation.');
    if (isStandIn(secret)) {
      return say('A stand-in plays OpenAI here and has no voice. Start the function with OPENAI_API_KEY set to talk.');
    }
    cancel = new AbortController();
    talk.textContent = 'Stop';
    transcript.replaceChildren();
    const onState = (state, error) => {
      say(state === 'closed' && error && error !== cancel?.signal.reason ? reason(error) : STATES[state]);
      if (state === 'open') start();
      if (state === 'closed') cancel = end();
    };
    try {
      connection = await connectRealtime({ ...options(), onEvent: hear, onState, signal: cancel.signal });
    } catch (error) {
      say(error === cancel?.signal.reason ? STATES.closed : reason(error));
      cancel = end();
    }
  });
  mute.addEventListener('click', () => {
    const muted = mute.getAttribute('aria-pressed') !== 'true';
    mute.setAttribute('aria-pressed', muted);
    connection?.mute(muted);
  });
}

function isStandIn({ connect }) {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(connect.webrtc ?? connect.websocket).hostname);
}

function start() {
  mute.hidden = level.hidden = transcript.hidden = false;
  clearInterval(metering);
  metering = setInterval(async () => {
    for (const report of (await connection?.peer.getStats())?.values() ?? [])
      if (report.type === 'media-source') level.value = Math.min(1, (report.audioLevel ?? 0) * 3);
  }, 200);
}

function end() {
  clearInterval(metering);
  connection = undefined;
  talk.textContent = 'Start talking';
  mute.setAttribute('aria-pressed', 'false');
  mute.hidden = level.hidden = true;
}

function reason(error) {
  if (error.name === 'NotAllowedError') return 'The browser or you refused the microphone.';
  if (error.name === 'NotFoundError') return 'No microphone was found.';
  return error.title ?? error.message ?? String(error);
}

function say(text) {
  byId('talk-state').textContent = text;
}

/** Events of voice agents and captions, and of interpreters (`session.…`), by their documented names. */
function hear({ type, delta, item_id, ...event }) {
  if (type === 'conversation.item.input_audio_transcription.delta') write('You', item_id, delta);
  if (type === 'session.input_transcript.delta') write('You', 'in', delta);
  if (type === 'response.output_audio_transcript.delta' || type === 'response.output_text.delta') write('Agent', item_id, delta);
  if (type === 'session.output_transcript.delta') write('Interpreter', 'out', delta);
  if (type === 'response.function_call_arguments.done') lookUp(event.call_id);
  if (type === 'error') say(event.error?.message ?? 'The session reported an error.');
}

function write(who, item, text) {
  let line = transcript.querySelector(`[data-item="${CSS.escape(item)}"]`);
  if (!line) {
    line = document.createElement('p');
    line.dataset.item = item;
    line.dataset.who = who;
    const name = document.createElement('strong');
    name.textContent = `${who}: `;
    line.append(name);
    transcript.append(line);
  }
  line.append(text ?? '');
  transcript.scrollTop = transcript.scrollHeight;
}

/** The voice agent's one tool. A real page would look the order up. */
function lookUp(call_id) {
  const output = JSON.stringify({ status: 'shipped', arrives: 'tomorrow' });
  connection.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id, output } });
  connection.send({ type: 'response.create' });
}
