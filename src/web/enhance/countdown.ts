import { serverClock } from "../lib/server-clock.ts";
import type { LiveMission } from "./live.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often the page is asked for again: an auction that is over may be opened again; near its end each bid counts. */
const EVERY = { over: 60 * SECOND, open: 15 * SECOND, ending: 10 * SECOND };
/** What a page says besides, an addendum or who asks for it, while prices arrive by themselves. */
const EVERY_WHILE_LIVE = 60 * SECOND;
/** So far a clock of the device may run ahead of the page's: it slept. */
const SLEPT = 5 * SECOND;
const ENDING = 3 * MINUTE;

/**
 * Says how long is left until the deadline, by the server's clock alone, and asks for the page again while somebody
 * looks at it. That the time is over is said once the server was asked after it: a late offer may have moved it.
 */
export function countDown(live: LiveMission): void {
  // Without a countdown nothing is owed at once; with one, the server's clock.
  let askedAt = document.querySelector("[data-countdown]") === null ? performance.now() : -EVERY.over;
  let shown: { deadline: string; left: number } | null = null;
  let [ticked, wall] = [performance.now(), Date.now()];
  const tick = () => {
    // Asleep, a device's ticks may stand still: then nothing that was known of the server's clock holds.
    const slept = Math.abs(Date.now() - wall - (performance.now() - ticked)) > SLEPT;
    [ticked, wall] = [performance.now(), Date.now()];
    if (slept) {
      shown = null;
      void live.refresh();
    }
    const deadline = document.querySelector<HTMLTimeElement>("time[data-deadline]");
    const place = document.querySelector<HTMLElement>("[data-countdown]");
    const now = serverClock.now();
    const end = Date.parse(deadline?.dateTime ?? "");
    const left = place === null || now === null ? null : end - now;
    if (place !== null && left !== null) {
      const over = left <= 0 && live.truthfulAt !== null && live.truthfulAt >= end;
      // A better known clock may give a moment back; nobody is shown more time than before, but by a later deadline.
      const before = shown?.deadline === deadline?.dateTime ? shown?.left : undefined;
      shown = { deadline: deadline?.dateTime ?? "", left: Math.max(Math.min(left, before ?? left), 0) };
      place.textContent = over ? (place.dataset.over ?? "") : remaining(shown.left, place);
      place.hidden = false;
      for (const action of document.querySelectorAll<HTMLElement>("[data-while-open]")) action.hidden = over;
    }
    const asked = place === null ? EVERY.over : (left ?? 0) < ENDING ? EVERY.ending : EVERY.open;
    const every = live.streams && (left ?? 0) > 0 ? EVERY_WHILE_LIVE : asked;
    if (document.hidden || performance.now() - askedAt < every) return;
    askedAt = performance.now();
    void live.refresh();
  };
  tick();
  setInterval(tick, SECOND);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void live.refresh();
  });
}

/** To the second in the last hour. */
function remaining(left: number, { dataset }: HTMLElement): string {
  const [days = "", hours = "", minutes = "", seconds = ""] = (dataset.units ?? "").split(" ");
  const d = Math.floor(left / DAY);
  const h = Math.floor((left % DAY) / HOUR);
  const m = Math.floor((left % HOUR) / MINUTE);
  const s = Math.floor((left % MINUTE) / SECOND);
  if (d > 0) return `${d}\u00a0${days} ${h}\u00a0${hours}`;
  if (h > 0) return `${h}\u00a0${hours} ${m}\u00a0${minutes}`;
  return `${m}\u00a0${minutes} ${s}\u00a0${seconds}`;
}
