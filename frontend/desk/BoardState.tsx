import { ListState } from "../shared/components/ListState";
import { explain } from "../shared/explain";
import { useDesk } from "./desk";
import { t } from "./texts";

/** What stands where the board's rows are not: they are being fetched, cannot be fetched, or there are none. */
export function BoardState({ isEmpty, empty }: { isEmpty: boolean; empty: string }) {
  const desk = useDesk();
  if (desk.board.value !== null) return isEmpty ? <ListState state="empty" words={empty} /> : null;
  const trouble = desk.trouble.value;
  if (trouble === null) return <ListState state="loading" words={t.value.loading} />;
  const retry = { word: t.value.retry, run: () => void desk.refetch() };
  return <ListState state="failed" words={explain(t.value, trouble)} retry={retry} />;
}
