import { useEffect, useRef, useState } from "react";
import type { Locale } from "../i18n/locale.ts";
import { soon } from "../lib/soon.ts";
import { followStream } from "../lib/stream.ts";
import { useLocale } from "../lib/use-page.ts";
import { openStream } from "./api-client.ts";
import { useSession } from "./session.ts";

/** What a person hears of: that something is new, never what. */
export type News = "notification" | "message";

interface Listener {
  readonly news: News;
  heard(): void;
  onLive(live: boolean): void;
}

const listeners = new Set<Listener>();
let live = false;
/** By user id; of one person a document follows one stream, whoever listens in it. */
let followed: { readonly userId: string; stop(): void } | null = null;

/**
 * Calls `heard` soon after something is new for whoever is signed in, and whenever something may have been missed; once
 * it is looked at, where the page is hidden. Null hears nothing.
 * @returns whether news arrive by themselves: while they do not, the page is to ask
 */
export function useNews(news: News | null, heard: () => unknown): boolean {
  const locale = useLocale();
  const session = useSession();
  const userId = session.state === "signedIn" ? session.user.id : null;
  const [isLive, setLive] = useState(false);
  const reading = useRef(heard);
  reading.current = heard;
  useEffect(() => {
    if (news === null || userId === null) return;
    let missed = false;
    const read = soon(() => {
      missed = document.hidden;
      if (!missed) reading.current();
    });
    const look = () => {
      if (missed) read.again();
    };
    document.addEventListener("visibilitychange", look);
    const stop = listen({ news, heard: read.again, onLive: setLive }, userId, locale);
    return () => {
      document.removeEventListener("visibilitychange", look);
      stop();
      read.stop();
    };
  }, [news, userId, locale]);
  return isLive;
}

function listen(listener: Listener, userId: string, locale: Locale): () => void {
  listeners.add(listener);
  if (followed?.userId !== userId) {
    followed?.stop();
    followed = { userId, stop: follow(userId, locale) };
  }
  listener.onLive(live);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    followed?.stop();
    followed = null;
    live = false;
  };
}

function follow(userId: string, locale: Locale): () => void {
  return followStream({
    name: `news ${userId}`,
    open: (headers, signal) => openStream("/me/events", { headers, signal, locale }),
    onEvent({ name }) {
      for (const { news, heard } of listeners) if (news === name) heard();
    },
    onOpen() {
      for (const { heard } of listeners) heard();
    },
    onLive(next) {
      if (next === live) return;
      live = next;
      for (const { onLive } of listeners) onLive(live);
    },
  });
}
