import { holdLock } from "./hold-lock.ts";
import { readEvents, type ServerEvent } from "./read-events.ts";

export interface StreamOptions {
  /** Of what is streamed: pages of one name share a connection. */
  readonly name: string;
  /** Opens it, e.g. under a token. */
  open(headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  /** @param askedAt when the stream was asked for, where this is its first event to this page, by `performance.now()` */
  onEvent(event: ServerEvent, askedAt: number | null): void;
  /** A connection has been opened: what happened while there was none was told to nobody. */
  onOpen?(): void;
  /** Whether events arrive; while they do not, the page asks by itself. */
  onLive(live: boolean): void;
}

/** What pages that share a connection tell each other, besides its events. */
type Said = "present?" | "open" | "live" | "lost";

/** An answer after which nothing more comes: it is over (204), or shown to nobody (404); a token has to be renewed (401). */
const OVER = new Set([204, 401, 403, 404]);
/** A comment comes every 15 s; without, something on the way holds the stream back. */
const SILENT_MS = 20_000;
const HIDDEN_MS = 5 * 60_000;
/** Over HTTP/1.1 a browser opens six connections to a site; so many are left for pages. */
const MOST_STREAMS = 4;
const BACKOFF = { least: 1_000, most: 30_000 };

/** Ends at once with `signal`: what waits holds a lock. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

/**
 * Follows a stream of events with one connection for all pages of this browser that follow it: the page that holds the
 * lock reads, and tells the others. A page that is hidden for five minutes lets go, and comes back when it is looked at.
 * @returns stops following
 */
export function followStream({ name, open, onEvent, onOpen, onLive }: StreamOptions): () => void {
  if (!("locks" in navigator) || !("BroadcastChannel" in globalThis)) return () => {};
  const channel = new BroadcastChannel(name);
  let stopping = new AbortController();
  let latest: ServerEvent | null = null;
  let over = false;
  let retryMs = 2_000;

  const tell = (event: ServerEvent, askedAt: number | null) => {
    // What has a number is a state, which a page that comes later has to know; the rest concerns who was there.
    if (event.id !== "") latest = event;
    onEvent(event, askedAt);
  };
  let leads = false;
  /** Whether bytes arrive on this page's own connection. */
  let arrives = false;
  const opened = () => {
    onLive(true);
    onOpen?.();
  };
  const lose = () => {
    arrives = false;
    channel.postMessage("lost" satisfies Said);
    onLive(false);
  };
  channel.onmessage = ({ data }: MessageEvent<ServerEvent | Said>) => {
    if (data === "open") opened();
    else if (data === "live") onLive(true);
    else if (data === "lost") onLive(false);
    else if (data !== "present?") tell(data, null);
    else if (leads && arrives) {
      channel.postMessage("live" satisfies Said);
      if (latest !== null) channel.postMessage(latest);
    }
  };

  const read = async (signal: AbortSignal): Promise<"over" | "ended" | "refused"> => {
    const silent = new AbortController();
    let timer = setTimeout(() => silent.abort(), SILENT_MS);
    let begun = false;
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
          if (begun) return;
          begun = true;
          arrives = true;
          channel.postMessage("open" satisfies Said);
          opened();
        },
      );
      return "ended";
    } catch {
      return begun && !silent.signal.aborted ? "ended" : "refused";
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
      if (how !== "ended") lose();
      backoff = how === "ended" ? BACKOFF.least : Math.min(backoff * 2, BACKOFF.most);
      await pause((how === "ended" ? retryMs : backoff) * (0.5 + Math.random()), signal);
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
  /** Without a word to the others: the next of them takes over. */
  const letGo = () => {
    arrives = false;
    onLive(false);
    stopping.abort();
  };
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(letGo, HIDDEN_MS);
    else if (stopping.signal.aborted && !over) begin();
  };
  // A page that holds a lock is not kept for going back to it.
  const listened = [
    [document, "visibilitychange", look],
    [globalThis, "pagehide", letGo],
    [globalThis, "pageshow", look],
  ] as const;
  for (const [where, what, heard] of listened) where.addEventListener(what, heard);
  begin();
  return () => {
    for (const [where, what, heard] of listened) where.removeEventListener(what, heard);
    clearTimeout(hiding);
    stopping.abort();
    channel.close();
  };
}
