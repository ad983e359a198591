import { useParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Fact } from "../components/fact.tsx";
import { Loading } from "../components/loading.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { missionData } from "../i18n/mission-data.ts";
import { working } from "../i18n/working.ts";
import type { List, Mission, RegisterEntry, SeenOffer } from "../lib/api-types.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { RecordLink } from "../record/record-link.tsx";
import { useResource } from "../session/use-resource.ts";

export const handle: PageHandle = { interactive: true };

export default function MissionDataPage() {
  const texts = useTexts(missionData);
  const { id = "" } = useParams();
  return (
    <WorkPage title={texts.title} className="page form-page">
      <MissionData id={id} />
    </WorkPage>
  );
}

/** What is kept of a mission, who reads it and until when: to its client and to whoever made an offer. */
function MissionData({ id }: { readonly id: string }) {
  const texts = useTexts(missionData);
  const { notYours } = useTexts(working);
  const locale = useLocale();
  const userText = useUserText();
  const path = `/missions/${encodeURIComponent(id)}`;
  const mission = useResource<Mission>(path);
  const mine = useResource<List<SeenOffer>>(`${path}/offers?mine=true`);
  const register = useResource<List<RegisterEntry>>("/privacy?about=mission");
  if (mission.error?.status === 404) return <h1>{notYours}</h1>;
  if (mission.value === null || mine.value === null || register.value === null)
    return <Loading resources={[mission, mine, register]} />;
  const takesPart = mission.value.qualityHints !== undefined || mine.value.items.length > 0;
  if (!takesPart) return <h1>{notYours}</h1>;
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead user-text" {...userText}>
        {mission.value.title}
      </p>
      <p>{texts.lead}</p>
      {register.value.items.map((entry) => (
        <Kept key={entry.name} entry={entry} />
      ))}
      <section aria-labelledby="proof" className="stack">
        <h2 id="proof">{texts.proofTitle}</h2>
        <p>{texts.proofText}</p>
        <RecordLink mission={mission.value} />
      </section>
      <p>
        <a href={pathTo(locale, "mission", { id })}>{texts.toMission}</a>
      </p>
      <p>
        <a href={pathTo(locale, "privacy")}>{texts.everything}</a>
      </p>
    </>
  );
}

function Kept({ entry: { name, title, readers, kept } }: { readonly entry: RegisterEntry }) {
  const texts = useTexts(missionData);
  return (
    <section aria-labelledby={name} className="stack">
      <h2 id={name}>{title}</h2>
      <dl className="facts-list">
        <Fact name={texts.readers}>{readers}</Fact>
        <Fact name={texts.kept}>
          {kept.map(({ howLong, what }) => (
            <p key={howLong}>{texts.keptLine(howLong, what.join(", "))}</p>
          ))}
        </Fact>
      </dl>
    </section>
  );
}
