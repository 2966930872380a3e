// Records what the page's audio elements play: the sound of the stream in them while they play,
// times their volume. `testHeard()` gives what came since the last call.
(() => {
  const known = new WeakSet();
  // A busy page reads late; 10 ms each, so this is a minute.
  const UNREAD = 6000;
  let waiting = [];

  const mono = (data) => {
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    return samples;
  };

  const record = async (element, track) => {
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: UNREAD });
    // The least delay seen between a sample and its arrival here is the one nothing held up.
    let offset_s = Infinity;
    for await (const data of readable) {
      const at_s = data.timestamp / 1e6;
      offset_s = Math.min(offset_s, Date.now() / 1000 - at_s);
      const plays = !element.paused && !element.muted && element.isConnected;
      const gain = plays ? element.volume * 32768 : 0;
      const samples = Int16Array.from(mono(data), (value) =>
        Math.max(-32768, Math.min(32767, Math.round(value * gain))),
      );
      waiting.push({ began_s: at_s + offset_s, rate_hz: data.sampleRate, samples });
      data.close();
    }
  };

  document.addEventListener(
    "playing",
    ({ target }) => {
      if (!(target instanceof HTMLAudioElement) || !(target.srcObject instanceof MediaStream)) return;
      for (const track of target.srcObject.getAudioTracks()) {
        if (known.has(track)) continue;
        known.add(track);
        void record(target, track);
      }
    },
    true,
  );

  window.testHeard = () => {
    const taken = waiting;
    waiting = [];
    return taken.map(({ began_s, rate_hz, samples }) => {
      const bytes = new Uint8Array(samples.buffer);
      return [began_s, rate_hz, btoa(String.fromCharCode(...bytes))];
    });
  };
})();
