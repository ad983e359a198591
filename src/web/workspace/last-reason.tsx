import { reasons } from "../i18n/reasons.ts";
import type { Mission, MissionStatus, LastReason as Reason } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useTexts, useUserText } from "../lib/use-page.ts";

/** How long a reason explains where the mission stands. */
const explains: Readonly<Record<Reason["move"], readonly MissionStatus[]>> = {
  cancel: ["cancelled"],
  decline: ["closed", "expired"],
  "request-changes": ["in_progress", "delivered"],
  dispute: ["disputed", "in_progress", "delivered", "completed", "cancelled"],
};

interface LastReasonProps {
  readonly mission: Mission;
  readonly part: "client" | "provider";
}

/** Why the mission stands where it does, in the words of whoever moved it. */
export function LastReason({ mission, part }: LastReasonProps) {
  const texts = useTexts(reasons);
  const userText = useUserText();
  const { fullMoment } = useMoments();
  const reason = mission.lastReason;
  if (reason === undefined || !explains[reason.move].includes(mission.status)) return null;
  const author = reason.by === part ? texts.you : texts.by[reason.by];
  return (
    <section className="panel stack" aria-labelledby="last-reason">
      <h2 id="last-reason">{texts.heading[reason.move]}</h2>
      <p className="user-text" {...userText}>
        {reason.text}
      </p>
      <p className="hint">{texts.signed(author, fullMoment(reason.at))}</p>
    </section>
  );
}
