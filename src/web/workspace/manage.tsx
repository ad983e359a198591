import { useParams } from "react-router";
import { Alert } from "../components/alert.tsx";
import { WorkPage } from "../components/work-page.tsx";
import { Exchange } from "../contact/exchange.tsx";
import { ContactInvitation } from "../contact/fill-in.tsx";
import { WorkAddress } from "../contact/work-address.tsx";
import type { PageHandle } from "../context.ts";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import type { List, Mission, SeenOffer } from "../lib/api-types.ts";
import { count, fullMoment, plural } from "../lib/format.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import type { Act } from "./act.ts";
import { ClientActions } from "./client-actions.tsx";
import { MissionHeading } from "./mission-heading.tsx";
import { OfferComparison } from "./offer-comparison.tsx";
import { Progress } from "./progress.tsx";

export const handle: PageHandle = { interactive: true };

const EVERY_MS = 10_000;

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
  const mission = useResource<Mission>(path, EVERY_MS);
  const offers = useResource<List<SeenOffer>>(`${path}/offers?limit=100`, EVERY_MS);
  const locale = useLocale();
  const act = useAction(async ({ path, body }: { path: string; body?: object }) => {
    await call(path, { method: "POST", locale, ...(body !== undefined && { body }) });
    await Promise.all([mission.reload(), offers.reload()]);
  });
  if (mission.error?.status === 404) return <h1>{general.notYours}</h1>;
  if (mission.value === null || offers.value === null) {
    const failed = mission.error !== null || offers.error !== null;
    return <p role="status">{failed ? general.networkFailed : general.loading}</p>;
  }
  if (mission.value.qualityHints === undefined) return <h1>{general.notYours}</h1>;
  return (
    <>
      <MissionHeading mission={mission.value}>
        <Progress status={mission.value.status} />
        <p className="notice" role="status">
          {texts.stateTexts[mission.value.status]}
        </p>
      </MissionHeading>
      <Alert message={act.message ?? Object.values(act.fields)[0] ?? null} />
      <ClientActions mission={mission.value} act={(input) => void act.run(input)} />
      <Exchange mission={mission.value} part="client" />
      {mission.value.offerCount > 0 && ["published", "closed"].includes(mission.value.status) ? (
        <ContactInvitation part="client" />
      ) : null}
      <WorkAddress mission={mission.value} />
      <Offers mission={mission.value} offers={offers.value.items} act={(input) => void act.run(input)} />
    </>
  );
}

interface OffersProps {
  readonly mission: Mission;
  readonly offers: readonly SeenOffer[];
  readonly act: Act;
}

function Offers({ mission, offers, act }: OffersProps) {
  const texts = useTexts(workspace);
  const locale = useLocale();
  const { timeZone } = useSite();
  const sealed = offers.some(({ priceCents }) => priceCents === null);
  const counted = `${count(mission.offerCount, locale)} ${plural(mission.offerCount, locale, texts.offers)}`;
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{texts.offersTitle}</h2>
      {offers.length === 0 ? <p className="empty">{texts.noOffers}</p> : null}
      {sealed && mission.deadline !== null ? (
        <p className="notice">
          {texts.sealedWaiting(counted, fullMoment(mission.deadline, timeZone, locale))}
        </p>
      ) : null}
      {offers.length > 0 && !sealed ? <OfferComparison mission={mission} offers={offers} act={act} /> : null}
    </section>
  );
}
