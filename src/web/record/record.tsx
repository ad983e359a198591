import { useMemo } from "react";
import { useParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Loading } from "../components/loading.tsx";
import { Message } from "../components/message.tsx";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { auctionRecord } from "../i18n/auction-record.ts";
import type { AuctionRecord, Mission } from "../lib/api-types.ts";
import { saveFile } from "../lib/save-file.ts";
import { useLocale, useTexts, useUserText } from "../lib/use-page.ts";
import { useResource } from "../session/use-resource.ts";
import { linesOf, readRecord } from "./read-record.ts";
import { RecordAsked } from "./record-asked.tsx";
import { RecordCourse } from "./record-course.tsx";
import { RecordOffers } from "./record-offers.tsx";
import { RecordProof } from "./record-proof.tsx";

export const handle: PageHandle = { interactive: true };

export default function RecordPage() {
  const texts = useTexts(auctionRecord);
  const { id = "" } = useParams();
  return (
    <WorkPage title={texts.title} className="page record">
      <Record id={id} />
    </WorkPage>
  );
}

/** Read once: each reading of a moderator is written down, and what was signed does not change. */
function Record({ id }: { readonly id: string }) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const path = `/missions/${encodeURIComponent(id)}`;
  const mission = useResource<Mission>(path);
  const runs = mission.value !== null && ["draft", "published"].includes(mission.value.status);
  const record = useResource<AuctionRecord>(mission.value === null || runs ? null : `${path}/record`);
  const toMission = <a href={pathTo(locale, "mission", { id })}>{texts.toMission}</a>;
  if (record.value !== null)
    return <ReadRecordOf record={record.value} location={mission.value?.location ?? null} />;
  if ([mission, record].some(({ error }) => error?.status === 404))
    return <Message title={texts.none} text={texts.noneText} />;
  if (runs || record.error?.status === 409)
    return (
      <Message title={texts.running} text={texts.runningText}>
        {toMission}
      </Message>
    );
  return <Loading resources={[mission, record]} />;
}

interface ReadRecordOfProps {
  readonly record: AuctionRecord;
  /** Where the mission is by now: what is signed names its commune by a code alone. */
  readonly location: Mission["location"];
}

function ReadRecordOf({ record, location }: ReadRecordOfProps) {
  const texts = useTexts(auctionRecord);
  const locale = useLocale();
  const userText = useUserText();
  const read = useMemo(() => readRecord(record), [record]);
  const [title] = linesOf(read, "title");
  const fileName = `${texts.file}-${record.missionId}.json`;
  const save = () => saveFile(fileName, `${JSON.stringify(record, null, 2)}\n`, "application/json");
  return (
    <>
      <header className="work-head">
        <h1>{texts.title}</h1>
        {title === undefined ? null : (
          <p className="lead user-text" {...userText}>
            {title.text}
          </p>
        )}
        <p className="facts">
          <a href={pathTo(locale, "mission", { id: record.missionId })}>{texts.toMission}</a>
        </p>
        <p>{texts.lead}</p>
        <p className="actions">
          <button className="button" type="button" onClick={save}>
            {texts.download}
          </button>
          <button className="button" type="button" onClick={() => print()}>
            {texts.print}
          </button>
        </p>
      </header>
      <RecordAsked record={read} location={location} />
      <RecordCourse record={read} />
      <RecordOffers record={read} />
      <RecordProof heads={read.heads} fileName={fileName} />
    </>
  );
}
