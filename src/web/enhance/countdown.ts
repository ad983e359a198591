const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says how long is left beside each deadline, to the second in the last hour. */
export function countDown(): void {
  const place = document.querySelector<HTMLElement>("[data-countdown]");
  const deadline = document.querySelector<HTMLTimeElement>("time[data-deadline]");
  if (place === null || deadline === null) return;
  const [days = "", hours = "", minutes = "", seconds = ""] = (place.dataset.units ?? "").split(" ");
  const over = place.dataset.over ?? "";

  const text = (left: number): string => {
    const d = Math.floor(left / DAY);
    const h = Math.floor((left % DAY) / HOUR);
    const m = Math.floor((left % HOUR) / MINUTE);
    const s = Math.floor((left % MINUTE) / SECOND);
    if (left <= 0) return over;
    if (d > 0) return `${d}\u00a0${days} ${h}\u00a0${hours}`;
    if (h > 0) return `${h}\u00a0${hours} ${m}\u00a0${minutes}`;
    return `${m}\u00a0${minutes} ${s}\u00a0${seconds}`;
  };
  const tick = () => {
    place.textContent = text(Date.parse(deadline.dateTime) - Date.now());
    place.hidden = false;
  };
  tick();
  setInterval(tick, SECOND);
}
