import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { go } from "../shared/route";
import { t } from "./texts";

export interface PageProps {
  title: string;
  /** Leads out of this page; null where there is nowhere to go. */
  close: (() => void) | null;
  /** Shows the way to the options. */
  settings?: boolean;
  children: ComponentChildren;
}

/** A screen with a heading. The heading takes the focus, so that who listens knows where they are. */
export function Page({ title, close, settings, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [title]);
  return (
    <main class="page">
      <header class="bar">
        {close && (
          <button type="button" class="plain" onClick={close}>
            {t.value.back}
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {settings && (
          <button type="button" class="plain" onClick={() => go("options")}>
            {t.value.settings.open}
          </button>
        )}
      </header>
      {children}
    </main>
  );
}
