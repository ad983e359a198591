import { workspace } from "../i18n/workspace.ts";
import type { MissionStatus } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";

const order: Partial<Record<MissionStatus, number>> = {
  published: 0,
  closed: 0,
  awarded: 1,
  in_progress: 2,
  delivered: 3,
  completed: 4,
};

/** How far a mission has come; nothing for one that left the straight way. */
export function Progress({ status }: { readonly status: MissionStatus }) {
  const texts = useTexts(workspace);
  const reached = order[status];
  if (reached === undefined) return null;
  return (
    <ol className="progress" aria-label={texts.progressLabel}>
      {texts.progress.map((name, index) => (
        <li
          key={name}
          className={index < reached ? "done" : undefined}
          {...(index === reached && { "aria-current": "step" as const })}
        >
          <span>{name}</span>
        </li>
      ))}
    </ol>
  );
}
