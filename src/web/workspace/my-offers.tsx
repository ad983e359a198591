import { Link } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { OfferStatusTag, StatusTag } from "../components/status-tag.tsx";
import type { PageHandle } from "../context.ts";
import { ownLists } from "../i18n/own-lists.ts";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import type { MyOffer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { ListPage } from "./list-page.tsx";
import { StatusFilter, useStatus } from "./status-filter.tsx";

export const handle: PageHandle = { interactive: true };

const statuses = ["submitted", "accepted", "withdrawn", "rejected", "declined", "lapsed"] as const;

export default function MyOffers() {
  const texts = useTexts(workspace);
  const { noneInState } = useTexts(ownLists);
  const names = useTexts(working).offerStatuses;
  const locale = useLocale();
  const status = useStatus(statuses);
  return (
    <ListPage<MyOffer>
      title={texts.myOffers}
      path={status === undefined ? "/me/offers" : `/me/offers?status=${status}`}
      filter={<StatusFilter names={names} statuses={statuses} />}
      empty={status === undefined ? texts.myOffersEmpty : noneInState}
      start={{ href: pathTo(locale, "search"), label: texts.findMissions }}
      row={(offer) => <Row offer={offer} />}
    />
  );
}

function Row({ offer }: { readonly offer: MyOffer }) {
  const texts = useTexts(workspace);
  const userText = useUserText();
  const locale = useLocale();
  const { moment } = useMoments();
  const { mission } = offer;
  return (
    <article className="mission-card">
      <div className="what">
        <p className="tags">
          <OfferStatusTag status={offer.status} />
          <StatusTag status={mission.status} />
        </p>
        <h2 className="small-heading">
          <Link to={pathTo(locale, "offer", { id: mission.id })} {...userText}>
            {mission.title}
          </Link>
        </h2>
        {mission.deadline === null ? null : <p className="label">{texts.until(moment(mission.deadline))}</p>}
      </div>
      <div className="price">
        <p className="amount">
          <span className="label">{texts.yourPrice}</span>
          <strong>{price(offer.priceCents, offer.currency, locale)}</strong>
        </p>
        {offer.rank === 1 ? <p className="offers best">{texts.leading}</p> : null}
        {mission.bestOfferCents === null || offer.rank === 1 ? null : (
          <p className="offers best">
            {texts.best} {price(mission.bestOfferCents, offer.currency, locale)}
          </p>
        )}
      </div>
    </article>
  );
}
