import { pathTo } from "../../shared/page-paths.ts";
import { reading } from "../i18n/reading.ts";
import type { Category, FoundMission } from "../lib/api-types.ts";
import { count, kilometres, moment, plural, price } from "../lib/format.ts";
import { departmentOf } from "../lib/places.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { Icon } from "./icon.tsx";
import { Marked } from "./marked.tsx";

interface MissionCardProps {
  readonly mission: FoundMission;
  readonly categories: readonly Category[];
}

export function MissionCard({ mission, categories }: MissionCardProps) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const { currency, timeZone } = useSite();
  const userText = useUserText();
  const category = categories.find(({ slug }) => slug === mission.category)?.label;
  const where = mission.location
    ? `${mission.location.name} (${departmentOf(mission.location.inseeCode)})`
    : mission.remote
      ? texts.remoteMission
      : null;
  return (
    <article className="mission-card">
      <div className="what">
        <p className="tags">
          {category === undefined ? null : <span className="tag category">{category}</span>}
          {mission.auction === "sealed" ? (
            <span className="tag sealed">
              <Icon name="lock" />
              {texts.sealed}
            </span>
          ) : null}
        </p>
        <h3 {...userText}>
          <a href={pathTo(locale, "mission", { id: mission.id })}>
            <Marked text={mission.title} ranges={mission.highlights?.title ?? []} />
          </a>
        </h3>
        <p className="excerpt" {...userText}>
          {mission.highlights === undefined ? (
            excerpt(mission.description)
          ) : (
            <Marked {...mission.highlights.excerpt} />
          )}
        </p>
        <ul className="facts">
          {where === null ? null : (
            <li>
              <Icon name="place" />
              {where}
              {(mission.distanceKm ?? 0) < 0.1 ? null : ` · ${kilometres(mission.distanceKm ?? 0, locale)}`}
            </li>
          )}
          {mission.deadline === null ? null : (
            <li>
              <Icon name="clock" />
              <time dateTime={mission.deadline} data-hour="">
                {texts.until(moment(mission.deadline, timeZone, locale))}
              </time>
            </li>
          )}
        </ul>
      </div>
      <div className="price">
        <p className="amount">
          {mission.budget === null ? (
            <span className="open-budget">{texts.budgetOpen}</span>
          ) : (
            <>
              <span className="label">{texts.budget}</span>
              <strong>{price(mission.budget.valueCents, mission.budget.currency, locale)}</strong>
            </>
          )}
        </p>
        <p className="offers">
          {mission.offerCount === 0
            ? texts.noOffer
            : `${count(mission.offerCount, locale)} ${plural(mission.offerCount, locale, texts.offers)}`}
          {mission.bestOfferCents === null ? null : (
            <span className="best">
              <Icon name="down" />
              <span className="label">{texts.best}</span>{" "}
              {price(mission.bestOfferCents, mission.budget?.currency ?? currency, locale)}
            </span>
          )}
        </p>
      </div>
    </article>
  );
}

/** The first 220 characters: the card shows two lines, and the rest would only weigh. */
function excerpt(description: string): string {
  const line = description.replace(/\s+/g, " ").trim();
  return line.length <= 220 ? line : `${line.slice(0, 220).replace(/\s+\S*$/, "")}…`;
}
