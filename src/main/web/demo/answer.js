/** What came back: a secret with its life running out, or a refusal with what to do about it. */
const byId = (id) => document.getElementById(id);

const HINTS = {
  network: 'Is the function running, and may this page’s origin call it?',
  unauthenticated: 'Sign in, or give an access token above.',
  not_allowed: 'The preset is not for this caller, or not for pages of this origin.',
  rate_limited: 'You have had your share for now.',
  invalid_request: 'The preset does not let a page choose this:',
  unknown_preset: 'The function has no preset of this name.',
  disabled: 'The operator has switched this off.',
};

let ticking;
let shown;

export function showGranted(secret) {
  const again = shown === secret.value;
  shown = secret.value;
  announce(again ? 'The same secret again: it still lives, so nothing was sent.' : 'Granted.', 'granted');
  byId('secret').textContent = `${secret.value.slice(0, 3)}${'•'.repeat(24)}`;
  byId('session').replaceChildren(
    ...line('Preset', secret.preset),
    ...line('Session', secret.session.id),
    ...line('Type', secret.session.type),
    ...line('Model', secret.session.model),
    ...line('WebRTC', secret.connect.webrtc),
    ...line('WebSocket', secret.connect.websocket),
  );
  if (!again) byId('life').max = secret.expires_in;
  countDown(performance.now() + secret.expires_in * 1000);
  comeIntoView();
}

export function showRefused(error) {
  clearInterval(ticking);
  announce(error.title ?? error.message, 'refused');
  byId('status').textContent = error.status || 'No answer';
  byId('code').textContent = error.code ?? error.name;
  byId('hint').textContent = HINTS[error.code] ?? '';
  byId('errors').replaceChildren(...(error.errors ?? []).map(fault));
  const wait = error.retryAfter === undefined ? '' : `Try again in ${error.retryAfter} s. `;
  byId('request-id').textContent = wait + (error.requestId ? `Request ${error.requestId}` : '');
  comeIntoView();
}

function announce(text, part) {
  byId('announce').textContent = text;
  byId('granted').hidden = part !== 'granted';
  byId('refused').hidden = part !== 'refused';
}

/** On a phone the answer stands below the request. */
function comeIntoView() {
  byId('answer').scrollIntoView({ block: 'nearest' });
}

function countDown(end) {
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    byId('seconds').textContent = left ? `${left} s left` : 'Expired';
    byId('life').value = left;
    byId('granted').dataset.life = left > 10 ? 'long' : left ? 'short' : 'over';
    if (left) return;
    clearInterval(ticking);
    byId('announce').textContent = 'The secret has expired. A session that it started goes on.';
  };
  clearInterval(ticking);
  ticking = setInterval(tick, 250);
  tick();
}

function line(name, value) {
  if (!value) return [];
  const [term, text] = [document.createElement('dt'), document.createElement('dd')];
  term.textContent = name;
  text.textContent = value;
  return [term, text];
}

function fault({ pointer, code }) {
  const item = document.createElement('li');
  const where = document.createElement('code');
  where.textContent = pointer;
  item.append(where, ` ${code}`);
  return item;
}
