import { useSignal } from "@preact/signals";
import type { Position } from "../api/types";
import { CoordinateField } from "../coordinates/CoordinateField";
import type { LatLon } from "../coordinates/readings";
import { common } from "../coordinates/words";
import { MapView } from "../map/MapView";
import type { Mark } from "../map/marks";
import { type Draft, written } from "./draft";
import { m } from "./words";

export interface PlaceFieldProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
  /** Asks the device where it is; left out where that says nothing about the worker. */
  locate?: () => Promise<Position | null>;
  /** The place was wanted, and is missing. */
  wanted: boolean;
  /** The map is always in sight, and not only when it is asked for. */
  showsMap?: boolean;
}

/** Where somebody goes: by the device's own position, in coordinates of any form, or pointed out on the map. */
export function PlaceField({ draft, onChange, locate, wanted, showsMap = false }: PlaceFieldProps) {
  const isAiming = useSignal(false);
  const middle = useSignal<LatLon | null>(null);
  const said = useSignal("");
  const here = async () => {
    said.value = m.value.finding;
    const found = await locate?.();
    if (found) onChange({ place: found, coordinates: written(found) });
    said.value = found ? m.value.hereIs(common.value.accuracy(Math.round(found.accuracy_m))) : m.value.notFound;
  };
  const marks: Mark[] = draft.place
    ? [{ ...draft.place, id: "place", weight: "calm", name: draft.name, said: draft.name, isPlace: true }]
    : [];
  const hasMap = isAiming.value || showsMap || draft.place !== null;
  return (
    <fieldset class="place-field">
      <legend>{m.value.place}</legend>
      <div class="buttons">
        {locate && (
          <button type="button" onClick={() => void here()}>
            {m.value.here}
          </button>
        )}
        {!isAiming.value && (
          <button
            type="button"
            onClick={() => {
              isAiming.value = true;
            }}
          >
            {m.value.pick}
          </button>
        )}
      </div>
      <p class="hint" role="status">
        {said.value}
      </p>
      <CoordinateField
        value={draft.coordinates}
        wanted={wanted}
        onText={(coordinates) => onChange({ coordinates })}
        onRead={(place) => onChange({ place })}
      />
      {hasMap && (
        <MapView
          label={m.value.map}
          marks={isAiming.value ? [] : marks}
          about={draft.place ? written(draft.place) : ""}
          aim={isAiming.value ? draft.place : null}
          {...(isAiming.value
            ? {
                onAim: (place: LatLon) => {
                  middle.value = place;
                },
              }
            : {})}
        />
      )}
      {isAiming.value && (
        <>
          <p class="hint">{m.value.aim}</p>
          <button
            type="button"
            disabled={middle.value === null}
            onClick={() => {
              const place = middle.value;
              if (place) onChange({ place, coordinates: written(place) });
              isAiming.value = false;
              said.value = "";
            }}
          >
            {m.value.useAim}
          </button>
        </>
      )}
    </fieldset>
  );
}
