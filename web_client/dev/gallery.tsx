/**
 * Every state of the page, painted from fixtures: `#state=listening&language=fr&kind=screen`.
 * Without a hash, links to all of them. Served by `npm run dev` at /dev/gallery.html; never built.
 */
import { useEffect, useSyncExternalStore, type ReactElement } from "react";
import { createRoot } from "react-dom/client";

import { isLanguage, preferredLanguage } from "../src/i18n";
import { MediaContext } from "../src/media";
import type { CallActions } from "../src/state/actions";
import { defaultPreferences } from "../src/state/preferences";
import { ConversationView } from "../src/ui/ConversationView";
import { EndedView } from "../src/ui/EndedView";
import { LanguageContext } from "../src/ui/language";
import { StartView } from "../src/ui/StartView";
import "../src/ui/styles/index.css";
import { drawnMedia } from "./drawn-media";
import { scenes, type Scene } from "./scenes";

const nothing = (): void => undefined;
const actions: CallActions = {
  start: nothing,
  leave: nothing,
  askMicrophone: nothing,
  toggleMicrophone: nothing,
  press: nothing,
  release: nothing,
  show: nothing,
  stopShowing: nothing,
  say: nothing,
  sayAgain: nothing,
  setMode: nothing,
  setVoice: nothing,
  selectDevice: nothing,
  hear: nothing,
  dismiss: nothing,
  readNotice: nothing,
};

function Gallery(): ReactElement {
  const hash = useSyncExternalStore(watchHash, () => location.hash);
  const choice = new URLSearchParams(hash.slice(1));
  const name = choice.get("state") ?? "";
  const asked = choice.get("language");
  const language = isLanguage(asked) ? asked : preferredLanguage(navigator.languages);
  const kind = choice.get("kind") === "camera" ? "camera" : "screen";
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const scene = scenes(language, kind)[name];
  return (
    <LanguageContext value={language}>
      <MediaContext value={drawnMedia}>
        {scene ? <Painted key={hash} scene={scene} /> : <Index />}
      </MediaContext>
    </LanguageContext>
  );
}

function Painted({ scene }: { readonly scene: Scene }): ReactElement {
  const choices = {
    preferences: { ...defaultPreferences([scene.language]), ...scene.preferences },
    voices: ["Puck", "Kore", "Charon"],
  };
  if (scene.view === "start") {
    return (
      <StartView
        {...choices}
        languages={["en", "fr", "es"]}
        shareKind={scene.kind}
        failure={scene.failure}
        mayListen={scene.mayListen}
        focusOnButton={false}
        onChange={nothing}
        onStart={nothing}
        onAct={nothing}
      />
    );
  }
  if (scene.view === "ended") {
    return <EndedView by={scene.by} lines={scene.lines} onStartAgain={nothing} />;
  }
  return (
    <ConversationView
      {...choices}
      {...(scene.open ? { open: scene.open } : {})}
      state={scene.state}
      missingSetting={null}
      hasKeyboard={scene.kind === "screen"}
      canChooseSpeaker
      actions={actions}
      onVolume={nothing}
      onVoice={nothing}
      onMode={nothing}
      onDevice={nothing}
      onRetry={nothing}
    />
  );
}

function Index(): ReactElement {
  return (
    <main>
      <h1>Cicerone</h1>
      <ul>
        {Object.keys(scenes("en", "screen")).map((name) => (
          <li key={name}>
            <a href={`#state=${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

function watchHash(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => {
    window.removeEventListener("hashchange", changed);
  };
}

const page = document.getElementById("page");
if (page) createRoot(page).render(<Gallery />);
