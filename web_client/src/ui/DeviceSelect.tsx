/** A menu of devices of one kind. A remembered device that is not there now shows as the default. */
import type { ReactElement } from "react";

import { useMedia, type Device } from "../media";
import type { Messages } from "../i18n";
import type { DeviceKind } from "../state/preferences";
import { useWords } from "./language";

interface DeviceSelectProps {
  readonly kind: DeviceKind;
  readonly value: string;
  readonly onChange: (deviceId: string) => void;
}

export function DeviceSelect({ kind, value, onChange }: DeviceSelectProps): ReactElement {
  const { Devices } = useMedia();
  const { t } = useWords();
  return (
    <Devices kind={kind}>
      {(devices) => (
        <label className="field">
          <span>{nameOf(kind, t)}</span>
          <select
            data-testid={`device-${kind}`}
            value={devices.some(({ id }) => id === value) ? value : ""}
            onChange={(event) => {
              onChange(event.target.value);
            }}
          >
            <option value="">{t.defaultDevice}</option>
            {devices.map((device, index) => (
              <option key={device.id} value={device.id}>
                {labelOf(device, index, t)}
              </option>
            ))}
          </select>
        </label>
      )}
    </Devices>
  );
}

function nameOf(kind: DeviceKind, t: Messages): string {
  return { audioinput: t.microphone, audiooutput: t.speaker, videoinput: t.camera }[kind];
}

function labelOf(device: Device, index: number, t: Messages): string {
  return device.label || t.unnamedDevice(String(index + 1));
}
