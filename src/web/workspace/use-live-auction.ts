import { useEffect, useRef, useState } from "react";
import { followAuction } from "../lib/follow-auction.ts";

/** Between two readings, and over how long those who are told of one change spread theirs. */
const GAP_MS = 1_000;
const SPREAD_MS = 500;
/** What no event tells, an addendum or a lower price under seal, while the others arrive by themselves. */
const EVERY_WHILE_LIVE_MS = 60_000;

export interface LiveAuction {
  /** How often to read what is shown while no change is told. */
  readonly everyMs: number;
  /** Said at each rendering: what to read when the auction has changed. */
  onChange(read: () => unknown): void;
}

/** Hears of the changes of an auction. @param everyMs how often to read where they do not arrive by themselves */
export function useLiveAuction(missionId: string, everyMs: number): LiveAuction {
  const [live, setLive] = useState(false);
  const reading = useRef<() => unknown>(() => {});
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let readAt = Number.NEGATIVE_INFINITY;
    const soon = () => {
      if (timer !== undefined) return;
      const wait = Math.max(Math.random() * SPREAD_MS, readAt + GAP_MS - performance.now());
      timer = setTimeout(() => {
        timer = undefined;
        readAt = performance.now();
        reading.current();
      }, wait);
    };
    const stop = followAuction(missionId, { onState: soon, onGone: soon, onLive: setLive });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [missionId]);
  return {
    everyMs: live ? EVERY_WHILE_LIVE_MS : everyMs,
    onChange(read) {
      reading.current = read;
    },
  };
}
