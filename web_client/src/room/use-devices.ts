/** The devices of one kind, kept up to date as they come and go. Never asks for permission. */
import { Room } from "livekit-client";
import { useEffect, useState } from "react";

import type { Device } from "../media";
import type { DeviceKind } from "../state/preferences";

/** `changed`: anything whose change means that names may be known now. */
export function useDevices(kind: DeviceKind, changed: unknown): readonly Device[] {
  const [devices, setDevices] = useState<readonly Device[]>([]);
  useEffect(() => {
    let gone = false;
    const media = navigator.mediaDevices as MediaDevices | undefined;
    const look = async (): Promise<void> => {
      const found = media ? await Room.getLocalDevices(kind, false) : [];
      // Before permission a browser lists devices without an id: there is nothing to choose.
      const usable = found.filter(({ deviceId }) => deviceId !== "" && deviceId !== "default");
      if (!gone) setDevices(usable.map(({ deviceId, label }) => ({ id: deviceId, label })));
    };
    const refresh = (): void => void look();
    refresh();
    media?.addEventListener("devicechange", refresh);
    return () => {
      gone = true;
      media?.removeEventListener("devicechange", refresh);
    };
  }, [kind, changed]);
  return devices;
}
