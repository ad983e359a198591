import { useState } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { StatusTag } from "../components/status-tag.tsx";
import type { PageHandle } from "../context.ts";
import { common } from "../i18n/common.ts";
import { favourites } from "../i18n/favourites.ts";
import { workspace } from "../i18n/workspace.ts";
import type { Favourite, MissionSummary } from "../lib/api-types.ts";
import { count, plural, price } from "../lib/format.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { forgetFavourites } from "../session/known-favourites.ts";
import { useAction } from "../session/use-action.ts";
import { ListPage } from "../workspace/list-page.tsx";

export const handle: PageHandle = { interactive: true };

export default function Favourites() {
  const texts = useTexts(favourites);
  const { favourites: title } = useTexts(common);
  const { findMissions } = useTexts(workspace);
  const locale = useLocale();
  return (
    <ListPage<Favourite<MissionSummary>>
      title={title}
      path="/me/favourites"
      filter={null}
      empty={texts.empty}
      start={{ href: pathTo(locale, "search"), label: findMissions }}
      row={(favourite) => <Row favourite={favourite} />}
    />
  );
}

function Row({ favourite: { id, mission } }: { readonly favourite: Favourite<MissionSummary> }) {
  const texts = useTexts(favourites);
  const userText = useUserText();
  const locale = useLocale();
  const { moment } = useMoments();
  const work = useTexts(workspace);
  return (
    <article className="mission-card">
      <div className="what">
        {mission === null ? (
          <p className="label">{texts.gone}</p>
        ) : (
          <>
            <p className="tags">
              <StatusTag status={mission.status} />
            </p>
            <h2 className="small-heading">
              <a href={pathTo(locale, "mission", { id })} {...userText}>
                {mission.title}
              </a>
            </h2>
            {mission.deadline === null || mission.status !== "published" ? null : (
              <p className="label">{work.until(moment(mission.deadline))}</p>
            )}
          </>
        )}
      </div>
      <div className="price">
        {mission === null ? null : (
          <>
            <p className="amount">
              {mission.budget === null ? null : (
                <>
                  <span className="label">{work.budget}</span>
                  <strong>{price(mission.budget.valueCents, mission.budget.currency, locale)}</strong>
                </>
              )}
            </p>
            <p className="offers">
              {`${count(mission.offerCount, locale)} ${plural(mission.offerCount, locale, work.offers)}`}
            </p>
          </>
        )}
        <Heart id={id} title={mission?.title ?? texts.gone} />
      </div>
    </article>
  );
}

/** Stays where it is when pressed, so that a slip is put right with a second press. */
function Heart({ id, title }: { readonly id: string; readonly title: string }) {
  const texts = useTexts(favourites);
  const locale = useLocale();
  const [kept, setKept] = useState(true);
  const change = useAction(async () => {
    await call(`/me/favourites/${id}`, { method: kept ? "DELETE" : "PUT", locale });
    forgetFavourites();
    setKept(!kept);
  });
  return (
    <>
      <button
        className="button small raised"
        type="button"
        aria-label={kept ? texts.removeNamed(title) : texts.addNamed(title)}
        disabled={change.busy}
        onClick={() => void change.run()}
      >
        {kept ? texts.remove : texts.add}
      </button>
      <Alert message={change.message} />
    </>
  );
}
