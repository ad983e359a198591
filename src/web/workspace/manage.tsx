import { useState } from "react";
import { useParams } from "react-router";
import { Alert } from "../components/alert.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { Exchange } from "../contact/exchange.tsx";
import { ContactInvitation } from "../contact/fill-in.tsx";
import { WorkAddress } from "../contact/work-address.tsx";
import type { PageHandle } from "../context.ts";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { count, plural } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { RestrictionNotice } from "../moderation/restriction-notice.tsx";
import { MissionDataLink } from "../privacy/mission-data-link.tsx";
import { RecordLink } from "../record/record-link.tsx";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { type GrowingList, useList } from "../session/use-list.ts";
import { useResource } from "../session/use-resource.ts";
import { AnswerQuestions } from "../talk/answer-questions.tsx";
import type { Act, Perform } from "./act.ts";
import { ClientActions } from "./client-actions.tsx";
import { Freshness } from "./freshness.tsx";
import { LastReason } from "./last-reason.tsx";
import { MissionHeading } from "./mission-heading.tsx";
import { OfferComparison, type OfferOrder } from "./offer-comparison.tsx";
import { Progress } from "./progress.tsx";
import { useLiveAuction } from "./use-live-auction.ts";

export const handle: PageHandle = { interactive: true };

const EVERY_MS = 10_000;
const PAGE_SIZE = 24;

export default function Manage() {
  const texts = useTexts(workspace);
  const { id = "" } = useParams();
  return (
    <WorkPage title={texts.offersTitle}>
      <OwnMission id={id} />
    </WorkPage>
  );
}

function OwnMission({ id }: { readonly id: string }) {
  const general = useTexts(working);
  const texts = useTexts(workspace);
  const path = `/missions/${encodeURIComponent(id)}`;
  const auction = useLiveAuction(id, EVERY_MS);
  const { everyMs } = auction;
  const mission = useResource<Mission>(path, everyMs);
  const [order, setOrder] = useState<OfferOrder>("price");
  const offers = useList<SeenOffer>(`${path}/offers?sort=${order}`, {
    everyMs,
    pageSize: PAGE_SIZE,
  });
  auction.onChange(() => Promise.all([mission.reload(), offers.reload()]));
  const locale = useLocale();
  const perform: Perform = async ({ path, body, done }) => {
    const seen = mission.value?.updatedAt ?? "";
    await call(path, { method: "POST", locale, seen, ...(body !== undefined && { body }) });
    done?.();
    await Promise.all([mission.reload(), offers.reload()]);
  };
  const act = useAction(perform);
  if (mission.error?.status === 404) return <h1>{general.notYours}</h1>;
  if (mission.value === null) return <Loading resources={[mission]} />;
  if (mission.value.qualityHints === undefined) return <h1>{general.notYours}</h1>;
  return (
    <>
      <MissionHeading mission={mission.value}>
        <Progress status={mission.value.status} />
        <p className="notice" role="status">
          {stateText(mission.value, texts)}
        </p>
        <RecordLink mission={mission.value} />
      </MissionHeading>
      <Freshness error={mission.error ?? offers.error} />
      {mission.value.status === "hidden" ? <RestrictionNotice missionId={id} /> : null}
      <Alert message={act.message} fields={act.fields} />
      <LastReason mission={mission.value} part="client" />
      <ClientActions mission={mission.value} act={act.run} perform={perform} />
      <Exchange mission={mission.value} part="client" />
      {mission.value.offerCount > 0 && ["published", "closed"].includes(mission.value.status) ? (
        <ContactInvitation part="client" />
      ) : null}
      <WorkAddress mission={mission.value} />
      <AnswerQuestions mission={mission.value} onAnswered={() => void mission.reload()} />
      <Offers mission={mission.value} offers={offers} order={order} onOrder={setOrder} act={act.run} />
      <MissionDataLink missionId={id} />
    </>
  );
}

interface OffersProps {
  readonly mission: Mission;
  readonly offers: GrowingList<SeenOffer>;
  readonly order: OfferOrder;
  readonly onOrder: (order: OfferOrder) => void;
  readonly act: Act;
}

function Offers({ mission, offers, ...comparison }: OffersProps) {
  const { items, more } = offers;
  const texts = useTexts(workspace);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  const { offerCount } = mission;
  const sealed = items?.some(({ priceCents }) => priceCents === null) === true;
  const counted = `${count(offerCount, locale)} ${plural(offerCount, locale, texts.offers)}`;
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">
        {texts.offersTitle}
        {offerCount === 0 ? null : ` (${count(offerCount, locale)})`}
      </h2>
      {items?.length === 0 ? <p className="empty">{texts.noOffers}</p> : null}
      {sealed && mission.deadline !== null ? (
        <p className="notice">{texts.sealedWaiting(counted, fullMoment(mission.deadline))}</p>
      ) : null}
      {items?.length === 0 || sealed ? null : (
        <OfferComparison mission={mission} offers={items ?? []} {...comparison} />
      )}
      {items === null ? <Loading resources={[offers]} /> : null}
      {items === null || more === null || sealed ? null : (
        <p className="pager">
          <button className="button" type="button" onClick={more}>
            {texts.more}
          </button>
          <span role="status">{texts.shownOf(count(items.length, locale), counted)}</span>
        </p>
      )}
    </section>
  );
}

/** Where a mission stands, in the words of its mode. */
function stateText({ status, auction }: Mission, texts: (typeof workspace)["fr"]): string | undefined {
  return status === "published" && auction === "sealed" ? texts.sealedState : texts.stateTexts[status];
}
