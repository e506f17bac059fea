import Supercluster from "supercluster";
import type { Weight } from "../components/Shape";
import type { LatLon } from "../coordinates/readings";
import { type Mark, weightier } from "./marks";

/** So few are all drawn. */
const FEW = 60;
const RADIUS_PX = 64;
const DEEPEST = 16;

/** Several marks as one, told by their number and by what is most urgent among them. */
export interface Crowd extends LatLon {
  id: string;
  count: number;
  weight: Weight;
  /** The zoom at which it falls apart. */
  opensAt: number;
}

export interface Seen {
  marks: Mark[];
  crowds: Crowd[];
}

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Everybody on the map, of whom only so many are drawn as there is room for. */
export class Clusters {
  #marks: readonly Mark[] = [];
  #index: Supercluster<{ at: number }, { weight: Weight }> | null = null;

  /** Takes everybody anew. Five thousand take some hundredths of a second. */
  load(marks: readonly Mark[]): void {
    this.#marks = marks;
    this.#index = marks.length <= FEW ? null : this.#indexed(marks);
  }

  /** What is drawn within these bounds at this zoom. */
  within({ west, south, east, north }: Bounds, zoom: number): Seen {
    if (!this.#index) return { marks: [...this.#marks], crowds: [] };
    const seen: Seen = { marks: [], crowds: [] };
    for (const { geometry, properties } of this.#index.getClusters([west, south, east, north], zoom)) {
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      if ("cluster" in properties && properties.cluster) {
        const { cluster_id, point_count, weight } = properties;
        const opensAt = this.#index.getClusterExpansionZoom(cluster_id);
        seen.crowds.push({ id: `crowd/${cluster_id}`, latitude, longitude, count: point_count, weight, opensAt });
      } else {
        const mark = this.#marks[(properties as { at: number }).at];
        if (mark) seen.marks.push(mark);
      }
    }
    return seen;
  }

  #indexed(marks: readonly Mark[]): Supercluster<{ at: number }, { weight: Weight }> {
    const index = new Supercluster<{ at: number }, { weight: Weight }>({
      radius: RADIUS_PX,
      maxZoom: DEEPEST,
      map: ({ at }) => ({ weight: marks[at]?.weight ?? "calm" }),
      reduce: (all, one) => {
        all.weight = weightier(all.weight, one.weight);
      },
    });
    return index.load(
      marks.map(({ latitude, longitude }, at) => ({
        type: "Feature" as const,
        geometry: { type: "Point" as const, coordinates: [longitude, latitude] },
        properties: { at },
      })),
    );
  }
}
