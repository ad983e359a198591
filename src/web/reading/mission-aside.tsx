import { pathTo } from "../../shared/page-paths.ts";
import { Icon } from "../components/icon.tsx";
import { reading } from "../i18n/reading.ts";
import type { Mission } from "../lib/api-types.ts";
import { count, fullMoment, price } from "../lib/format.ts";
import { placeSlug } from "../lib/places.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { RecordLink } from "../record/record-link.tsx";
import { MissionPerformers } from "./mission-performers.tsx";

/** Price, deadline and place; our script keeps the numbers fresh and counts the time down. */
export function MissionAside({ mission }: { readonly mission: Mission }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const open = mission.status === "published";
  return (
    <aside className="mission-aside" aria-label={texts.atAGlance}>
      <div className="panel">
        <p className="budget">
          <span className="label">{texts.budget}</span>
          <strong>
            {mission.budget === null
              ? texts.budgetOpen
              : price(mission.budget.valueCents, mission.budget.currency, locale)}
          </strong>
        </p>
        <p className="visually-hidden" role="status" data-said="" />
        <div className="tally" data-live="tally">
          <p>
            <span className="label">{texts.offersSoFar}</span>
            <strong data-offer-count="">{count(mission.offerCount, locale)}</strong>
          </p>
          {mission.auction === "sealed" ? null : (
            <p>
              <span className="label">{texts.best}</span>
              <strong data-best="">
                {mission.bestOfferCents === null
                  ? "–"
                  : price(mission.bestOfferCents, mission.currency, locale)}
              </strong>
            </p>
          )}
        </div>
        <MissionDeadline mission={mission} />
        <div className="live" data-live="actions">
          {open ? (
            <p className="actions" data-while-open="">
              <a
                className="button primary wide"
                href={pathTo(locale, "offer", { id: mission.id })}
                data-offer-link=""
                data-owner-href={pathTo(locale, "manage", { id: mission.id })}
                data-owner-text={texts.manage}
              >
                {texts.makeOffer}
              </a>
            </p>
          ) : null}
          <RecordLink mission={mission} forAll />
        </div>
        <dl>
          <MissionPlace mission={mission} />
          <MissionPerformers performers={mission.performers} />
          <div>
            <dt>
              <Icon name="check" />
              {texts.quality}
            </dt>
            <dd>
              <meter min={0} max={100} low={40} high={70} optimum={100} value={mission.qualityScore}>
                {texts.qualityOf(mission.qualityScore)}
              </meter>
              {texts.qualityOf(mission.qualityScore)}
            </dd>
          </div>
        </dl>
        <p className="explained">
          {mission.auction === "sealed" ? texts.sealedExplained : texts.openExplained}
        </p>
        {mission.auction === "sealed" ? <p className="explained">{texts.sealedProof}</p> : null}
      </div>
    </aside>
  );
}

function MissionDeadline({ mission: { deadline, status } }: { readonly mission: Mission }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  const { timeZone } = useSite();
  if (deadline === null) return null;
  return (
    <dl>
      <div>
        <dt>
          <Icon name="clock" />
          {texts.deadline}
        </dt>
        <dd data-live="deadline">
          <time dateTime={deadline} data-deadline="" data-hour="">
            {fullMoment(deadline, timeZone, locale)}
          </time>
          {status === "published" ? (
            <span
              className="countdown"
              hidden
              data-countdown=""
              data-units={[texts.days, texts.hours, texts.minutes, texts.seconds].join(" ")}
              data-over={texts.over}
            />
          ) : null}
        </dd>
      </div>
    </dl>
  );
}

function MissionPlace({ mission: { location, remote } }: { readonly mission: Mission }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  return (
    <div>
      <dt>
        <Icon name={location === null ? "globe" : "place"} />
        {texts.place}
      </dt>
      <dd>
        {location === null ? null : (
          <a href={pathTo(locale, "town", { place: placeSlug(location) })}>
            {location.name} ({location.postalCode})
          </a>
        )}
        {location !== null && remote ? " · " : null}
        {remote ? texts.remoteMission : null}
      </dd>
    </div>
  );
}
