/**
 * Words as they are heard. The guide's come as one growing stream a segment; the user's as a new
 * stream for each interim, all with the same segment id. Both become `Words` with the whole text
 * so far, so that a segment is only ever rewritten, never added twice.
 */
import type { Room, TextStreamReader } from "livekit-client";

import { Topic } from "../generated/protocol";
import type { Words } from "../state/transcript";

const SEGMENT_ID = "lk.segment_id";
const FINAL = "lk.transcription_final";

/** Hand every word in `room` to `hear`, until the returned function is called. */
export function receiveWords(
  room: Room,
  isGuide: (identity: string) => boolean,
  hear: (words: Words) => void,
): () => void {
  let streams = 0;
  room.registerTextStreamHandler(Topic.TRANSCRIPTION, (reader, { identity }) => {
    streams += 1;
    void follow(reader, { speaker: isGuide(identity) ? "guide" : "user", stream: streams }, hear);
  });
  return () => {
    room.unregisterTextStreamHandler(Topic.TRANSCRIPTION);
  };
}

async function follow(
  reader: TextStreamReader,
  source: Pick<Words, "speaker" | "stream">,
  hear: (words: Words) => void,
): Promise<void> {
  const segmentId = reader.info.attributes?.[SEGMENT_ID] ?? reader.info.id;
  let text = "";
  try {
    for await (const chunk of reader) {
      text += chunk;
      hear({ ...source, segmentId, text, final: false });
    }
  } catch {
    // The sender stopped in the middle, as it does when it is interrupted: what came stays.
  }
  // Attributes may have been completed by the stream's end.
  const final = source.speaker === "guide" || reader.info.attributes?.[FINAL] === "true";
  hear({ ...source, segmentId, text, final });
}
