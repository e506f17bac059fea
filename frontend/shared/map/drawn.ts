import "leaflet/dist/leaflet.css";
import "./map.css";
import * as L from "leaflet";
import { h, render } from "preact";
import { Shape } from "../components/Shape";
import type { LatLon } from "../coordinates/readings";
import { Clusters, type Crowd } from "./clusters";
import { looksAlike, type Mark } from "./marks";
import { MOST_ZOOM, SOURCE, TILES } from "./tiles";

// The map itself, loaded when a map is shown. It is told what is so and changes only what differs; it draws its marks,
// scale and circles whether or not the pictures come.

export interface Words {
  zoomIn: string;
  zoomOut: string;
  crowd: (count: number, word: string) => string;
  weights: Record<Mark["weight"], string>;
}

export interface Told {
  opened(id: string): void;
  /** The middle has been moved by hand or by key. */
  moved(middle: LatLon): void;
  /** Whether the pictures come. */
  tiles(come: boolean): void;
}

interface Kept {
  mark: Mark;
  marker: L.Marker;
  circle: L.Circle | null;
}

const NORWAY: [number, number][] = [
  [57.9, 4.4],
  [71.2, 31.2],
];
const CLOSE = 15;
/** Names stand to the right of their shapes, the keys to the left. */
const ROOM = { paddingTopLeft: L.point(56, 24), paddingBottomRight: L.point(120, 36) };

export class Drawn {
  readonly #map: L.Map;
  readonly #words: () => Words;
  readonly #told: Told;
  readonly #clusters = new Clusters();
  readonly #kept = new Map<string, Kept>();
  readonly #crowds = new Map<string, L.Marker>();

  /** Somebody has moved it by hand or by key: from then on it stays where it is put. */
  isHeld = false;

