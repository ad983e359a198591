/** Beyond this many subjects the one known longest is forgotten: an attack from many addresses must not fill memory. */
export const MOST_SUBJECTS = 50_000;

/** Where a subject stands in its window. */
export interface Standing {
  readonly used: number;
  /** Until the window ends. */
  readonly resetMs: number;
}

interface Window {
  used: number;
  /** On the clock of `performance.now()`, which nobody sets. */
  readonly endsAt: number;
}

/** Counts in windows in this process's memory. Bounded: what is over makes room first, then what began first. */
export class WindowCounts {
  readonly #windowMs: number;
  readonly #most: number;
  /** In the order in which the windows began. */
  readonly #windows = new Map<string, Window>();

  constructor(windowSeconds: number, most = MOST_SUBJECTS) {
    this.#windowMs = windowSeconds * 1_000;
    this.#most = most;
  }

  get subjects(): number {
    return this.#windows.size;
  }

  add(subject: string): Standing {
    const now = performance.now();
    const window = this.#windows.get(subject);
    if (window === undefined || window.endsAt <= now) return this.#begin(subject, 1, this.#windowMs, now);
    window.used += 1;
    return { used: window.used, resetMs: window.endsAt - now };
  }

  takeBack(subject: string): void {
    const window = this.#windows.get(subject);
    if (window !== undefined) window.used -= 1;
  }

  /** Takes over what is known elsewhere, unless more is known here. */
  raise(subject: string, { used, resetMs }: Standing): void {
    const here = this.#windows.get(subject)?.used ?? 0;
    if (used > here) this.set(subject, used, resetMs);
  }

  set(subject: string, used: number, resetMs: number): void {
    this.#begin(subject, used, resetMs, performance.now());
  }

  delete(subject: string): void {
    this.#windows.delete(subject);
  }

  #begin(subject: string, used: number, resetMs: number, now: number): Standing {
    this.#windows.delete(subject);
    this.#windows.set(subject, { used, endsAt: now + resetMs });
    for (const [oldest, { endsAt }] of this.#windows) {
      if (endsAt > now && this.#windows.size <= this.#most) break;
      this.#windows.delete(oldest);
    }
    return { used, resetMs };
  }
}
