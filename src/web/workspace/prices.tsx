import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";

interface PricesProps {
  readonly mission: Mission;
  readonly offers: readonly SeenOffer[];
}

/** The open auction as bidders see it: numbered, lowest first. */
export function Prices({ mission, offers }: PricesProps) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  if (mission.auction === "sealed") {
    return (
      <aside className="panel" aria-label={texts.otherPrices}>
        <p>{texts.sealedPrices}</p>
      </aside>
    );
  }
  const live = offers
    .filter(({ status }) => status === "submitted" || status === "accepted")
    .toSorted((a, b) => (a.priceCents ?? 0) - (b.priceCents ?? 0));
  return (
    <aside className="panel" aria-label={texts.otherPrices}>
      <h2>{texts.otherPrices}</h2>
      {live.length === 0 ? <p className="hint">{texts.noOffers}</p> : null}
      <ol className="prices" aria-live="polite">
        {live.map((offer) => (
          <li key={offer.id} className={offer.mine ? "mine" : undefined}>
            <span>
              {offer.label}
              {offer.mine ? ` (${texts.you})` : null}
            </span>
            <strong>{price(offer.priceCents ?? 0, offer.currency, locale)}</strong>
          </li>
        ))}
      </ol>
    </aside>
  );
}
