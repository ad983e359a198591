import { ConfirmButton } from "../components/confirm-button.tsx";
import { OfferStatusTag } from "../components/status-tag.tsx";
import { ConsentChoice, consentOf } from "../contact/consent.tsx";
import { confirmations } from "../i18n/confirmations.ts";
import { contact } from "../i18n/contact.ts";
import { talk } from "../i18n/talk.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { count, plural, price } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { mayWrite } from "../talk/may-write.ts";
import { WriteButton } from "../talk/write-button.tsx";
import type { Act } from "./act.ts";

/** As the API orders a list of offers. */
export type OfferOrder = "price" | "duration" | "arrival";

interface ComparisonProps {
  readonly mission: Mission;
  /** With their prices, in the order that the API gave them. */
  readonly offers: readonly SeenOffer[];
  readonly order: OfferOrder;
  readonly onOrder: (order: OfferOrder) => void;
  readonly act: Act;
}

/** Offers side by side. Which is the best, and which the fastest, is known of all, not of those shown alone. */
export function OfferComparison({ mission, offers, order, onOrder, act }: ComparisonProps) {
  const texts = useTexts(workspace);
  const labels = [
    ["price", texts.sortByPrice],
    ["duration", texts.sortByDuration],
    ["arrival", texts.sortByArrival],
  ] as const;
  return (
    <>
      <fieldset className="sorts">
        <legend className="visually-hidden">{texts.sortBy}</legend>
        {labels.map(([name, label]) => (
          <button key={name} type="button" aria-pressed={name === order} onClick={() => onOrder(name)}>
            {label}
          </button>
        ))}
      </fieldset>
      <ul className="comparison">
        {offers.map((offer) => (
          <li key={offer.id} className={offer.rank === null ? "offer out" : "offer"}>
            <OfferColumn
              mission={mission}
              offer={offer}
              act={act}
              badges={[
                ...(offer.rank === 1 ? [texts.bestBadge] : []),
                ...(offer.durationRank === 1 && mission.offerCount > 1 ? [texts.fastestBadge] : []),
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ColumnProps {
  readonly mission: Mission;
  readonly offer: SeenOffer;
  readonly act: Act;
  readonly badges: readonly string[];
}

function OfferColumn({ mission, offer, act, badges }: ColumnProps) {
  const texts = useTexts(workspace);
  const words = useTexts(confirmations);
  const userText = useUserText();
  const locale = useLocale();
  const { consentAward } = useTexts(contact);
  const { writeTo } = useTexts(talk);
  const { moment } = useMoments();
  const name = offer.provider?.displayName ?? offer.label;
  const amount = price(offer.priceCents ?? 0, offer.currency, locale);
  const days = offer.durationDays ?? 0;
  const awardable =
    offer.status === "submitted" &&
    (mission.status === "closed" || (mission.status === "published" && mission.auction === "open"));
  return (
    <>
      <div className="offer-head">
        <h3>{name}</h3>
        <p className="tags">
          {offer.status === "submitted" ? null : <OfferStatusTag status={offer.status} />}
          {badges.map((badge) => (
            <span key={badge} className="tag sealed">
              {badge}
            </span>
          ))}
        </p>
      </div>
      <p className="offer-price">
        <strong>{amount}</strong>
        <AgainstBudget mission={mission} priceCents={offer.priceCents ?? 0} />
      </p>
      <dl>
        <dt>{texts.duration}</dt>
        <dd>
          {count(days, locale)} {plural(days, locale, texts.days)}
        </dd>
        <dt>{texts.received}</dt>
        <dd>
          <time dateTime={offer.createdAt}>{moment(offer.createdAt)}</time>
        </dd>
        {offer.pricedAt === null || offer.pricedAt === offer.createdAt ? null : (
          <>
            <dt>{texts.priced}</dt>
            <dd>
              <time dateTime={offer.pricedAt}>{moment(offer.pricedAt)}</time>
            </dd>
          </>
        )}
      </dl>
      <p className="user-text" {...userText}>
        {offer.message}
      </p>
      <p className="actions">
        {mayWrite(mission, offer) ? <WriteButton offerId={offer.id} label={writeTo(name)} /> : null}
        {awardable ? (
          <ConfirmButton
            className="button primary wide"
            label={texts.award}
            confirm={texts.awardTo(name)}
            keep={words.notYet}
            accessibleLabel={texts.awardTo(name)}
            title={texts.awardTitle}
            onConfirm={(form) => act({ path: `/offers/${offer.id}/award`, body: consentOf(form) })}
          >
            <p>{texts.awardText(name, amount)}</p>
            <ConsentChoice id={`share-${offer.id}`} label={consentAward} />
          </ConfirmButton>
        ) : null}
      </p>
    </>
  );
}

function AgainstBudget({ mission, priceCents }: { mission: Mission; priceCents: number }) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  if (mission.budget === null) return null;
  const below = mission.budget.valueCents - priceCents;
  const amount = price(Math.abs(below), mission.currency, locale);
  const text =
    below > 0 ? texts.againstBudget(amount) : below < 0 ? texts.aboveBudget(amount) : texts.atBudget;
  return <span className={below < 0 ? "label above" : "label"}>{text}</span>;
}
