import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { count, plural, price } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

interface PricesProps {
  readonly mission: Mission;
  readonly own: SeenOffer | null;
  /** As the API orders them by price. */
  readonly offers: readonly SeenOffer[];
  /** Null when all are shown. */
  readonly more: (() => void) | null;
}

/** The open auction as bidders see it: numbered, lowest first. */
export function Prices({ mission, own, offers, more }: PricesProps) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  if (mission.auction === "sealed") {
    return (
      <aside className="panel" aria-label={texts.otherPrices}>
        <p>{texts.sealedPrices}</p>
      </aside>
    );
  }
  const running = offers.filter(({ rank }) => rank !== null);
  // One's own place is known, however far down the list it is.
  const apart = own !== null && own.rank !== null && !running.some(({ mine }) => mine) ? own : null;
  const { offerCount } = mission;
  const counted = `${count(offerCount, locale)} ${plural(offerCount, locale, texts.offers)}`;
  return (
    <aside className="panel" aria-label={texts.otherPrices}>
      <h2>{texts.otherPrices}</h2>
      <p className="hint">{offerCount === 0 ? texts.noOffers : counted}</p>
      <ol className="prices" aria-live="polite">
        {running.map((offer) => (
          <Price key={offer.id} offer={offer} />
        ))}
        {apart === null ? null : <Price key={apart.id} offer={apart} />}
      </ol>
      {more === null ? null : (
        <p className="pager">
          <button className="button small" type="button" onClick={more}>
            {texts.more}
          </button>
        </p>
      )}
    </aside>
  );
}

function Price({ offer }: { readonly offer: SeenOffer }) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  const { rank, mine, label, priceCents, currency } = offer;
  return (
    <li value={rank ?? undefined} className={mine ? "mine" : undefined}>
      <span>
        {rank === null ? null : <span className="label">{`${count(rank, locale)}. `}</span>}
        {label}
        {mine ? ` (${texts.you})` : null}
      </span>
      <strong>{price(priceCents ?? 0, currency, locale)}</strong>
    </li>
  );
}
