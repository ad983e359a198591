import { useEffect, useRef, useState } from "react";
import { followAuction } from "../lib/follow-auction.ts";
import { soon } from "../lib/soon.ts";

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
    const read = soon(() => reading.current());
    const stop = followAuction(missionId, { onState: read.again, onGone: read.again, onLive: setLive });
    return () => {
      stop();
      read.stop();
    };
  }, [missionId]);
  return {
    everyMs: live ? EVERY_WHILE_LIVE_MS : everyMs,
    onChange(read) {
      reading.current = read;
    },
  };
}
