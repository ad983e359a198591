import { publishing } from "../i18n/publishing.ts";
import type { Mission } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";

/** The score of what was saved, and what would raise it, most useful first. */
export function QualityPanel({ mission }: { readonly mission: Mission | null }) {
  const texts = useTexts(publishing);
  const hints = mission?.qualityHints ?? [];
  return (
    <aside className="panel quality" aria-label={texts.quality}>
      <h2>{texts.quality}</h2>
      {mission === null ? (
        <p className="hint">{texts.qualityEmpty}</p>
      ) : (
        <div aria-live="polite">
          <p className="score">
            <strong>{mission.qualityScore}</strong> {texts.outOf}
          </p>
          <meter
            min={0}
            max={100}
            low={40}
            high={70}
            optimum={100}
            value={mission.qualityScore}
            aria-label={texts.quality}
          />
          {hints.length === 0 ? (
            <p>{texts.qualityPerfect}</p>
          ) : (
            <>
              <h3>{texts.qualityBetter}</h3>
              <ul>
                {hints.map(({ code, points, message }) => (
                  <li key={code}>
                    <span className="points">{texts.points(points)}</span> {message}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </aside>
  );
}
