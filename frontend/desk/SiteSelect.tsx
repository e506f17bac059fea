import { Select } from "./Forms";
import { useListing } from "./register";

interface Site {
  id: string;
  name: string;
  town: string;
}

interface SiteSelectProps {
  label: string;
  /** What is shown while no site is chosen. */
  all: string;
  value: string;
  onChoose(siteId: string): void;
}

/** One of all sites, or none. */
export function SiteSelect({ label, all, value, onChoose }: SiteSelectProps) {
  const sites = useListing<Site>("sites");
  const named = sites.items.map(({ id, name, town }) => ({ value: id, text: `${name}, ${town}` }));
  return (
    <>
      {sites.trouble}
      <Select label={label} value={value} options={[{ value: "", text: all }, ...named]} onChoose={onChoose} />
    </>
  );
}