  constructor(box: HTMLElement, words: () => Words, told: Told) {
    this.#words = words;
    this.#told = told;
    this.#map = L.map(box, {
      zoomControl: false,
      attributionControl: false,
      // One thing moves at a time, and it is never the map.
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: false,
    });
    const { zoomIn, zoomOut } = words();
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.#map);
    L.control.attribution({ prefix: false }).addAttribution(SOURCE).addTo(this.#map);
    L.control.scale({ imperial: false }).addTo(this.#map);
    this.#paper();
    for (const kind of ["pointerdown", "wheel", "keydown"])
      box.addEventListener(kind, (event) => {
        this.isHeld ||= !(event instanceof KeyboardEvent) || MOVING.has(event.key);
      });
    this.#map.fitBounds(NORWAY);
    this.#map.on("moveend", () => {
      this.#draw();
      told.moved(this.middle);
    });
  }

  get middle(): LatLon {
    const { lat, lng } = this.#map.getCenter().wrap();
    return { latitude: lat, longitude: lng };
  }

  /** These, and no others. */
  show(marks: readonly Mark[]): void {
    this.#clusters.load(marks);
    this.#draw();
  }

  /** Brings all of these into sight. */
  frame(places: readonly LatLon[]): void {
    const [first] = places;
    if (!first) return;
    const bounds = L.latLngBounds(places.map(({ latitude, longitude }) => [latitude, longitude]));
    if (places.length === 1) this.#map.setView(at(first), CLOSE);
    else this.#map.fitBounds(bounds, { ...ROOM, maxZoom: CLOSE });
  }

  /** Goes there, without coming nearer or going further off than makes sense. */
  goTo({ latitude, longitude }: LatLon): void {
    this.#map.setView([latitude, longitude], Math.max(this.#map.getZoom(), 12));
  }

  /** Its box has another size. */
  resized(): void {
    this.#map.invalidateSize();
  }

  remove(): void {
    this.#map.remove();
  }

  /** The pictures. One that comes is enough to say that they do. */
  #paper(): void {
    let come = false;
    L.tileLayer(TILES, { maxZoom: MOST_ZOOM, referrerPolicy: "no-referrer" })
      .on("loading", () => {
        come = false;
      })
      .on("tileload", () => {
        come = true;
        this.#told.tiles(true);
      })
      .on("tileerror", () => {
        if (!come) this.#told.tiles(false);
      })
      .addTo(this.#map);
  }

  #draw(): void {
    const bounds = this.#map.getBounds().pad(0.2);
    const around = {
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    };
    const { marks, crowds } = this.#clusters.within(around, Math.round(this.#map.getZoom()));
    const seen = new Set(marks.map(({ id }) => id));
    for (const [id, kept] of this.#kept) if (!seen.has(id)) this.#drop(id, kept);
    for (const mark of marks) this.#put(mark);
    this.#gather(crowds);
  }

  #put(mark: Mark): void {
    const known = this.#kept.get(mark.id);
    if (known && looksAlike(known.mark, mark)) {
      if (known.mark.latitude !== mark.latitude || known.mark.longitude !== mark.longitude) {
        known.marker.setLatLng(at(mark));
        known.circle?.setLatLng(at(mark));
      }
      known.mark = mark;
      return;
    }
    const hadFocus = known?.marker.getElement() === document.activeElement;
    if (known) this.#drop(mark.id, known);
    const marker = L.marker(at(mark), {
      icon: icon(mark),
      keyboard: !mark.isPlace,
      interactive: !mark.isPlace,
      zIndexOffset: LIFT[mark.weight] + (mark.leads ? LEAD : 0),
    });
    marker.addTo(this.#map);
    if (!mark.isPlace) pressed(marker, () => this.#told.opened(mark.id));
    marker.getElement()?.setAttribute("aria-label", mark.said);
    const circle = mark.accuracy_m
      ? L.circle(at(mark), { radius: mark.accuracy_m, interactive: false, className: `around ${mark.weight}` })
      : null;
    circle?.addTo(this.#map);
    this.#kept.set(mark.id, { mark, marker, circle });
    if (hadFocus) marker.getElement()?.focus();
  }

  #drop(id: string, { marker, circle }: Kept): void {
    marker.remove();
    circle?.remove();
    this.#kept.delete(id);
  }

  /** Crowds are made anew with every picture: they have no name that lasts. */
  #gather(crowds: Crowd[]): void {
    for (const marker of this.#crowds.values()) marker.remove();
    this.#crowds.clear();
    const words = this.#words();
    for (const crowd of crowds) {
      const marker = L.marker(at(crowd), { icon: crowdIcon(crowd), zIndexOffset: LIFT[crowd.weight] });
      marker.addTo(this.#map);
      pressed(marker, () => this.#map.setView(at(crowd), Math.min(MOST_ZOOM, crowd.opensAt)));
      marker.getElement()?.setAttribute("aria-label", words.crowd(crowd.count, words.weights[crowd.weight]));
      this.#crowds.set(crowd.id, marker);
    }
  }
}

/** By finger or by key: the library hears the finger only. */
function pressed(marker: L.Marker, run: () => void): void {
  marker.on("click", run);
  marker.getElement()?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
}

const MOVING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-"]);
const LEAD = 10_000;
const LIFT: Record<Mark["weight"], number> = { calm: 0, info: 1000, soon: 2000, now: 3000 };

const at = ({ latitude, longitude }: LatLon): [number, number] => [latitude, longitude];

function icon({ weight, name, isPlace, leads }: Mark): L.DivIcon {
  const html = document.createElement("span");
  render([isPlace ? h(Cross, {}) : h(Dot, { weight }), h("span", { class: "mark-name" }, name)], html);
  return L.divIcon({
    html,
    className: `mark ${weight} ${isPlace ? "mark-place" : ""} ${leads ? "mark-leads" : ""}`,
    iconSize: [24, 24],
  });
}

function crowdIcon({ count, weight }: Crowd): L.DivIcon {
  const html = document.createElement("span");
  render([h(Shape, { weight }), h("span", { class: "number" }, String(count))], html);
  return L.divIcon({ html, className: `crowd ${weight}`, iconSize: [44, 32] });
}

/** Whoever is calm has no shape of a state; on a map there must be something all the same. */
function Dot({ weight }: { weight: Mark["weight"] }) {
  if (weight !== "calm") return h(Shape, { weight });
  return h("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" }, h("circle", { cx: 8, cy: 8, r: 5 }));
}

function Cross() {
  return h(
    "svg",
    { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" },
    h("path", { d: "M7 0h2v7h7v2H9v7H7V9H0V7h7Z" }),
  );
}
