import { useState } from "react";
import { Link } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { DeadlineField } from "../components/deadline-field.tsx";
import { TextArea } from "../components/field.tsx";
import { confirmations } from "../i18n/confirmations.ts";
import { reasons } from "../i18n/reasons.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission } from "../lib/api-types.ts";
import { presumedNow } from "../lib/server-clock.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { localTime, YEAR_MS } from "../publish/mission-form.ts";
import type { Act, Perform } from "./act.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface ActionsProps {
  readonly mission: Mission;
  readonly act: Act;
  readonly perform: Perform;
}

/** What the client may do in the present state, the usual next step first. */
export function ClientActions({ mission, act, perform }: ActionsProps) {
  const texts = useTexts(workspace);
  const words = useTexts(confirmations);
  const locale = useLocale();
  const path = (move: string) => `/missions/${mission.id}/${move}`;
  const { status, offerCount, auction } = mission;
  const taking = status === "published" || status === "closed";
  // Once prices could be read, a sealed auction never opens again.
  const extendable = status === "published" || (status === "closed" && auction === "open");
  return (
    <div className="actions">
      {status === "delivered" ? (
        <>
          <ConfirmButton
            className="button primary"
            label={texts.complete}
            keep={words.notYet}
            title={words.completeTitle}
            onConfirm={() => act({ path: path("complete") })}
          >
            <p>{words.completeText}</p>
          </ConfirmButton>
          <ReasonDialog
            missionId={mission.id}
            move="request-changes"
            label={texts.requestChanges}
            title={texts.requestChanges}
            className="button"
            perform={perform}
          />
        </>
      ) : null}
      {status === "published" && offerCount === 0 ? (
        <Link className="button" to={pathTo(locale, "publish", {}, { mission: mission.id })}>
          {texts.edit}
        </Link>
      ) : null}
      {taking && offerCount > 0 ? (
        <ConfirmButton
          label={texts.addendum}
          title={texts.addendum}
          keepAs={`addendum/${mission.id}`}
          onConfirm={(form, done) =>
            act({ path: path("addenda"), body: { text: String(form.get("text")) }, done })
          }
        >
          <p className="hint">{texts.frozen}</p>
          <TextArea name="text" label={texts.addendumText} maxLength={2_000} rows={5} required />
        </ConfirmButton>
      ) : null}
      {extendable ? <Extend mission={mission} act={act} /> : null}
      {taking || status === "awarded" ? <Cancel mission={mission} act={act} perform={perform} /> : null}
      {status === "in_progress" || status === "delivered" ? (
        <Dispute mission={mission} perform={perform} />
      ) : null}
    </div>
  );
}

/** Where somebody made an offer, it says why; where nobody did, there is nobody to tell. */
function Cancel({ mission, act, perform }: ActionsProps) {
  const texts = useTexts(workspace);
  const words = useTexts(reasons);
  const asking = useTexts(confirmations);
  if (mission.offerCount === 0) {
    return (
      <ConfirmButton
        danger
        label={texts.cancelMission}
        confirm={words.submit.cancel}
        keep={words.keep}
        title={texts.cancelTitle}
        onConfirm={() => act({ path: `/missions/${mission.id}/cancel` })}
      >
        <p>{asking.cancelNoOffers}</p>
      </ConfirmButton>
    );
  }
  return (
    <ReasonDialog
      missionId={mission.id}
      move="cancel"
      label={texts.cancelMission}
      title={texts.cancelTitle}
      {...(mission.status === "awarded" && { readBy: words.cancelReadByAwarded })}
      perform={perform}
    >
      <p>{texts.cancelText}</p>
    </ReasonDialog>
  );
}

function Extend({ mission, act }: Omit<ActionsProps, "perform">) {
  const texts = useTexts(workspace);
  const now = presumedNow();
  const from = new Date(Math.max(now.getTime(), Date.parse(mission.deadline ?? now.toISOString())));
  const [deadline, setDeadline] = useState(() => localTime(new Date(from.getTime() + 7 * 86_400_000)));
  return (
    <ConfirmButton
      label={texts.extend}
      title={texts.extendTitle}
      onConfirm={() =>
        act({
          path: `/missions/${mission.id}/extend`,
          body: { deadline: new Date(deadline).toISOString() },
        })
      }
    >
      <DeadlineField
        name="deadline"
        label={texts.newDeadline}
        value={deadline}
        onChange={setDeadline}
        min={localTime(from)}
        max={localTime(new Date(now.getTime() + YEAR_MS))}
        required
      />
    </ConfirmButton>
  );
}

/** Either party may ask a moderator to decide. */
export function Dispute({ mission, perform }: Omit<ActionsProps, "act">) {
  const texts = useTexts(workspace);
  return (
    <ReasonDialog
      missionId={mission.id}
      move="dispute"
      label={texts.dispute}
      title={texts.disputeTitle}
      perform={perform}
    >
      <p>{texts.disputeText}</p>
    </ReasonDialog>
  );
}
