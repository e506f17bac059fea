import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { choose, language } from "../shared/i18n/language";
import { g } from "./texts";

/** One part of the house style, in every state that it has. */
export interface Part {
  name: "colour" | "type" | "buttons" | "fields" | "states" | "lists" | "rows" | "window";
  Show: FunctionComponent;
}

/** The two moods of the house, the desk's and the phone's: each has styles of its own, and so a page of its own. */
const PAGES = { desk: "/style/", field: "/style/phone.html" } as const;
type Mood = keyof typeof PAGES;

export interface GalleryProps {
  mood: Mood;
  themes: ("day" | "dusk" | "night")[];
  parts: Part[];
}

/** Every component in every state, once in each theme of its mood. */
export function Gallery({ mood, themes, parts }: GalleryProps) {
  useEffect(() => {
    document.title = g.value.title;
  }, [g.value]);
  return (
    <>
      <header class="gallery-top">
        <h1>{g.value.title}</h1>
        <nav aria-label={g.value.moods}>
          {(Object.keys(PAGES) as Mood[]).map((one) => (
            <a key={one} href={PAGES[one]} aria-current={one === mood ? "page" : undefined}>
              {g.value.mood[one]}
            </a>
          ))}
          <button type="button" onClick={() => choose(language.value === "nb" ? "en" : "nb")}>
            {g.value.otherLanguage}
          </button>
        </nav>
      </header>
      <main class="gallery">
        {themes.map((theme) => (
          <section key={theme} class={`gallery-theme ${mood}`} data-theme={theme} aria-labelledby={`theme-${theme}`}>
            <h2 id={`theme-${theme}`}>{g.value.themes[theme]}</h2>
            {parts.map(({ name, Show }) => (
              <section key={name} class="gallery-part" aria-labelledby={`theme-${theme} ${theme}-${name}`}>
                <h3 id={`${theme}-${name}`}>{g.value.parts[name]}</h3>
                <Show />
              </section>
            ))}
          </section>
        ))}
      </main>
    </>
  );
}
