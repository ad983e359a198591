import { ConfirmButton } from "../components/confirm-button.tsx";
import { OfferStatusTag } from "../components/status-tag.tsx";
import { OfferConsent } from "../contact/consent.tsx";
import { confirmations } from "../i18n/confirmations.ts";
import { talk } from "../i18n/talk.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission, SeenOffer } from "../lib/api-types.ts";
import { count, plural, price } from "../lib/format.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { mayWrite } from "../talk/may-write.ts";
import { WriteButton } from "../talk/write-button.tsx";
import type { Perform } from "./act.ts";
import { Dispute } from "./client-actions.tsx";
import type { SendOffer } from "./offer-form.tsx";
import { Progress } from "./progress.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

interface OwnOfferProps {
  readonly mission: Mission;
  readonly offer: SeenOffer;
  readonly send: (input: SendOffer) => Promise<boolean>;
  readonly perform: Perform;
}

export function OwnOffer({ mission, offer, send, perform }: OwnOfferProps) {
  const texts = useTexts(workspace);
  const words = useTexts(confirmations);
  const { writeClient } = useTexts(talk);
  const userText = useUserText();
  const locale = useLocale();
  const days = offer.durationDays ?? 0;
  const accepted = offer.status === "accepted";
  const best = mission.bestOfferCents;
  const standing =
    offer.rank === null || offer.status !== "submitted"
      ? null
      : offer.rank === 1
        ? texts.youLead
        : offer.priceCents === best
          ? texts.youTie
          : best !== null
            ? texts.youTrail(price(best, mission.currency, locale))
            : null;
  return (
    <section className="panel stack" aria-labelledby="own">
      <div className="offer-head">
        <h2 id="own">{texts.yourOffer}</h2>
        <OfferStatusTag status={offer.status} />
      </div>
      <p className="offer-price">
        <strong>{price(offer.priceCents ?? 0, offer.currency, locale)}</strong>
        <span className="label">
          {count(days, locale)} {plural(days, locale, texts.days)}
        </span>
      </p>
      {standing === null ? null : <p role="status">{standing}</p>}
      {accepted ? <Progress status={mission.status} /> : null}
      {accepted ? (
        <p className="notice" role="status">
          {texts.providerTexts[mission.status]}
        </p>
      ) : null}
      <p className="user-text" {...userText}>
        {offer.message}
      </p>
      {offer.status === "submitted" ? <OfferConsent missionId={mission.id} /> : null}
      <div className="actions">
        {mayWrite(mission, offer) ? <WriteButton offerId={offer.id} label={writeClient} /> : null}
        {accepted ? <ProviderActions mission={mission} send={send} perform={perform} /> : null}
        {offer.status === "submitted" ? (
          <ConfirmButton
            danger
            label={texts.withdraw}
            keep={words.keepOffer}
            title={words.withdrawTitle}
            onConfirm={() => send({ path: `/offers/${offer.id}/withdraw` })}
          >
            <p>{words.withdrawText}</p>
          </ConfirmButton>
        ) : null}
      </div>
    </section>
  );
}

/** What the accepted provider may do in the present state. */
function ProviderActions({ mission, send, perform }: Omit<OwnOfferProps, "offer">) {
  const texts = useTexts(workspace);
  const path = (move: string) => `/missions/${mission.id}/${move}`;
  const next = (label: string, move: string) => (
    <button className="button primary" type="button" onClick={() => void send({ path: path(move) })}>
      {label}
    </button>
  );
  switch (mission.status) {
    case "awarded":
      return (
        <>
          {next(texts.start, "start")}
          <ReasonDialog
            missionId={mission.id}
            move="decline"
            label={texts.decline}
            title={texts.declineTitle}
            perform={perform}
          >
            <p>{texts.declineText}</p>
          </ReasonDialog>
        </>
      );
    case "in_progress":
      return (
        <>
          {next(texts.deliver, "deliver")}
          <Dispute mission={mission} perform={perform} />
        </>
      );
    case "delivered":
      return <Dispute mission={mission} perform={perform} />;
    default:
      return null;
  }
}
