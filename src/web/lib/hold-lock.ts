/**
 * Holds a lock of this browser, over all its pages of this site, until what it resolves to is called; null when it is not
 * to be had, or not any more (`signal`).
 */
export function holdLock(name: string, options: LockOptions): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    navigator.locks
      .request(name, options, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((free) => resolve(free));
      })
      .catch(() => resolve(null));
  });
}
