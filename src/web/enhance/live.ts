import { serverClock } from "../lib/server-clock.ts";

/** What of a mission's page may change while somebody reads it stands in places of these names. */
const PLACES = "[data-live]";

export interface LiveMission {
  /** Asks for the page again; one at a time. */
  refresh(): Promise<void>;
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
  return {
    refresh() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
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
