import { getClientSecret } from '../ephemint.js';
import { showGranted, showRefused } from './answer.js';
import { presets } from './presets.js';
import { offerTalk } from './talk.js';

const url = document.querySelector('meta[name=token-url]').content;
const form = document.getElementById('ask');
const token = document.getElementById('token');

document.getElementById('endpoint').textContent = new URL(url, location).href;
document.getElementById('presets').append(...presets.map(card));
form.elements.preset.value = presets[0].name;
form.addEventListener('input', ({ target }) => (target.name === 'preset' ? showFields() : showRequest()));
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  await ask();
});
showFields();
offerTalk(options, ask);

/** The secret, shown; or nothing, and its refusal shown. */
async function ask() {
  form.setAttribute('aria-busy', 'true');
  try {
    const secret = await getClientSecret(options());
    showGranted(secret);
    return secret;
  } catch (error) {
    showRefused(error);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

function options() {
  const options = { url, preset: chosen().name };
  for (const { name, set } of chosen().fields) {
    const { value } = form.elements[name];
    if (value !== '') set(options, value);
  }
  return token.value ? { ...options, authorization: token.value } : options;
}

function chosen() {
  return presets.find(({ name }) => name === form.elements.preset.value);
}

function showFields() {
  document.getElementById('fields').replaceChildren(...chosen().fields.map(field));
  showRequest();
}

function showRequest() {
  const { preset, expiresAfter: expires_after, session, variables } = options();
  const body = JSON.stringify({ preset, expires_after, session, variables }, null, 2);
  document.getElementById('request').textContent = `POST ${url}\n\n${body}`;
}

function card({ name, title, text }) {
  const radio = element('input', { type: 'radio', name: 'preset', value: name });
  const label = element('label', { className: 'card' });
  label.append(radio, element('strong', {}, title), element('span', {}, text), element('code', {}, name));
  return label;
}

function field({ name, label, type, value, choices }) {
  const input = choices ? element('select', { name }) : element('input', { name, type, value, autocomplete: 'off' });
  for (const [choice, text] of Object.entries(choices ?? {})) input.append(new Option(text, choice));
  if (choices) input.value = '';
  const line = element('label', { className: 'field' });
  line.append(element('span', {}, label), input);
  return line;
}

function element(tag, properties, text) {
  const made = Object.assign(document.createElement(tag), properties);
  if (text) made.textContent = text;
  return made;
}
