import { ListState } from "../shared/components/ListState";
import { explain } from "../shared/explain";
import { t } from "./texts";

/** Where something is fetched and not there yet: that it comes, or why it does not. */
export function Coming({ error }: { error: unknown }) {
  const hasFailed = error !== null;
  return (
    <ListState state={hasFailed ? "failed" : "loading"} words={hasFailed ? explain(t.value, error) : t.value.loading} />
  );
}
