interface Graph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

/**
 * What a page needs in its first instant, in two files rather than thirty: they compress better together, and a phone
 * with little coverage asks twice instead of thirty times. `own` is what only that page needs, `base` what another page
 * needs too; all that is fetched later stays apart.
 */
export function firstInstant(page: string, others: string[]): (id: string, graph: Graph) => string | null {
  const reached = new Map<string, Set<string>>();
  const reach = (entry: string, graph: Graph): Set<string> => {
    const known = reached.get(entry);
    if (known) return known;
    const found = new Set<string>();
    const waiting = [entry];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
    }
    reached.set(entry, found);
    return found;
  };
  return (id, graph) => {
    if (id === page || id.endsWith(".css") || !reach(page, graph).has(id)) return null;
    return others.some((other) => reach(other, graph).has(id)) ? "base" : "own";
  };
}
