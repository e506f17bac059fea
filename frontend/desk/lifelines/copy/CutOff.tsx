import { Notice } from "../../../shared/components/Notice";
import { useDesk } from "../../desk";
import { l } from "../texts";

/** Where the centre cannot be reached: the way to the copy that is kept here, if one is. */
export function CutOff() {
  const { copy } = useDesk();
  if (copy.madeAtMs.value === null) return null;
  return (
    <Notice weight="soon">
      {l.value.copy.cutOff} <a href="#copy">{l.value.copy.open}</a>
    </Notice>
  );
}
