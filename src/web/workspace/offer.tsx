import { use, useEffect, useState } from "react";
import { useParams } from "react-router";
import { Alert } from "../components/alert.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { Exchange } from "../contact/exchange.tsx";
import { ContactInvitation } from "../contact/fill-in.tsx";
import type { PageHandle } from "../context.ts";
import { keptText } from "../i18n/kept-text.ts";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import { findText, removeEverywhere } from "../kept-text/text-store.ts";
import { TextOwner } from "../kept-text/use-kept-text.ts";
import type { List, Mission, SeenOffer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { MissionDataLink } from "../privacy/mission-data-link.tsx";
import { RecordLink } from "../record/record-link.tsx";
import { ofParty } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useList } from "../session/use-list.ts";
import { useOver } from "../session/use-over.ts";
import { useResource } from "../session/use-resource.ts";
import { AskQuestion } from "../talk/ask-question.tsx";
import { Freshness } from "./freshness.tsx";
import { LastReason } from "./last-reason.tsx";
import { MissionHeading } from "./mission-heading.tsx";
import { LowerForm, OfferForm, type SendOffer } from "./offer-form.tsx";
import { OwnOffer } from "./own-offer.tsx";
import { Prices } from "./prices.tsx";
import { Receipt } from "./receipt.tsx";
import { useLiveAuction } from "./use-live-auction.ts";
import { Winner, wasOutdone } from "./winner.tsx";

export const handle: PageHandle = { interactive: true };

const EVERY_MS = 10_000;

export default function OfferPage() {
  const texts = useTexts(workspace);
  const { id = "" } = useParams();
  return (
    <WorkPage title={texts.offerTitle}>
      <OfferOnMission id={id} />
    </WorkPage>
  );
}

/** A provider's view of a mission: the prices, one's own offer, and what to do next. */
function OfferOnMission({ id }: { readonly id: string }) {
  const general = useTexts(working);
  const texts = useTexts(workspace);
  const { priceStands } = useTexts(keptText);
  const locale = useLocale();
  const path = `/missions/${encodeURIComponent(id)}`;
  const auction = useLiveAuction(id, EVERY_MS);
  const { everyMs } = auction;
  const mission = useResource<Mission>(path, everyMs);
  const mine = useResource<List<SeenOffer>>(`${path}/offers?mine=true`, everyMs);
  const open = mission.value?.auction === "open";
  const prices = useList<SeenOffer>(open ? `${path}/offers?sort=price` : null, { everyMs });
  const own = mine.value?.items[0] ?? null;
  /** The lower price that was sent last; nothing but reading tells whether it arrived when its answer did not. */
  const [sentCents, setSentCents] = useState<number | null>(null);
  const readAnew = () => Promise.all([mission.reload(), mine.reload(), prices.reload()]);
  auction.onChange(readAnew);
  const perform = async ({ path, method = "POST", body, lowerTo = null, done }: SendOffer) => {
    const seen = `${mission.value?.updatedAt} ${own?.status} ${own?.priceCents}`;
    setSentCents(lowerTo === own?.priceCents ? null : lowerTo);
    try {
      await call(path, { method, locale, seen, ...(body !== undefined && { body }) });
    } catch (error) {
      if (lowerTo !== null) await readAnew();
      throw error;
    }
    done?.();
    await readAnew();
  };
  const act = useAction<SendOffer>(perform);
  const over = useOver(mission.value?.deadline ?? null);
  const gone = mission.error?.status === 404;
  if (gone && mission.value === null) return <h1>{general.notYours}</h1>;
  if (mission.value === null || mine.value === null) return <Loading resources={[mission, mine]} />;
  const send = act.run;
  const stands = act.code !== null && sentCents !== null && own?.priceCents === sentCents;
  const taking = mission.value.status === "published" && !over && !gone;
  return (
    <>
      <MissionHeading mission={mission.value} gone={gone} />
      <Freshness gone={gone} error={mission.error ?? mine.error} />
      <Alert message={stands ? null : act.message} fields={act.fields} />
      <div role="status">
        {stands ? (
          <p className="notice">{priceStands(price(sentCents, mission.value.currency, locale))}</p>
        ) : null}
      </div>
      <div className="with-aside">
        <div className="stack">
          <LastReason mission={mission.value} part="provider" />
          {mission.value.qualityHints !== undefined ? <p className="notice">{texts.own}</p> : null}
          {own === null ? null : (
            <OwnOffer mission={mission.value} offer={own} send={send} perform={perform} />
          )}
          {own === null || gone ? null : <RecordLink mission={mission.value} />}
          {own !== null && mission.value.auction === "sealed" ? <Receipt offerId={own.id} /> : null}
          {own?.status === "accepted" ? <Exchange mission={mission.value} part="provider" /> : null}
          {wasOutdone(mission.value, own) ? <Winner missionId={id} /> : null}
          <NextPrice
            mission={mission.value}
            own={own}
            taking={taking}
            send={send}
            refuse={act.refuse}
            busy={act.busy}
            fields={stands ? {} : act.fields}
          />
          {gone ? null : <AskQuestion mission={mission.value} taking={taking} />}
          {own === null || gone ? null : <MissionDataLink missionId={id} />}
        </div>
        {gone ? null : (
          <Prices mission={mission.value} own={own} offers={prices.items ?? []} more={prices.more} />
        )}
      </div>
    </>
  );
}

/** An offer whose answer was lost is found by reading: its text has arrived and must not wait to be sent. */
function useLetGoOfSent(missionId: string, own: SeenOffer | null): void {
  const account = use(TextOwner);
  const message = own === null || own.status === "withdrawn" ? null : own.message;
  useEffect(() => {
    if (account === null || message === null) return;
    const form = ofParty(`offer/${missionId}`);
    const typed = findText(account, form)?.values.message;
    if (typeof typed === "string" && typed.normalize().trim() === message.trim()) {
      removeEverywhere(account, form);
    }
  }, [account, missionId, message]);
}

interface NextPriceProps {
  readonly mission: Mission;
  readonly own: SeenOffer | null;
  /** Whether the mission still takes offers. */
  readonly taking: boolean;
  readonly send: (input: SendOffer) => Promise<boolean>;
  readonly refuse: (fields: Readonly<Record<string, string>>) => void;
  readonly busy: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * A first offer, a lower one, or one that comes back; nothing once the mission takes no more. A form that was open
 * until then stays, with what was written in it.
 */
function NextPrice({ mission, own, taking, ...form }: NextPriceProps) {
  const texts = useTexts(workspace);
  const [begun, setBegun] = useState(taking);
  if (taking && !begun) setBegun(true);
  useLetGoOfSent(mission.id, own);
  if (mission.qualityHints !== undefined) return null;
  if (own !== null && own.status !== "withdrawn") {
    return taking && own.status === "submitted" ? (
      <>
        <LowerForm key={own.priceCents} offer={own} {...form} />
        <ContactInvitation part="provider" />
      </>
    ) : null;
  }
  if (!begun) return own === null ? <p className="notice">{texts.closedForOffers}</p> : null;
  return (
    <>
      <OfferForm mission={mission} withdrawn={own} closed={!taking} {...form} />
      {taking ? <ContactInvitation part="provider" /> : null}
    </>
  );
}
