import { pathTo } from "../../shared/page-paths.ts";
import { moderatedThread } from "../i18n/moderated-thread.ts";
import { moderation } from "../i18n/moderation.ts";
import type { Mission } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

interface MissionDecisionsProps {
  readonly mission: Mission;
  readonly onDone: () => Promise<void>;
}

/** What a moderator may do with a mission in its present state. */
export function MissionDecisions({ mission, onDone }: MissionDecisionsProps) {
  const texts = useTexts(moderation);
  const thread = useTexts(moderatedThread);
  const locale = useLocale();
  const { id, status } = mission;
  const decide = (move: string) => async (reason: string, form: FormData, arrived: () => void) => {
    const outcome = form.get("outcome");
    const body = outcome === null ? { reason } : { reason, outcome };
    await call(`/admin/missions/${id}/${move}`, { method: "POST", body, locale });
    arrived();
    await onDone();
  };
  if (status === "published" || status === "closed")
    return (
      <div className="actions">
        <ReasonDialog
          name={`hide-${id}`}
          label={texts.hide}
          title={texts.hideTitle}
          dismiss={texts.keepVisible}
          danger
          onSubmit={decide("hide")}
        />
      </div>
    );
  if (status === "hidden")
    return (
      <div className="actions">
        <ReasonDialog
          name={`show-${id}`}
          label={texts.show}
          title={texts.showTitle}
          dismiss={texts.keepHidden}
          onSubmit={decide("unhide")}
        />
      </div>
    );
  if (status !== "disputed") return null;
  return (
    <div className="actions">
      <a className="button" href={pathTo(locale, "moderationThread", {}, { mission: id })}>
        {thread.open}
      </a>
      <ReasonDialog
        name={`resolve-${id}`}
        label={texts.resolve}
        title={texts.resolveTitle}
        dismiss={texts.keepDisputed}
        onSubmit={decide("resolve")}
      >
        <OutcomeChoice
          legend={texts.resolution}
          outcomes={["in_progress", "completed", "cancelled"].map((outcome) => [
            outcome,
            texts.resolutions[outcome],
          ])}
        />
      </ReasonDialog>
    </div>
  );
}
