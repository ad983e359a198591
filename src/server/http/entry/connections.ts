import type { Server } from "node:http";
import type { Socket } from "node:net";
import { addressSubject } from "../limits/subject.ts";
import { isIn, networks } from "./networks.ts";

export interface ConnectionBounds {
  /** Open at once from one address, counted as limits do; null: as many as it likes. */
  readonly most: number | null;
  /** CIDRs: through a proxy come many people, whom the limits of requests tell apart. */
  readonly trustedProxies: readonly string[];
  /** Milliseconds in which a reader has to take something of what was sent, and how often that is looked at. */
  readonly stalledMs?: number;
  readonly lookEveryMs?: number;
}

const STALLED_MS = 30_000;
const LOOK_EVERY_MS = 5_000;

/** What waits to leave, when it last became less. */
interface Progress {
  waiting: number;
  since: number;
}

/**
 * Bounds what connections may hold: so many of one address at once, the others are told by `refuse`, and none whose
 * reader takes nothing of its answer.
 */
export function boundConnections(
  server: Server,
  bounds: ConnectionBounds,
  refuse: (socket: Socket) => void,
): void {
  const { most, stalledMs = STALLED_MS, lookEveryMs = LOOK_EVERY_MS } = bounds;
  const trusted = networks(bounds.trustedProxies);
  const open = new Map<Socket, Progress>();
  const byAddress = new Map<string, number>();

  server.on("connection", (socket) => {
    open.set(socket, { waiting: 0, since: performance.now() });
    const address = isIn(trusted, socket.remoteAddress) ? null : addressSubject(socket.remoteAddress);
    const count = address === null ? 0 : (byAddress.get(address) ?? 0) + 1;
    if (address !== null) byAddress.set(address, count);
    socket.once("close", () => {
      open.delete(socket);
      if (address === null) return;
      const left = (byAddress.get(address) ?? 1) - 1;
      if (left === 0) byAddress.delete(address);
      else byAddress.set(address, left);
    });
    if (most !== null && count > most) refuse(socket);
  });

  const looking = setInterval(() => {
    const now = performance.now();
    for (const [socket, progress] of open) {
      const waiting = waitingToLeave(socket);
      if (waiting === 0 || waiting !== progress.waiting) {
        progress.waiting = waiting;
        progress.since = now;
      } else if (now - progress.since >= stalledMs) socket.destroy();
    }
  }, lookEveryMs);
  looking.unref();
  server.once("close", () => clearInterval(looking));
}

/**
 * Bytes that the system has not taken yet. Not declared, but what Node's own time limit of a socket looks at (net.js,
 * `_onTimeout`); `writableLength` stands still while a large answer leaves.
 */
const waitingToLeave = (socket: Socket): number =>
  (socket as unknown as { _handle: { writeQueueSize?: number } | null })._handle?.writeQueueSize ?? 0;
