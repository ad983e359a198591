import type { LiveState } from "../../server/features/missions/live-contract.ts";
import { serverClock } from "./server-clock.ts";
import { followStream } from "./stream.ts";

export type { LiveState };

export interface AuctionFollower {
  /** What has changed last: `status`, `offer`, `deadline` or `question`. */
  onState(name: string, state: LiveState): void;
  /** Nobody is shown it any more. */
  onGone(): void;
  /** Whether changes arrive by themselves. */
  onLive(live: boolean): void;
}

/** Hears of each change of an auction, and learns the server's clock by it. @returns stops */
export function followAuction(missionId: string, { onState, onGone, onLive }: AuctionFollower): () => void {
  let shown = -1;
  return followStream({
    name: `auction ${missionId}`,
    open: (headers, signal) =>
      fetch(`/api/v1/missions/${encodeURIComponent(missionId)}/events`, {
        headers,
        signal,
        cache: "no-store",
      }),
    onEvent({ name, data }, askedAt) {
      if (name === "gone") return onGone();
      const state = JSON.parse(data) as LiveState;
      const hadAt = performance.now();
      // Read by the server before it came here, and where it answers this page's asking, after that.
      serverClock.bound(
        state.now - hadAt,
        askedAt === null ? Number.POSITIVE_INFINITY : state.now + 1 - askedAt,
      );
      if (state.sequence <= shown) return;
      shown = state.sequence;
      onState(name, state);
    },
    onLive,
  });
}
