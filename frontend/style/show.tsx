import { render } from "preact";
import { startClock } from "../shared/clock";
import { valuesInMemory } from "../shared/storage";
import { Gallery, type GalleryProps } from "./Gallery";

/** Puts a gallery on the page. */
export async function show(props: GalleryProps): Promise<void> {
  await startClock(valuesInMemory());
  const root = document.getElementById("app");
  if (root) render(<Gallery {...props} />, root);
}
