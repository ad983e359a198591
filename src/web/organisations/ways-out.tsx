import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { organisations } from "../i18n/organisations.ts";
import type { Party } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { forgetParties } from "../session/acting.ts";
import { call } from "../session/api-client.ts";
import { useAction } from "../session/use-action.ts";

interface WaysOutProps {
  readonly party: Party;
  readonly userId: string;
  readonly onChanged: () => Promise<void>;
}

/** Whoever may not take one of them reads why, and which others there are. */
export function WaysOut({ party, userId, onChanged }: WaysOutProps) {
  const texts = useTexts(organisations);
  const locale = useLocale();
  const path = `/parties/${encodeURIComponent(party.id)}`;
  const goHome = () => {
    forgetParties(party.id);
    goTo(pathTo(locale, "organisations"));
  };
  const end = useAction(async (what: "leave" | "dissolve") => {
    const of = what === "leave" ? `${path}/members/${encodeURIComponent(userId)}` : path;
    await call(of, { method: "DELETE", locale });
    goHome();
  });
  const handOver = useAction(async () => {
    await call(`${path}/handover`, { method: "POST", locale, seen: String(party.memberCount) });
    await onChanged();
  });
  const owner = party.role === "owner";
  return (
    <section className="stack" aria-labelledby="ways-out">
      <h2 id="ways-out">{texts.leaveTitle}</h2>
      <Alert message={end.message} />
      {end.errors.length === 0 ? null : (
        <ul className="user-text">
          {end.errors.map(({ path, message }) => (
            <li key={path}>{message}</li>
          ))}
        </ul>
      )}
      <Alert message={handOver.message} />
      <div className="actions">
        <ConfirmButton
          danger
          label={texts.leave}
          keep={texts.stay}
          title={texts.leaveAsk}
          onConfirm={() => void end.run("leave")}
        >
          <p>{texts.leaveText}</p>
        </ConfirmButton>
        {owner ? (
          <ConfirmButton
            label={texts.handOver}
            keep={texts.keep}
            title={texts.handOverAsk}
            onConfirm={() => void handOver.run()}
          >
            <p>{texts.handOverText}</p>
          </ConfirmButton>
        ) : null}
        {owner ? (
          <ConfirmButton
            danger
            label={texts.dissolve}
            keep={texts.keep}
            title={texts.dissolveAsk}
            onConfirm={() => void end.run("dissolve")}
          >
            <p>{texts.dissolveText}</p>
          </ConfirmButton>
        ) : null}
      </div>
    </section>
  );
}
