import { localeOf } from "../i18n/locale.ts";
import type { Mission } from "../lib/api-types.ts";
import { count, fullMoment, price } from "../lib/format.ts";

const EVERY_MS = 15_000;

/** Asks for an open mission's numbers again while somebody looks at it. */
export function keepFresh(): void {
  const page = document.querySelector<HTMLElement>("[data-mission]");
  const id = page?.dataset.mission;
  if (id === undefined || document.querySelector("[data-countdown]") === null) return;
  const refresh = async () => {
    if (document.hidden) return;
    const answer = await fetch(`/api/v1/missions/${id}`).catch(() => null);
    if (answer?.ok) show((await answer.json()) as Mission);
  };
  setInterval(() => void refresh(), EVERY_MS);
  document.addEventListener("visibilitychange", () => void refresh());
}

function show(mission: Mission): void {
  const locale = localeOf(location.pathname);
  replace("[data-offer-count]", count(mission.offerCount, locale));
  if (mission.bestOfferCents !== null) {
    replace("[data-best]", price(mission.bestOfferCents, mission.currency, locale));
  }
  const deadline = document.querySelector<HTMLTimeElement>("time[data-deadline]");
  if (deadline !== null && mission.deadline !== null && deadline.dateTime !== mission.deadline) {
    deadline.dateTime = mission.deadline;
    deadline.textContent = fullMoment(mission.deadline, deadline.dataset.timeZone ?? "Europe/Paris", locale);
  }
}

function replace(selector: string, text: string): void {
  const place = document.querySelector(selector);
  if (place === null || place.textContent === text) return;
  place.textContent = text;
  const box = place.closest("p");
  box?.classList.remove("changed");
  requestAnimationFrame(() => box?.classList.add("changed"));
}
