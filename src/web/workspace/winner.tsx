import { useState } from "react";
import { Alert } from "../components/alert.tsx";
import { awards } from "../i18n/awards.ts";
import type { Mission, MissionAward, SeenOffer } from "../lib/api-types.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

/** A dispute reads as work under way to all but its parties. */
const AWARDED: ReadonlySet<Mission["status"]> = new Set([
  "awarded",
  "in_progress",
  "delivered",
  "completed",
  "archived",
]);

/** Whether somebody else has won where this offer took part. */
export const wasOutdone = (mission: Mission, own: SeenOffer | null): boolean =>
  own !== null && own.status !== "accepted" && AWARDED.has(mission.status);

/** Tells on asking who has won, and never by itself: that somebody was told is written down. */
export function Winner({ missionId }: { readonly missionId: string }) {
  const texts = useTexts(awards);
  const locale = useLocale();
  const userText = useUserText();
  const { fullMoment } = useMoments();
  const [award, setAward] = useState<MissionAward | null>(null);
  const ask = useAction(async () => {
    setAward(await call<MissionAward>(`/missions/${encodeURIComponent(missionId)}/award`, { locale }));
  });
  return (
    <section className="panel stack" aria-labelledby="winner">
      <h2 id="winner">{texts.title}</h2>
      <Alert message={ask.message} />
      <div role="status">
        {award === null ? null : (
          <p>
            {texts.winner} <strong {...userText}>{award.provider.displayName}</strong>
            {texts.since(fullMoment(award.awardedAt))}
          </p>
        )}
      </div>
      {award === null ? (
        <>
          <p className="hint">{texts.explained}</p>
          <p className="actions">
            <button className="button" type="button" disabled={ask.busy} onClick={() => void ask.run()}>
              {texts.ask}
            </button>
          </p>
        </>
      ) : null}
    </section>
  );
}
