import { reading } from "../i18n/reading.ts";
import type { Category, FoundMission, List } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import { MissionCard } from "./mission-card.tsx";

interface MissionListProps {
  readonly page: List<FoundMission>;
  readonly categories: readonly Category[];
  /** Where the next page is, given its cursor. */
  readonly next: (cursor: string) => string;
  /** Where the first page is; absent on the first page. */
  readonly first: string | undefined;
}

export function MissionList({ page, categories, next, first }: MissionListProps) {
  const texts = useTexts(reading);
  return (
    <>
      <ul className="mission-list">
        {page.items.map((mission) => (
          <li key={mission.id}>
            <MissionCard mission={mission} categories={categories} />
          </li>
        ))}
      </ul>
      {page.nextCursor === null && first === undefined ? null : (
        <nav className="pager" aria-label={texts.pages}>
          {first === undefined ? null : (
            <a className="button" href={first}>
              {texts.first}
            </a>
          )}
          {page.nextCursor === null ? null : (
            <a className="button primary" href={next(page.nextCursor)} rel="next">
              {texts.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
}
