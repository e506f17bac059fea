import { useMemo } from "preact/hooks";
import type { Position } from "../../shared/api/types";
import { now } from "../../shared/clock";
import { distance } from "../../shared/coordinates/distance";
import { FourForms } from "../../shared/coordinates/FourForms";
import type { LatLon } from "../../shared/coordinates/readings";
import { length } from "../../shared/coordinates/words";
import { MapView } from "../../shared/map/MapView";
import { go } from "../../shared/route";
import { ageAndAccuracy, when } from "../../shared/words";
import { useDesk } from "../desk";
import { w as panels } from "../panels/words";
import { w as siteKeys } from "../siteKeys/words";
import { t } from "../texts";
import { opened } from "../windows";
import { Colleagues } from "./Colleagues";
import { markOf, placeMark } from "./marks";
import { type Colleague, nearest, type Subject } from "./subject";
import { type Site, useSite } from "./useSite";
import { words } from "./words";

/** Where it is: the map, the last position with its age, the place with its way, and who is nearest. */
export function PlacePanel({ subject }: { subject: Subject }) {
  const desk = useDesk();
  const board = desk.board.value;
  const { site, hasFailed } = useSite(subject.siteId);
  const place = located(subject.mission ?? site);
  const position = subject.watched?.position ?? null;
  const target = position ?? place;
  const near = useMemo(
    () => (board && target ? nearest(board, target, subject.watched?.key ?? null) : []),
    [board?.watches, board?.missions, target?.latitude, target?.longitude, subject.key],
  );
  return (
    <>
      <PlaceMap subject={subject} place={place} name={subject.mission?.name ?? site?.name ?? ""} near={near} />
      {subject.watched && <LastPosition position={position} place={place} />}
      {site && <SiteFacts site={site} place={place} />}
      {subject.mission && place && (
        <section aria-labelledby="place-heading">
          <h3 id="place-heading">{words.value.mission}</h3>
          <p>{subject.mission.name}</p>
          <FourForms place={place} />
          <Ways place={place} isPublic />
        </section>
      )}
      {hasFailed && <p class="soft">{words.value.siteFailed}</p>}
      {board && target && (
        <Colleagues board={board} near={near} subject={subject} from={position ? "position" : "place"} />
      )}
    </>
  );
}

function located(place: { latitude?: number | null; longitude?: number | null } | null): LatLon | null {
  if (place?.latitude == null || place.longitude == null) return null;
  return { latitude: place.latitude, longitude: place.longitude };
}

interface PlaceMapProps {
  subject: Subject;
  place: LatLon | null;
  name: string;
  near: Colleague[];
}

const MINUTE_MS = 60_000;

function PlaceMap({ subject, place, name, near }: PlaceMapProps) {
  const { watched, key } = subject;
  const others = near.map(({ watched: one }) => one);
  // Ages are told by the minute; a map that is drawn anew each second takes the focus from whoever reads it.
  const minute = Math.floor(now.value / MINUTE_MS);
  const marks = useMemo(
    () =>
      [
        ...(place ? [placeMark(key, name, place)] : []),
        ...others.flatMap((one) => markOf(one) ?? []),
        ...((watched && markOf(watched, true)) ?? []),
      ].flat(),
    [key, name, place?.latitude, place?.longitude, watched, others.map((one) => one.key).join(), minute],
  );
  if (!place && !watched?.position) return null;
  const frame = [watched?.position, place].flatMap((one) => one ?? []);
  const about = `${key} ${watched?.position ? "position" : ""} ${place ? "place" : ""}`;
  return (
    <MapView
      label={words.value.map(name || watched?.name || "")}
      marks={marks}
      about={about}
      frame={frame}
      onOpen={go}
    />
  );
}

/** Its age and accuracy first, then the forms in which it is read aloud or pasted. */
function LastPosition({ position, place }: { position: Position | null; place: LatLon | null }) {
  return (
    <section aria-labelledby="position-heading">
      <h3 id="position-heading">{words.value.last}</h3>
      {position ? (
        <>
          <p class="number">
            {when(t.value, position.measured_at_ms, now.value)}{" "}
            <strong>{ageAndAccuracy(t.value, position, now.value)}</strong>
            {place && <span class="soft"> {words.value.away(length(distance(position, place)))}</span>}
          </p>
          <FourForms place={position} />
          <Ways place={position} isPublic={false} />
        </>
      ) : (
        <p class="soft">{words.value.none}</p>
      )}
    </section>
  );
}

function SiteFacts({ site, place }: { site: Site; place: LatLon | null }) {
  return (
    <section aria-labelledby="place-heading">
      <h3 id="place-heading">{words.value.site}</h3>
      <p>
        <strong>{site.name}</strong>
        <br />
        {site.address}
        <br />
        {[site.postal_code, site.town].filter(Boolean).join(" ")}
      </p>
      <button
        type="button"
        onClick={() => {
          opened.value = { window: "panels", siteId: site.id };
        }}
      >
        {panels.value.ofSite}
      </button>{" "}
      <button
        type="button"
        onClick={() => {
          opened.value = { window: "site_keys", siteId: site.id };
        }}
      >
        {siteKeys.value.ofSite}
      </button>
      <h4>{words.value.directions}</h4>
      <p class="written">{site.directions || words.value.noDirections}</p>
      {site.opening_hours && (
        <>
          <h4>{words.value.hours}</h4>
          <p class="written">{site.opening_hours}</p>
        </>
      )}
      {place ? (
        <>
          <details>
            <summary>{words.value.formsOf(site.name)}</summary>
            <FourForms place={place} />
          </details>
          <Ways place={place} isPublic />
        </>
      ) : (
        <p class="soft">{words.value.noCoordinates}</p>
      )}
    </section>
  );
}

/** How to get there. Somebody's position goes to a program on this machine at most, never to a service elsewhere. */
function Ways({ place: { latitude, longitude }, isPublic }: { place: LatLon; isPublic: boolean }) {
  const at = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
  return (
    <p class="ways">
      <a href={`geo:${at}`}>{words.value.openMap}</a>
      {isPublic && (
        <a
          href={`https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(at)}`}
          target="_blank"
          rel="noreferrer"
        >
          {words.value.route}
        </a>
      )}
    </p>
  );
}
