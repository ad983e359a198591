import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import type { ConnectionConfig } from "../../src/server/platform/database/database.ts";

/** A way to a PostgreSQL that can be closed, as when it stops, or go silent, as when its machine hangs, or be slow. */
export interface Relay {
  /** The same connection, by this way. */
  through(direct: ConnectionConfig): ConnectionConfig;
  /** Breaks what is open and refuses what comes. */
  stop(): Promise<void>;
  /** Keeps what is open, takes what comes, and lets nothing pass. */
  hang(): void;
  /** As before `stop` or `hang`. */
  restore(): Promise<void>;
  /** Keeps what is open, takes what comes, and holds everything up, as when the machine stands still. */
  freeze(): void;
  /** What was held up goes on. */
  thaw(): void;
  /** Everything that comes from PostgreSQL comes so many milliseconds late; 0: at once. */
  delay(milliseconds: number): void;
}

export async function startRelay(target: ConnectionConfig): Promise<Relay> {
  const { host = "127.0.0.1", port = 5432 } = target;
  const open = new Set<Socket>();
  let silent = false;
  let frozen = false;
  let late = 0;
  const server = createServer((near) => {
    const far = host.startsWith("/") ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("data", (bytes) => {
        if (silent) return;
        // Timers of one length fire in their order.
        if (late > 0 && one === far) setTimeout(() => other.write(bytes), late);
        else other.write(bytes);
      });
      if (frozen) one.pause();
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(at, "127.0.0.1", resolve);
    });
  await listen(0);
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
  return {
    through: (direct) => ({ ...direct, host: "127.0.0.1", port: own }),
    stop,
    freeze() {
      frozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of open) socket.resume();
    },
    delay(milliseconds) {
      late = milliseconds;
    },
    hang: () => {
      silent = true;
    },
    async restore() {
      // What was swallowed would be missed in the middle of a conversation.
      if (silent) for (const socket of open) socket.destroy();
      silent = false;
      if (!server.listening) await listen(own);
    },
  };
}
