import { Link } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { StatusTag } from "../components/status-tag.tsx";
import type { PageHandle } from "../context.ts";
import { ownLists } from "../i18n/own-lists.ts";
import { working } from "../i18n/working.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Mission } from "../lib/api-types.ts";
import { count, plural, price } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { DeleteDraft } from "./delete-draft.tsx";
import { ListPage } from "./list-page.tsx";
import { StatusFilter, useStatus } from "./status-filter.tsx";

export const handle: PageHandle = { interactive: true };

const statuses = [
  "draft",
  "published",
  "closed",
  "awarded",
  "in_progress",
  "delivered",
  "completed",
  "disputed",
  "cancelled",
  "expired",
  "hidden",
  "archived",
] as const;

export default function MyMissions() {
  const texts = useTexts(workspace);
  const { noneInState } = useTexts(ownLists);
  const names = useTexts(working).statuses;
  const locale = useLocale();
  const status = useStatus(statuses);
  return (
    <ListPage<Mission>
      title={texts.myMissions}
      path={status === undefined ? "/me/missions" : `/me/missions?status=${status}`}
      filter={<StatusFilter names={names} statuses={statuses} />}
      empty={status === undefined ? texts.myMissionsEmpty : noneInState}
      start={{ href: pathTo(locale, "publish"), label: texts.publish }}
      row={(mission, reload) => <Row mission={mission} onDeleted={reload} />}
    />
  );
}

interface RowProps {
  readonly mission: Mission;
  readonly onDeleted: () => void;
}

function Row({ mission, onDeleted }: RowProps) {
  const texts = useTexts(workspace);
  const userText = useUserText();
  const locale = useLocale();
  const { moment } = useMoments();
  const draft = mission.status === "draft";
  const href = draft
    ? pathTo(locale, "publish", {}, { mission: mission.id })
    : pathTo(locale, "manage", { id: mission.id });
  const numbers = [
    `${count(mission.offerCount, locale)} ${plural(mission.offerCount, locale, texts.offers)}`,
    mission.bestOfferCents === null
      ? null
      : `${texts.best} ${price(mission.bestOfferCents, mission.currency, locale)}`,
  ].filter((part) => part !== null);
  return (
    <article className="mission-card">
      <div className="what">
        <p className="tags">
          <StatusTag status={mission.status} />
        </p>
        <h2 className="small-heading">
          <Link to={href} {...userText}>
            {mission.title}
          </Link>
        </h2>
        {draft || mission.deadline === null ? null : (
          <p className="label">{texts.until(moment(mission.deadline))}</p>
        )}
      </div>
      <div className="price">
        <p className="amount">
          {mission.budget === null ? null : (
            <strong>{price(mission.budget.valueCents, mission.budget.currency, locale)}</strong>
          )}
        </p>
        <p className="offers">{draft ? texts.continueDraft : numbers.join(" · ")}</p>
        {draft ? (
          <div className="above-link">
            <DeleteDraft mission={mission} onDeleted={onDeleted} />
          </div>
        ) : null}
      </div>
    </article>
  );
}
