import { holdLock } from "./hold-lock.ts";
import { readEvents, type ServerEvent } from "./read-events.ts";

export interface StreamOptions {
  /** Of what is streamed: pages of one name share a connection. */
  readonly name: string;
  /** Opens it, e.g. under a token. */
  open(headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  /** @param askedAt when the stream was asked for, where this is its first event to this page, by `performance.now()` */
  onEvent(event: ServerEvent, askedAt: number | null): void;
  /** Whether events arrive; while they do not, the page asks by itself. */
  onLive(live: boolean): void;
}

/** An answer after which nothing more comes: it is over (204), or shown to nobody (404); a token has to be renewed (401). */
const OVER = new Set([204, 401, 403, 404]);
/** A comment comes every 15 s; without, something on the way holds the stream back. */
const SILENT_MS = 20_000;
const HIDDEN_MS = 5 * 60_000;
/** Over HTTP/1.1 a browser opens six connections to a site; so many are left for pages. */
const MOST_STREAMS = 4;
const BACKOFF = { least: 1_000, most: 30_000 };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Follows a stream of events with one connection for all pages of this browser that follow it: the page that holds the
 * lock reads, and tells the others. A page that is hidden for five minutes lets go, and comes back when it is looked at.
 * @returns stops following
 */
export function followStream({ name, open, onEvent, onLive }: StreamOptions): () => void {
  if (!("locks" in navigator) || !("BroadcastChannel" in globalThis)) return () => {};
  const channel = new BroadcastChannel(name);
  let stopping = new AbortController();
  let latest: ServerEvent | null = null;
  let over = false;
  let retryMs = 2_000;

  const tell = (event: ServerEvent, askedAt: number | null) => {
    latest = event;
    onLive(true);
    onEvent(event, askedAt);
  };
  channel.onmessage = ({ data }: MessageEvent<ServerEvent | "present?">) => {
    if (data !== "present?") tell(data, null);
    else if (leads && latest !== null) channel.postMessage(latest);
  };
  let leads = false;

  const read = async (signal: AbortSignal): Promise<"over" | "ended" | "refused"> => {
    const silent = new AbortController();
    let timer = setTimeout(() => silent.abort(), SILENT_MS);
    try {
      let askedAt: number | null = performance.now();
      const known = latest === null ? {} : { "last-event-id": latest.id };
      const answer = await open(known, AbortSignal.any([signal, silent.signal]));
      if (OVER.has(answer.status)) return "over";
      if (!answer.ok || answer.body === null) return "refused";
      await readEvents(
        answer.body,
        (event) => {
          tell(event, askedAt);
          askedAt = null;
          channel.postMessage(event);
        },
        (asked) => {
          retryMs = asked ?? retryMs;
          clearTimeout(timer);
          timer = setTimeout(() => silent.abort(), SILENT_MS);
        },
      );
      return "ended";
    } catch {
      return silent.signal.aborted ? "refused" : "ended";
    } finally {
      clearTimeout(timer);
    }
  };

  const lead = async (signal: AbortSignal) => {
    const free = await holdLock(name, { signal });
    if (free === null) return;
    let place: (() => void) | null = null;
    let backoff = BACKOFF.least;
    leads = true;
    while (!signal.aborted && !over) {
      for (let n = 0; n < MOST_STREAMS && place === null; n += 1)
        place = await holdLock(`stream ${n}`, { ifAvailable: true });
      const how = place === null ? "refused" : await read(signal);
      if (signal.aborted) break;
      if (how === "over") over = true;
      if (how !== "ended") onLive(false);
      backoff = how === "ended" ? BACKOFF.least : Math.min(backoff * 2, BACKOFF.most);
      await pause((how === "ended" ? retryMs : backoff) * (0.5 + Math.random()));
    }
    leads = false;
    place?.();
    free();
  };

  const begin = () => {
    stopping = new AbortController();
    channel.postMessage("present?");
    void lead(stopping.signal);
  };
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(hiding);
    if (document.hidden)
      hiding = setTimeout(() => {
        onLive(false);
        stopping.abort();
      }, HIDDEN_MS);
    else if (stopping.signal.aborted && !over) begin();
  };
  document.addEventListener("visibilitychange", look);
  begin();
  return () => {
    document.removeEventListener("visibilitychange", look);
    clearTimeout(hiding);
    stopping.abort();
    channel.close();
  };
}
