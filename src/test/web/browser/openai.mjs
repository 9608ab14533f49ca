/**
 * The other end of a WebRTC call: a page in the same browser that answers offers with a real peer connection and speaks the
 * Realtime API's events on the data channel. The stand-in checks secrets and offers; this lets media and events flow.
 */
export async function openAi(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('data:text/html,<title>OpenAI</title>');
  await page.evaluate(() => {
    window.calls = [];
    window.answer = async (sdp) => {
      const peer = new RTCPeerConnection();
      const call = { peer, received: [], tracks: 0 };
      window.calls.push(call);
      const tone = new AudioContext().createMediaStreamDestination();
      peer.ontrack = () => call.tracks++;
      peer.ondatachannel = ({ channel }) => {
        call.channel = channel;
        const say = (event) => channel.send(JSON.stringify(event));
        channel.onmessage = ({ data }) => {
          const event = JSON.parse(data);
          call.received.push(event);
          if (event.type === 'session.update') say({ type: 'session.updated', event_id: 'event_2', session: event.session });
          if (event.type === 'response.create')
            say({ type: 'response.output_audio_transcript.delta', item_id: 'item_hello', delta: 'Hello Ada.' });
        };
        const opened = () => say({ type: 'session.created', event_id: 'event_1', session: { id: 'sess_live', type: 'realtime' } });
        if (channel.readyState === 'open') opened();
        else channel.onopen = opened;
      };
      await peer.setRemoteDescription({ type: 'offer', sdp });
      tone.stream.getTracks().forEach((track) => peer.addTrack(track, tone.stream));
      await peer.setLocalDescription();
      if (peer.iceGatheringState !== 'complete')
        await new Promise((done) => {
          peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && done();
        });
      return peer.localDescription.sdp;
    };
  });
  return {
    page,
    /** Answers the calls that `caller` makes to `address`, if `accept` gives them no other answer. */
    takeCalls: (caller, address, accept = () => undefined) =>
      caller.route(address, async (route) => {
        const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*, authorization' };
        if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
        const other = await accept(route.request());
        if (other) return route.fulfill({ headers, ...other });
        const body = await page.evaluate((sdp) => answer(sdp), route.request().postData());
        await route.fulfill({ status: 201, headers: { ...headers, Location: '/v1/realtime/calls/rtc_1' }, body });
      }),
    /** What the newest call has said on its data channel. */
    received: () => page.evaluate(() => calls.at(-1).received),
    close: () => context.close(),
  };
}
