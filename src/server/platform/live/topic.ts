import { setImmediate as nextTurn } from "node:timers/promises";

/** One thing that is watched: how its state is read and written for those who watch it. */
export interface TopicSource<State> {
  /** What is invalidated when the state changes. */
  readonly tag: string;
  /** Reads the present state. */
  load(): Promise<State>;
  /** The same for states of which nobody needs the second. */
  idOf(state: State): string;
  /** For those who were shown `before` last; null: nothing yet. Made once for all of them. */
  write(state: State, before: State | null): Buffer;
}

export interface Shown {
  readonly id: string;
  readonly bytes: Buffer;
  readonly state: unknown;
  /** Whether nothing was shown before; it may then be what the watcher knows already. */
  readonly first: boolean;
}

export interface Watcher {
  show(shown: Shown): void;
}

/** Between two loads of one topic, so that there are at most four a second: what comes faster is seen together. */
const GAP_MS = 250;
const RETRY_MS = 1_000;
/** So many are shown a state in one turn of the event loop: what else this instance is asked does not wait for thousands. */
const SHOWN_AT_ONCE = 100;

/** Loads a topic's state when it is to be looked at, one load at a time, and shows it to all who watch. */
export class Topic {
  readonly #source: TopicSource<unknown>;
  readonly #onError: (error: unknown) => void;
  /** Were shown `#shown`. */
  readonly #watchers = new Set<Watcher>();
  /** Are shown what is being loaded. */
  #arriving = new Set<Watcher>();
  /** Came after that was begun, and are shown the next. */
  #waiting = new Set<Watcher>();
  #shown: { readonly state: unknown } | null = null;
  #loading = false;
  #again = false;
  #begunAt = Number.NEGATIVE_INFINITY;
  #timer: { readonly handle: NodeJS.Timeout; readonly due: number } | null = null;

  constructor(source: TopicSource<unknown>, onError: (error: unknown) => void) {
    this.#source = source;
    this.#onError = onError;
  }

  get size(): number {
    return this.#watchers.size + this.#arriving.size + this.#waiting.size;
  }

  join(watcher: Watcher): void {
    this.#waiting.add(watcher);
    this.refresh();
  }

  leave(watcher: Watcher): void {
    for (const set of [this.#watchers, this.#arriving, this.#waiting]) set.delete(watcher);
    if (this.size === 0) this.#stopTimer();
  }

  /** Looks at the state anew, in so many milliseconds or as soon as the gap between loads allows. */
  refresh(inMs = 0): void {
    if (this.#loading) {
      this.#again = true;
      return;
    }
    const now = performance.now();
    const due = Math.max(now + inMs, this.#begunAt + GAP_MS);
    if (this.#timer !== null && this.#timer.due <= due) return;
    this.#stopTimer();
    if (due <= now) void this.#load();
    else this.#timer = { due, handle: setTimeout(() => void this.#load(), due - now) };
  }

  #stopTimer(): void {
    clearTimeout(this.#timer?.handle);
    this.#timer = null;
  }

  async #load(): Promise<void> {
    this.#timer = null;
    this.#loading = true;
    this.#again = false;
    this.#begunAt = performance.now();
    this.#arriving = this.#waiting;
    this.#waiting = new Set();
    let failed = false;
    try {
      await this.#show(await this.#source.load());
    } catch (error) {
      failed = true;
      this.#waiting = new Set([...this.#arriving, ...this.#waiting]);
      this.#onError(error);
    }
    this.#arriving = new Set();
    this.#loading = false;
    if (this.size === 0) return;
    if (failed) this.refresh(RETRY_MS);
    else if (this.#again || this.#waiting.size > 0) this.refresh();
  }

  /** Nothing is loaded meanwhile, so each watcher is shown states in their order. */
  async #show(state: unknown): Promise<void> {
    const { idOf, write } = this.#source;
    const [before, id] = [this.#shown, idOf(state)];
    this.#shown = { state };
    if (before !== null && this.#watchers.size > 0 && idOf(before.state) !== id) {
      const bytes = write(state, before.state);
      await inTurns(this.#watchers, (watcher) => watcher.show({ id, bytes, state, first: false }));
    }
    if (this.#arriving.size === 0) return;
    const bytes = write(state, null);
    await inTurns(this.#arriving, (watcher) => {
      this.#arriving.delete(watcher);
      this.#watchers.add(watcher);
      watcher.show({ id, bytes, state, first: true });
    });
  }
}

/** Some in each turn of the event loop; who leaves meanwhile is left out. */
async function inTurns(watchers: ReadonlySet<Watcher>, show: (watcher: Watcher) => void): Promise<void> {
  let shown = 0;
  for (const watcher of [...watchers]) {
    if (shown === SHOWN_AT_ONCE) {
      await nextTurn();
      shown = 0;
    }
    if (!watchers.has(watcher)) continue;
    shown += 1;
    show(watcher);
  }
}
