import { count, price } from "../../shared/format.ts";
import { localeOf } from "../i18n/locale.ts";
import { followAuction } from "../lib/follow-auction.ts";
import { serverClock } from "../lib/server-clock.ts";

const SPREAD_MS = 1_500;
/** Between two readings-out of price and deadline. */
const SAID_EVERY_MS = 10_000;

/** What of a mission's page may change while somebody reads it stands in places of these names. */
const PLACES = "[data-live]";

export interface LiveMission {
  /** Asks for the page again; one at a time. */
  refresh(): Promise<void>;
  /** Whether changes arrive by themselves. */
  readonly streams: boolean;
  /** When the server last told that the page is true, by its own clock; null until it has. */
  readonly truthfulAt: number | null;
}

/**
 * Keeps an open mission's page true: the same address is asked for again, and the places in which the server now
 * says something else are put in. So a price that is gone, an auction that is over or opened again, and a new
 * addendum read as in a page opened now. A mission that is no longer shown to anyone keeps its text, which somebody
 * may be reading, and says so. `onChange` hears of each place that was put in.
 */
export function watchMission(onChange: (place: Element) => void): LiveMission | null {
  const page = document.querySelector<HTMLElement>("[data-mission]");
  if (page === null) return null;
  const locale = localeOf(location.pathname);
  // What the server wrote, which scripts then add to.
  let written: Document | null = document.cloneNode(true) as Document;
  let truthfulAt: number | null = null;
  let asking: Promise<void> | null = null;

  const ask = async () => {
    const askedAt = performance.now();
    const request = { headers: { accept: "text/html" }, cache: "no-cache" } as const;
    const answer = await fetch(location.pathname, request).catch(() => null);
    if (answer === null) return;
    serverClock.learn(answer.headers, askedAt, performance.now());
    const gone = answer.status === 404;
    if (!answer.ok && !gone) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const asked = serverClock.now();
    truthfulAt = asked === null ? null : asked - (performance.now() - askedAt);
    for (const place of document.querySelectorAll<HTMLElement>(PLACES)) {
      const name = place.dataset.live as string;
      if (gone) empty(place, name, page.dataset.gone ?? "");
      else if (put(place, find(written, name), find(fresh, name))) onChange(place);
    }
    written = gone ? null : fresh;
  };
  const refresh = () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  let streams = false;
  followAuction(page.dataset.mission as string, {
    onState(name, state) {
      const { bestOfferCents: best, deadline, offerCount } = state;
      write("[data-offer-count]", count(offerCount, locale));
      write("[data-best]", best === null ? "–" : price(best, page.dataset.currency ?? "", locale));
      const time = document.querySelector<HTMLTimeElement>("time[data-deadline]");
      if (time !== null && time.dateTime !== deadline) time.dateTime = deadline;
      truthfulAt = state.now;
      say();
      // Those who watch do not all ask at one moment for what these say besides.
      if (name !== "offer") setTimeout(refresh, Math.random() * SPREAD_MS);
    },
    onGone: () => void refresh(),
    onLive(live) {
      streams = live;
    },
  });
  return {
    refresh,
    get streams() {
      return streams;
    },
    get truthfulAt() {
      return truthfulAt;
    },
  };
}

const find = (page: Document | null, name: string) =>
  page?.querySelector<HTMLElement>(`[data-live="${name}"]`) ?? null;

/** Puts in what differs, element by element where they are as many: what is read out is then what has changed. */
function put(place: HTMLElement, before: HTMLElement | null, now: HTMLElement | null): boolean {
  if (now === null || before?.innerHTML === now.innerHTML) return false;
  const [olds, news] = [[...(before?.children ?? [])], [...now.children]];
  if (olds.length !== news.length || place.children.length !== news.length) {
    place.replaceChildren(...now.cloneNode(true).childNodes);
    return true;
  }
  for (const [index, child] of news.entries()) {
    if (olds[index]?.isEqualNode(child)) continue;
    const changed = child.cloneNode(true) as Element;
    changed.classList.add("changed");
    place.children[index]?.replaceWith(changed);
  }
  return true;
}

function empty(place: HTMLElement, name: string, gone: string): void {
  // Put in again, it would be read out again.
  if (name === "notice" && place.textContent === gone) return;
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.textContent = gone;
  place.replaceChildren(...(name === "notice" ? [notice] : []));
}

function write(place: string, text: string): void {
  const element = document.querySelector(place);
  if (element === null || element.textContent === text) return;
  element.textContent = text;
  element.classList.remove("changed");
  // Read, so that the change shows anew.
  void (element as HTMLElement).offsetWidth;
  element.classList.add("changed");
}

let saying: ReturnType<typeof setTimeout> | undefined;
let saidAt = Number.NEGATIVE_INFINITY;

/** Reads out what price, offers and deadline are now, at most every ten seconds: the newest, once for all between. */
function say(): void {
  if (saying !== undefined) return;
  saying = setTimeout(
    () => {
      saying = undefined;
      saidAt = performance.now();
      const said = document.querySelector("[data-said]");
      const shown = [...document.querySelectorAll<HTMLElement>(".tally p, time[data-deadline]")];
      if (said !== null) said.textContent = shown.map(({ innerText }) => innerText).join(". ");
    },
    Math.max(SPREAD_MS, saidAt + SAID_EVERY_MS - performance.now()),
  );
}
