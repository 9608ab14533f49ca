// Bundled for the browser: OpenAI's own client, with a secret from Ephemint.
import { OpenAIRealtimeWebRTC, OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from '@openai/agents-realtime';

import { getClientSecret } from '../../../main/web/ephemint.js';

/** Keeps the preset's session: the SDK would replace it by the agent's instructions and its own defaults. */
class PresetWebRTC extends OpenAIRealtimeWebRTC {
  buildSessionPayload(config) {
    const { tools } = super.buildSessionPayload(config);
    return { type: 'realtime', ...(tools && { tools }) };
  }
}

const TRANSPORTS = {
  webrtc: () => new OpenAIRealtimeWebRTC(),
  preset: () => new PresetWebRTC(),
  websocket: () => new OpenAIRealtimeWebSocket(),
};

window.talk = async (asked, kind) => {
  const { value, session: granted, connect } = await getClientSecret(asked);
  const session = new RealtimeSession(new RealtimeAgent({ name: 'Support' }), {
    transport: TRANSPORTS[kind](),
    model: granted.model,
    tracingDisabled: true,
  });
  const heard = (window.heard = []);
  session.transport.on('*', ({ type }) => heard.push(type));
  await session.connect({ apiKey: value, url: kind === 'websocket' ? connect.websocket : connect.webrtc });
  window.session = session;
  return session.transport.status;
};
