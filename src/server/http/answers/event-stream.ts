import type { ServerResponse } from "node:http";

/** What waits for a reader beyond so many bytes is not added to: the newest state alone is kept for it. */
const MOST_WAITING_BYTES = 64 * 1024;

/** How long a stream that has ended may still be read. */
const LINGER_MS = 1_000;

/**
 * One answer of server-sent events (HTML, section 9.2) whose head has left. Each write is a whole state, so a reader who
 * is too slow for all of them gets the newest.
 */
export class EventStream {
  readonly #response: ServerResponse;
  /** Milliseconds of `performance.now()` since which the reader has been too slow; null: it is not. */
  #slowSince: number | null = null;
  /** What a slow reader gets next. */
  #newest: Buffer | null = null;
  #over = false;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on("drain", () => this.#catchUp());
    response.once("close", () => {
      this.#over = true;
    });
  }

  /** For what ends with the stream, whoever ends it. */
  onClose(work: () => void): void {
    if (this.#response.destroyed || this.#response.closed) work();
    else this.#response.once("close", work);
  }

  /** Since when its reader has been too slow, in milliseconds of `performance.now()`; null: it is not. */
  get slowSince(): number | null {
    return this.#slowSince;
  }

  /** A state, written out as an event. */
  send(bytes: Buffer): void {
    if (this.#over) return;
    if (this.#response.writableLength > MOST_WAITING_BYTES) {
      this.#slowSince ??= performance.now();
      this.#newest = bytes;
      return;
    }
    this.#response.write(bytes);
  }

  /** What is no state, and needless for a reader who has not read what was before. */
  remark(bytes: Buffer): void {
    if (!this.#over && this.#slowSince === null) this.#response.write(bytes);
  }

  /** After the last words. */
  end(bytes?: Buffer): void {
    if (this.#over) return;
    this.#over = true;
    const { socket } = this.#response;
    this.#response.end(bytes);
    // A reader who does not close its side would hold the connection, and the end of the program with it.
    setTimeout(() => socket?.destroy(), LINGER_MS).unref();
  }

  destroy(): void {
    this.#response.destroy();
  }

  #catchUp(): void {
    this.#slowSince = null;
    const newest = this.#newest;
    this.#newest = null;
    if (newest !== null) this.send(newest);
  }
}
