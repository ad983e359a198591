import pg from "pg";
import { WalError } from "./wal-error.ts";

/** What comes while a base backup runs (PostgreSQL, "Streaming Replication Protocol", BASE_BACKUP of version 15). */
export type BackupMessage =
  | { readonly kind: "archive"; readonly name: string }
  | { readonly kind: "manifest" }
  | { readonly kind: "data"; readonly part: Buffer };

export interface ReceivedBackup {
  /** null at the end: after the last result set and the server's ReadyForQuery, and not before. Throws what failed. */
  next(): Promise<BackupMessage | null>;
  /** Complete once `next` gave null: where recovery starts, and from where on it is consistent. */
  result(): { readonly start: string; readonly stop: string; readonly timeline: number };
}

/** So much is held at most, beside what one read of the socket brings. */
const MOST_HELD_BYTES = 4 * 1024 * 1024;

/** The part of `pg`'s connection that is used here. */
interface Connection {
  readonly stream: { pause(): void; resume(): void };
  query(text: string): void;
}

/**
 * Asks for a base backup. The server is paused while nobody takes what came; what came already is kept in order with the
 * marks between, so that neither a pause nor the end of an archive loses a byte.
 */
export function receiveBackup(client: pg.Client, command: string): ReceivedBackup {
  const received = new BackupQuery(command);
  client.query(received as unknown as pg.Submittable);
  return received;
}

class BackupQuery implements ReceivedBackup {
  readonly #command: string;
  readonly #messages: BackupMessage[] = [];
  readonly #results: string[][][] = [];
  #heldBytes = 0;
  #connection: Connection | null = null;
  #ended = false;
  #error: Error | null = null;
  #wake: () => void = () => {};

  constructor(command: string) {
    this.#command = command;
  }

  async next(): Promise<BackupMessage | null> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) {
        if (message.kind === "data") this.#heldBytes -= message.part.length;
        if (this.#heldBytes < MOST_HELD_BYTES / 2) this.#connection?.stream.resume();
        return message;
      }
      if (this.#error !== null) throw this.#error;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  result() {
    // Start, tablespaces, end.
    const [first, spaces, last] = this.#results;
    const start = first?.[0]?.[0];
    const [stop, timeline] = last?.[0] ?? [];
    if (!this.#ended || start === undefined || stop === undefined || timeline === undefined)
      throw new WalError("PostgreSQL ended the base backup before its end");
    if (spaces?.length !== 1)
      throw new WalError("the cluster has tablespaces, which this base backup does not take");
    return { start, stop, timeline: Number(timeline) };
  }

  // What follows is called by `pg`.

  submit(connection: Connection): null {
    this.#connection = connection;
    connection.query(this.#command);
    return null;
  }

  handleRowDescription(): void {
    this.#results.push([]);
  }

  handleDataRow({ fields }: { fields: string[] }): void {
    this.#results.at(-1)?.push(fields);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    const message = messageOf(chunk);
    if (message === null) return;
    this.#messages.push(message);
    if (message.kind === "data") this.#heldBytes += message.part.length;
    if (this.#heldBytes > MOST_HELD_BYTES) this.#connection?.stream.pause();
    this.#wake();
  }

  handleReadyForQuery(): void {
    this.#ended = true;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#error ??= error;
    this.#wake();
  }

  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
}

/** The first byte says what it is; null: how far it is, which is not asked for. */
function messageOf(chunk: Buffer): BackupMessage | null {
  switch (String.fromCharCode(chunk[0] ?? 0)) {
    case "n":
      return { kind: "archive", name: chunk.toString("utf8", 1, chunk.indexOf(0, 1)) };
    case "m":
      return { kind: "manifest" };
    case "d":
      // A copy: `pg` reads the next message into the same memory.
      return { kind: "data", part: Buffer.from(chunk.subarray(1)) };
    default:
      return null;
  }
}

/** Throws WalError in one line where the role may not replicate. */
export async function withReplication<Result>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  // With a database's name it is no connection of `replication` in pg_hba.conf, so that the cluster's own lines let it in.
  const client = new pg.Client({ ...connection, replication: "database" } as pg.ClientConfig);
  client.on("error", () => {});
  await client.connect().catch((error: Error & { code?: string }) => {
    if (error.code !== "42501" && error.code !== "28000") throw error;
    throw new WalError(
      `the role ${connection.user} may not replicate, which a base backup needs: on a server of your own use pgBackRest (docs/operate.md)`,
      { cause: error },
    );
  });
  try {
    return await work(client);
  } finally {
    // Paused, it would never read the server's farewell.
    (client as unknown as { connection: Connection }).connection.stream.resume();
    await client.end().catch(() => {});
  }
}
