import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { contact } from "../i18n/contact.ts";
import type { MissionContact, MissionStatus } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { ContactCard } from "./contact-card.tsx";
import { FillIn } from "./fill-in.tsx";

const EVERY_MS = 10_000;
const OPEN: readonly MissionStatus[] = ["awarded", "in_progress", "delivered", "disputed", "completed"];

interface ExchangeProps {
  readonly mission: { readonly id: string; readonly status: MissionStatus };
  /** Which of the two reads it. */
  readonly part: "client" | "provider";
}

/** From the award on: how to reach the other side, and what it gets of oneself. Nothing once its time is over. */
export function Exchange({ mission, part }: ExchangeProps) {
  const texts = useTexts(contact);
  const path = `/missions/${mission.id}/contact`;
  const { value, reload } = useResource<MissionContact>(
    OPEN.includes(mission.status) ? path : null,
    EVERY_MS,
  );
  if (value === null) return null;
  return (
    <section className="panel stack" aria-labelledby="contact">
      <h2 id="contact">{part === "client" ? texts.reachProvider : texts.reachClient}</h2>
      <ContactCard contact={value} part={part} />
      <OwnSide missionId={mission.id} contact={value} onChanged={reload} />
    </section>
  );
}

interface OwnSideProps {
  readonly missionId: string;
  readonly contact: MissionContact;
  readonly onChanged: () => Promise<void>;
}

/** What the other side gets of the reader, and what is still to be done for it. */
function OwnSide({ missionId, contact: { own, party }, onChanged }: OwnSideProps) {
  const texts = useTexts(contact);
  const locale = useLocale();
  const { fullMoment } = useMoments();
  const share = async (shareContact: boolean) => {
    const path = `/missions/${missionId}/contact-consent`;
    await call(path, { method: "PUT", body: { shareContact }, locale });
    await onChanged();
  };
  const change = useAction(share);
  const button = (label: string, shareContact: boolean, className: string) => (
    <button
      className={className}
      type="button"
      aria-disabled={change.busy}
      onClick={() => void change.run(shareContact)}
    >
      {label}
    </button>
  );
  const complete = own.shareContact && own.hasDetails;
  const name = party.displayName;
  return (
    <div className="consent">
      {complete ? (
        <p className="hint">{texts.ownShared(name, fullMoment(own.since ?? ""))}</p>
      ) : (
        <p className="notice">{own.shareContact ? texts.ownMissing(name) : texts.ownNotShared(name)}</p>
      )}
      <Alert message={change.message} />
      <p className="actions">
        {own.hasDetails ? null : (
          <FillIn
            label={own.shareContact ? texts.fill : texts.share}
            onSaved={() => (own.shareContact ? onChanged() : share(true))}
          />
        )}
        {own.hasDetails && !own.shareContact ? button(texts.share, true, "button primary") : null}
        {complete ? (
          <a className="button" href={pathTo(locale, "profile")}>
            {texts.change}
          </a>
        ) : null}
        {own.shareContact ? button(texts.unshare, false, "button") : null}
      </p>
    </div>
  );
}
