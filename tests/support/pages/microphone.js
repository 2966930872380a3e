// A microphone whose sound is chosen by the test, at the moment it chooses. Everything else of
// getUserMedia (devices, refusals, the camera) stays the browser's own.
(() => {
  const media = navigator.mediaDevices;
  if (!media) return;
  const ask = media.getUserMedia.bind(media);
  let context;
  let mouth;

  const ready = () => {
    if (!context) {
      context = new AudioContext({ sampleRate: 48000 });
      mouth = context.createGain();
    }
    void context.resume();
    return context;
  };

  media.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    for (const track of stream.getAudioTracks()) {
      stream.removeTrack(track);
      const outlet = ready().createMediaStreamDestination();
      mouth.connect(outlet);
      const [spoken] = outlet.stream.getAudioTracks();
      const settings = track.getSettings();
      spoken.getSettings = () => settings;
      const stop = spoken.stop.bind(spoken);
      spoken.stop = () => {
        if (spoken.readyState === "live") mouth.disconnect(outlet);
        stop();
        track.stop();
      };
      stream.addTrack(spoken);
    }
    return stream;
  };

  // Base64 of 16-bit samples; resolves when the last one has been said, with the wall-clock
  // times in seconds between which it was.
  window.testSay = async (base64, rate_hz) => {
    await ready().resume();
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const samples = Float32Array.from(new Int16Array(bytes.buffer), (value) => value / 32768);
    const buffer = context.createBuffer(1, samples.length, rate_hz);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(mouth);
    const began_s = Date.now() / 1000;
    const ended = new Promise((resolve) => source.addEventListener("ended", resolve));
    source.start();
    await ended;
    return [began_s, Date.now() / 1000];
  };
})();
