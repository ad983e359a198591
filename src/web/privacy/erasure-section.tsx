import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { tokenFragment } from "../../shared/token-fragment.ts";
import { erasure } from "../i18n/erasure.ts";
import type { Erasure, SecondFactor } from "../lib/api-types.ts";
import { goTo } from "../lib/go-to.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { SecondFactorOn, SensitiveButton } from "../security/sensitive-button.tsx";
import { ApiError, call } from "../session/api-client.ts";
import { leaveErased } from "../session/session.ts";
import { useResource } from "../session/use-resource.ts";

/** What goes, what stays and why, before anything is done; then the password. */
export function ErasureSection() {
  const texts = useTexts(erasure);
  const locale = useLocale();
  const secondFactor = useResource<SecondFactor>("/me/totp");
  const [obstacles, setObstacles] = useState<ApiError["errors"]>([]);
  return (
    <SecondFactorOn value={secondFactor.value?.enabled ?? false}>
      <section className="panel stack" aria-labelledby="erase">
        <h2 id="erase">{texts.title}</h2>
        <p>{texts.lead}</p>
        <Lines title={texts.endsTitle} lines={texts.ends} />
        <Lines title={texts.goesTitle} lines={texts.goes} />
        <Lines title={texts.staysTitle} lines={texts.stays} />
        <p className="hint">{texts.obstacles}</p>
        <div className="actions">
          <SensitiveButton
            danger
            label={texts.ask}
            title={texts.title}
            submit={texts.submit}
            act={async (proof) => {
              setObstacles([]);
              try {
                return await call<Erasure>("/me", { method: "DELETE", body: proof, locale });
              } catch (error) {
                if (error instanceof ApiError && error.status === 409) setObstacles(error.errors);
                throw error;
              }
            }}
            onDone={({ id }) => {
              leaveErased();
              goTo(pathTo(locale, "erasure") + tokenFragment(id));
            }}
          >
            {() => (
              <>
                <p>{texts.askText}</p>
                <p>{texts.takeFirst}</p>
                {obstacles.length === 0 ? null : (
                  <ul className="user-text">
                    {obstacles.map(({ path, message }) => (
                      <li key={path}>{message}</li>
                    ))}
                  </ul>
                )}
              </>
            )}
          </SensitiveButton>
        </div>
      </section>
    </SecondFactorOn>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="bullets">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
