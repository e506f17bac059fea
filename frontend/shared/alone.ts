/**
 * Does something in one tab at a time. A tab that the phone has put to sleep may hold the lock for ever: after the
 * wait the work is done all the same. What is done here must therefore be harmless when it is done twice.
 */
export async function alone<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return await work();
  const wait = new AbortController();
  const timer = setTimeout(() => wait.abort(), waitMs);
  let begun = false;
  try {
    return await navigator.locks.request(name, { signal: wait.signal }, () => {
      begun = true;
      clearTimeout(timer);
      return work();
    });
  } catch (error) {
    if (begun || !wait.signal.aborted) throw error;
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
