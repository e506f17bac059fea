/** A small choice that this browser remembers; one that refuses to remember asks again next time. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Private windows and full disks: the choice holds until the page is closed.
  }
}
