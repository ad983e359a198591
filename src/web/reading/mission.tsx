import { missionPicturePath } from "../../shared/file-paths.ts";
import { pathTo } from "../../shared/page-paths.ts";
import { Head } from "../components/head.tsx";
import { Icon } from "../components/icon.tsx";
import { moderation } from "../i18n/moderation.ts";
import { reading } from "../i18n/reading.ts";
import { talk } from "../i18n/talk.ts";
import type { Category, List, Mission, PriceHistory, Question } from "../lib/api-types.ts";
import { readCategories } from "../lib/categories.ts";
import { day, fullMoment } from "../lib/format.ts";
import { placeSlug } from "../lib/places.ts";
import { readApi } from "../lib/read-api.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { QuestionList } from "../talk/question-list.tsx";
import type { Route } from "./+types/mission";
import { MissionAside } from "./mission-aside.tsx";
import { missionJsonLd } from "./mission-json-ld.ts";
import { PriceChart } from "./price-chart.tsx";

export async function loader({ params, context }: Route.LoaderArgs) {
  const path = `/missions/${encodeURIComponent(params.id)}`;
  const [mission, history, questions, categories] = await Promise.all([
    readApi<Mission>(context, path),
    readApi<PriceHistory>(context, `${path}/price-history`),
    readApi<List<Question>>(context, `${path}/questions`, { limit: 100 }),
    readCategories(context),
  ]);
  return {
    mission,
    history,
    questions: questions.items,
    category: categories.find(({ slug }) => slug === mission.category) ?? null,
  };
}

export default function MissionPage({ loaderData }: Route.ComponentProps) {
  const { mission, history, questions, category } = loaderData;
  const texts = useTexts(reading);
  const { reportMission } = useTexts(moderation);
  const locale = useLocale();
  const { publicUrl, timeZone } = useSite();
  const url = publicUrl + pathTo(locale, "mission", { id: mission.id });
  const userText = useUserText();
  const notice = texts.closedNotice[mission.status];
  return (
    <article
      className="page mission"
      data-mission={mission.id}
      data-client={mission.client.id}
      data-currency={mission.currency}
      data-gone={texts.gone}
    >
      <Head
        title={mission.title}
        description={mission.description.replace(/\s+/g, " ").slice(0, 160)}
        jsonLd={missionJsonLd(mission, url, locale)}
        picture={missionPicturePath(mission.id)}
        noindex={mission.status !== "published"}
      />
      <Breadcrumb mission={mission} category={category} />
      <header className="mission-head">
        <p className="tags">
          {category === null ? null : <span className="tag category">{category.label}</span>}
          <span className={mission.auction === "sealed" ? "tag sealed" : "tag"}>
            {mission.auction === "sealed" ? <Icon name="lock" /> : <Icon name="down" />}
            {mission.auction === "sealed" ? texts.sealed : texts.open}
          </span>
        </p>
        <h1 {...userText}>{mission.title}</h1>
        <p className="byline">
          {texts.by} <bdi>{mission.client.displayName}</bdi>
          {mission.publishedAt === null ? null : (
            <>
              {" "}
              <time dateTime={mission.publishedAt}>
                {texts.publishedOn(day(mission.publishedAt, timeZone, locale))}
              </time>
            </>
          )}
        </p>
        <div className="live" role="status" data-live="notice">
          {notice === undefined ? null : <p className="notice">{notice}</p>}
        </div>
      </header>
      <MissionAside mission={mission} />
      <div className="mission-body">
        <section aria-labelledby="description">
          <h2 id="description">{texts.description}</h2>
          <p className="user-text" {...userText}>
            {mission.description}
          </p>
        </section>
        <div className="live" data-live="prices">
          <PriceChart history={history} currency={mission.currency} />
        </div>
        <div className="live" data-live="addenda">
          {mission.addenda.length === 0 ? null : (
            <section aria-labelledby="addenda">
              <h2 id="addenda">{texts.addenda}</h2>
              {mission.addenda.map(({ text, createdAt }) => (
                <div key={createdAt + text} className="addendum">
                  <time dateTime={createdAt} data-hour="">
                    {fullMoment(createdAt, timeZone, locale)}
                  </time>
                  <p className="user-text" {...userText}>
                    {text}
                  </p>
                </div>
              ))}
            </section>
          )}
        </div>
        {mission.skills.length === 0 ? null : (
          <section aria-labelledby="skills">
            <h2 id="skills">{texts.skills}</h2>
            <ul className="skills">
              {mission.skills.map((skill) => (
                <li key={skill} className="tag" {...userText}>
                  {skill}
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className="live" data-live="questions">
          <Questions mission={mission} questions={questions} />
        </div>
        <p className="label">
          <a href={pathTo(locale, "report", {}, { type: "mission", id: mission.id })} rel="nofollow">
            {reportMission}
          </a>
        </p>
      </div>
    </article>
  );
}

/** What was asked and answered, for everybody; asking needs an account, and stands where offers are made. */
function Questions({ mission, questions }: { mission: Mission; questions: readonly Question[] }) {
  const texts = useTexts(talk);
  const locale = useLocale();
  const open = mission.status === "published";
  if (!open && questions.length === 0) return null;
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">{texts.questions}</h2>
      {questions.length === 0 ? <p className="label">{texts.noQuestions}</p> : null}
      <QuestionList questions={questions} />
      {open ? (
        <p className="actions" data-while-open="">
          <a
            className="button"
            href={`${pathTo(locale, "offer", { id: mission.id })}#questions`}
            rel="nofollow"
          >
            {texts.askLink}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Breadcrumb({ mission, category }: { mission: Mission; category: Category | null }) {
  const texts = useTexts(reading);
  const locale = useLocale();
  return (
    <nav className="breadcrumb" aria-label={texts.breadcrumb}>
      <ol>
        <li>
          <a href={pathTo(locale, "feed")}>{texts.latest}</a>
        </li>
        {category === null ? null : (
          <li>
            <a href={pathTo(locale, "search", {}, { category: category.slug })}>{category.label}</a>
          </li>
        )}
        {mission.location === null ? null : (
          <li>
            <a href={pathTo(locale, "town", { place: placeSlug(mission.location) })}>
              {mission.location.name}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
