import type { Redis } from "../redis.ts";
import { InvalidationBus } from "./invalidation-bus.ts";

/** Hears, after each commit, which tags show something else from now on. */
export interface InvalidationListener {
  /** On this instance and on every other one; an instance hears of its own change once. */
  onChange(tags: readonly string[]): void;
  /** Before other instances are told of a change of this one: what they ask for then must be there. Must not reject. */
  beforeTold?(tags: readonly string[]): Promise<void>;
  /** Every instance knows of a change that this one made. */
  onTold?(tags: readonly string[]): void;
  /** Messages may have been missed: anything may show something else. */
  onMissed?(): void;
  /** Redis answers, at each proof of it. */
  onHeard?(): void;
}

/** Who keeps or shows something, and hears when it is old: the cache of answers, and what is watched live. */
export interface Invalidation {
  listen(listener: InvalidationListener): void;
  /**
   * After the commit: resolves once no instance shows what the tags held before. Where Redis is lost nobody
   * waits for it: others are told once it is back.
   */
  tell(tags: readonly string[]): Promise<void>;
  /** Whether this instance has heard of all changes that anybody was told of. */
  trusted(): boolean;
  /** Whether Redis was there and is not any more, for longer than a lease. */
  lost(): boolean;
  close(): void;
}

export interface SharedInvalidation {
  /** For commands. */
  readonly redis: Redis;
  /** A connection of its own: subscribed, it takes no other commands. */
  readonly subscriber: Redis;
  /** Milliseconds: see `Patience`. */
  readonly lease: number;
}

/** `shared` null: one process, which hears itself. */
export function createInvalidation(shared: SharedInvalidation | null): Invalidation {
  const listeners: InvalidationListener[] = [];
  const change = (tags: readonly string[]) => {
    for (const listener of listeners) listener.onChange(tags);
  };
  const bus =
    shared &&
    new InvalidationBus({
      ...shared,
      onChange: change,
      onMissed: () => {
        for (const listener of listeners) listener.onMissed?.();
      },
      onHeard: () => {
        for (const listener of listeners) listener.onHeard?.();
      },
    });
  return {
    listen: (listener) => void listeners.push(listener),
    async tell(tags) {
      change(tags);
      if (bus === null) return;
      const told = Promise.all(listeners.map((listener) => listener.beforeTold?.(tags)))
        .then(() => bus.publish(tags))
        .then(() => {
          for (const listener of listeners) listener.onTold?.(tags);
        });
      if (!bus.lost()) await told;
    },
    trusted: () => bus === null || bus.trusted(),
    lost: () => bus?.lost() ?? false,
    close: () => bus?.close(),
  };
}
