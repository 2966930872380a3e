/** A short conversation in each language, for the gallery. */
import type { Language } from "../src/generated/protocol";
import type { Line, Speaker } from "../src/state/transcript";

const conversations: Record<Language, readonly (readonly [Speaker, string])[]> = {
  en: [
    ["guide", "Hello. Tell me what you would like to do, and show me the window when you are ready."],
    ["user", "I am writing a letter and I can't find where to change the margins."],
    ["guide", "I see your letter. At the top, next to “Format”, there is a menu called “Page”. Open it, and choose “Page style”: the margins are on the second tab."],
  ],
  fr: [
    ["guide", "Bonjour. Dites-moi ce que vous aimeriez faire, et montrez-moi la fenêtre quand vous êtes prêt."],
    ["user", "J’écris une lettre et je ne trouve pas où changer les marges."],
    ["guide", "Je vois votre lettre. En haut, à côté de « Format », il y a un menu « Page ». Ouvrez-le et choisissez « Style de page » : les marges sont dans le deuxième onglet."],
  ],
  es: [
    ["guide", "Hola. Dime qué te gustaría hacer y enséñame la ventana cuando quieras."],
    ["user", "Estoy escribiendo una carta y no encuentro dónde cambiar los márgenes."],
    ["guide", "Veo tu carta. Arriba, junto a «Formato», hay un menú llamado «Página». Ábrelo y elige «Estilo de página»: los márgenes están en la segunda pestaña."],
  ],
};

export function spoken(language: Language): readonly Line[] {
  return conversations[language].map(([speaker, text], index) => ({
    id: `${speaker}:${index}`,
    speaker,
    text,
    final: true,
    stream: index,
  }));
}
