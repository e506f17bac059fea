import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { LatLon } from "../coordinates/readings";
import { texts } from "../i18n/language";
import { map as nb } from "../i18n/nb/map";
import type { Drawn } from "./drawn";
import type { Mark } from "./marks";

const words = texts(nb, async () => (await import("../i18n/en/map")).map);

export interface MapProps {
  /** What the map shows, in words. */
  label: string;
  marks: readonly Mark[];
  /** When this changes, all marks (or the given places) are brought into sight; until then the map stays where it is. */
  about: string;
  frame?: readonly LatLon[];
  /** All marks are kept in sight until somebody moves the map. */
  keepsAll?: boolean;
  /** A mark is opened, by finger or by key. */
  onOpen?(id: string): void;
  /** A place is chosen by moving the map under an aim. */
  onAim?(middle: LatLon): void;
  /** Where the aim begins or is sent from elsewhere. */
  aim?: LatLon | null;
}

/** A map with marks. Without pictures it shows the marks all the same; without its program it says so. */
export function MapView({ label, marks, about, frame, keepsAll, onOpen, onAim, aim }: MapProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const state = useSignal<"loading" | "drawn" | "failed">("loading");
  const hasPictures = useSignal(true);
  const latest = useRef({ marks, frame, onOpen, onAim, aim });
  latest.current = { marks, frame, onOpen, onAim, aim };

  useEffect(() => {
    let isGone = false;
    const observer = new ResizeObserver(() => drawn.current?.resized());
    const draw = async () => {
      const { Drawn } = await import("./drawn");
      if (isGone || !box.current) return;
      drawn.current = new Drawn(box.current, () => words.value, {
        opened: (id) => latest.current.onOpen?.(id),
        moved: (middle) => latest.current.onAim?.(middle),
        tiles: (come) => {
          hasPictures.value = come;
        },
      });
      observer.observe(box.current);
      state.value = "drawn";
    };
    draw().catch(() => {
      state.value = "failed";
    });
    return () => {
      isGone = true;
      observer.disconnect();
      drawn.current?.remove();
      drawn.current = null;
    };
  }, []);

  const isDrawn = state.value === "drawn";
  useEffect(() => {
    if (!isDrawn || !drawn.current) return;
    drawn.current.show(marks);
    if (keepsAll && !drawn.current.isHeld) drawn.current.frame(marks);
  }, [isDrawn, marks]);
  useEffect(() => {
    const { frame: wanted, marks: all, aim: aimed } = latest.current;
    if (isDrawn && !aimed) drawn.current?.frame(wanted ?? all);
  }, [isDrawn, about]);
  useEffect(() => {
    if (isDrawn && aim && !isThere(drawn.current?.middle, aim)) drawn.current?.goTo(aim);
  }, [isDrawn, aim?.latitude, aim?.longitude]);

  return (
    <div class="map-whole">
      <div class="map">
        <section class="map-box" ref={box} aria-label={label} />
        {isDrawn && onAim && <Aim />}
      </div>
      <p class="map-said" role="status" hidden={isDrawn && hasPictures.value}>
        {state.value === "loading" && words.value.loading}
        {state.value === "failed" && words.value.failed}
        {isDrawn && !hasPictures.value && words.value.noPictures}
      </p>
    </div>
  );
}

const NEAR = 0.000001;

function isThere(middle: LatLon | undefined, aim: LatLon): boolean {
  if (!middle) return false;
  return Math.abs(middle.latitude - aim.latitude) < NEAR && Math.abs(middle.longitude - aim.longitude) < NEAR;
}

function Aim() {
  const cross = "M22 2v14M22 28v14M2 22h14M28 22h14";
  return (
    <svg class="map-aim" viewBox="0 0 44 44" aria-hidden="true">
      <path class="under" d={cross} />
      <path class="over" d={cross} />
      <circle class="over" cx="22" cy="22" r="3" />
    </svg>
  );
}
