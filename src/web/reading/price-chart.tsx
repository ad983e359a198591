import { priceHistory } from "../i18n/price-history.ts";
import type { PriceHistory } from "../lib/api-types.ts";
import { count, moment, price } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";

type Point = PriceHistory["items"][number];

/** The page shows so many; the API gives more. */
const MOST_SHOWN = 24;
const WIDTH = 320;
const HEIGHT = 80;
const MARGIN = 4;

/** How the best price of an open auction went: drawn, and as a table for whoever would rather read. */
export function PriceChart({ history, currency }: { history: PriceHistory; currency: string }) {
  const texts = useTexts(priceHistory);
  const locale = useLocale();
  const { timeZone } = useSite();
  const points = thinned(history.items);
  const prices = points.flatMap(({ bestOfferCents }) => bestOfferCents ?? []);
  const [first, last] = [prices[0], prices.at(-1)];
  if (first === undefined || last === undefined || prices.length < 2) return null;
  const sum = (cents: number) => price(cents, currency, locale);
  return (
    <section className="price-history" aria-labelledby="prices">
      <h2 id="prices">{texts.title}</h2>
      <figure>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={stairs(points)} vectorEffect="non-scaling-stroke" />
        </svg>
        <figcaption>{texts.fromTo(sum(first), sum(last))}</figcaption>
      </figure>
      <details>
        <summary>{texts.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.best}</th>
              <th scope="col">{texts.offers}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, bestOfferCents, offerCount }) => (
              <tr key={at}>
                <td>
                  <time dateTime={at} data-hour="">
                    {moment(at, timeZone, locale)}
                  </time>
                </td>
                <td>{bestOfferCents === null ? texts.none : sum(bestOfferCents)}</td>
                <td>{count(offerCount, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** Every so many, and the last. */
function thinned(points: readonly Point[]): readonly Point[] {
  const step = Math.ceil(points.length / MOST_SHOWN);
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
}

/** Each price stands until the next; where none stood the line is broken. */
function stairs(points: readonly Point[]): string {
  const times = points.map(({ at }) => Date.parse(at));
  const prices = points.flatMap(({ bestOfferCents }) => bestOfferCents ?? []);
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const [from, to] = [times[0] as number, times.at(-1) as number];
  const x = (time: number) => place(time - from, to - from, WIDTH);
  const y = (cents: number) => HEIGHT - place(cents - least, most - least, HEIGHT);
  let drawn = "";
  for (const [index, { bestOfferCents }] of points.entries()) {
    if (bestOfferCents === null) continue;
    const broken = index === 0 || points[index - 1]?.bestOfferCents === null;
    const end = times[index + 1] ?? to;
    drawn += `${broken ? `M${x(times[index] as number)} ${y(bestOfferCents)}` : `V${y(bestOfferCents)}`}H${x(end)}`;
  }
  return drawn;
}

/** Within the margins, to a tenth of a unit. */
const place = (part: number, whole: number, size: number): number =>
  Math.round((MARGIN + (whole === 0 ? 0.5 : part / whole) * (size - 2 * MARGIN)) * 10) / 10;
