// Compiled, never run: the declarations fit the module's own use.
import {
  EphemintError,
  connectRealtime,
  forgetSecrets,
  getClientSecret,
  webSocketArguments,
  type ClientSecret,
} from '../../../main/web/ephemint.js';

export async function talk(stop: AbortSignal): Promise<void> {
  const asked = {
    url: '/token',
    preset: 'support-agent',
    variables: { customer_name: 'Ada' },
    session: { audio: { output: { voice: 'cedar' } } },
    expiresAfter: 30,
    authorization: async ({ refresh }: { refresh: boolean }) => (refresh ? 'new' : 'old'),
    signal: stop,
  };
  const secret: ClientSecret = await getClientSecret({ ...asked, botCheck: () => 'answer', fresh: true, maxWait: 5 });
  new WebSocket(...webSocketArguments(secret));
  try {
    const connection = await connectRealtime({
      ...asked,
      onEvent: ({ type, delta }) => console.log(type, delta),
      onState: (state, error) => console.log(state, error),
    });
    connection.mute(true);
    connection.send({ type: 'response.create' });
    connection.close();
  } catch (error) {
    if (error instanceof EphemintError) console.log(error.code, error.errors[0]?.pointer, error.retryAfter ?? 0);
  }
  forgetSecrets();
}

// @ts-expect-error a preset is needed
void getClientSecret({ url: '/token' });
// @ts-expect-error reconnecting decides when a secret must be fresh
void connectRealtime({ url: '/token', preset: 'captions', fresh: true });
