import type { Invalidation } from "../invalidation/invalidation.ts";
import { Topic, type TopicSource, type Watcher } from "./topic.ts";

/** For metrics and tests. */
export interface HubState {
  /** Things that are watched on this instance. */
  readonly topics: number;
  /** Tags that somebody wants to hear of. */
  readonly heard: number;
  /** Whether Redis is away, so that what is watched is asked for every second. */
  readonly polling: boolean;
  /** How often that began since the start. */
  readonly timesPolling: number;
}

export interface Hub {
  /**
   * Shows the watcher the present state at once, read after this call, and then whatever follows it: the newest state
   * always, those between where there is time. @returns stops watching
   */
  watch<State>(source: TopicSource<State>, watcher: Watcher): () => void;
  /**
   * Calls back with whichever of these tags has changed; with null where changes may have been missed. @returns stops it
   */
  hear(tags: readonly string[], heard: (tag: string | null) => void): () => void;
  state(): HubState;
  close(): void;
}

export interface HubOptions {
  readonly invalidation: Invalidation;
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two looks at what is watched while Redis is away. */
  readonly pollEveryMs?: number;
}

const POLL_EVERY_MS = 1_000;
/** After a gap everything is looked at, spread over so long: a thousand topics are not asked for at once. */
const SPREAD_MS = 500;

/**
 * What is watched live, on this instance: each thing is loaded once for all who watch it, when its tag is invalidated on
 * any instance. A transfer of state, no log: who missed something is shown the newest and lacks nothing.
 */
export function createHub({ invalidation, onError, pollEveryMs = POLL_EVERY_MS }: HubOptions): Hub {
  const topics = new Map<string, Topic>();
  const hearing = new Map<string, Set<(tag: string | null) => void>>();
  let polling = false;
  let timesPolling = 0;

  const refreshAll = (withinMs: number) => {
    for (const topic of topics.values()) topic.refresh(Math.random() * withinMs);
  };
  const tellAll = () => {
    for (const heard of new Set([...hearing.values()].flatMap((all) => [...all]))) heard(null);
  };
  invalidation.listen({
    onChange(tags) {
      for (const tag of tags) {
        topics.get(tag)?.refresh();
        for (const heard of hearing.get(tag) ?? []) heard(tag);
      }
    },
    onMissed() {
      refreshAll(SPREAD_MS);
      tellAll();
    },
  });
  const looking = setInterval(() => {
    const away = !invalidation.trusted();
    if (away && !polling) timesPolling += 1;
    polling = away;
    if (!away) return;
    refreshAll(0);
    tellAll();
  }, pollEveryMs);
  looking.unref();

  return {
    watch(source, watcher) {
      let topic = topics.get(source.tag);
      if (topic === undefined) {
        topic = new Topic(source as TopicSource<unknown>, onError);
        topics.set(source.tag, topic);
      }
      const watched = topic;
      watched.join(watcher);
      return () => {
        watched.leave(watcher);
        if (watched.size === 0 && topics.get(source.tag) === watched) topics.delete(source.tag);
      };
    },
    hear(tags, heard) {
      for (const tag of tags) {
        const all = hearing.get(tag) ?? new Set();
        hearing.set(tag, all.add(heard));
      }
      return () => {
        for (const tag of tags) {
          const all = hearing.get(tag);
          all?.delete(heard);
          if (all?.size === 0) hearing.delete(tag);
        }
      };
    },
    state: () => ({ topics: topics.size, heard: hearing.size, polling, timesPolling }),
    close: () => clearInterval(looking),
  };
}
