import { useSearchParams } from "react-router";
import { Loading } from "../components/loading.tsx";
import { StatusTag } from "../components/status-tag.tsx";
import type { PageHandle } from "../context.ts";
import { moderation } from "../i18n/moderation.ts";
import type { Mission, ModeratedMission } from "../lib/api-types.ts";
import { useTexts, useUserText } from "../lib/use-page.ts";
import { useList } from "../session/use-list.ts";
import { useResource } from "../session/use-resource.ts";
import { Freshness } from "../workspace/freshness.tsx";
import { ChoiceFilter, useChoice } from "./choice-filter.tsx";
import { MissionDecisions } from "./mission-decisions.tsx";
import { ModerationPage } from "./moderation-page.tsx";
import { Queue } from "./queue.tsx";

export const handle: PageHandle = { interactive: true };

const states = ["disputed", "hidden"] as const;

/** Missions that wait for a moderator, or the one that the address names. */
export default function ModeratedMissions() {
  const texts = useTexts(moderation);
  const [parameters] = useSearchParams();
  const id = parameters.get("mission");
  return (
    <ModerationPage section="missions">
      <ChoiceFilter choices={states} names={texts.missionStates} />
      {id === null ? <MissionQueue /> : <OneMission id={id} />}
    </ModerationPage>
  );
}

function MissionQueue() {
  const texts = useTexts(moderation);
  const list = useList<ModeratedMission>(`/admin/missions?status=${useChoice(states)}`);
  return (
    <Queue
      list={list}
      empty={texts.noMissions}
      row={({ id, provider }) => (
        <MissionRow id={id} provider={provider?.displayName ?? null} onDone={list.reload} />
      )}
    />
  );
}

function OneMission({ id }: { readonly id: string }) {
  return (
    <article className="panel fields">
      <MissionRow id={id} provider={null} onDone={async () => {}} />
    </article>
  );
}

interface MissionRowProps {
  readonly id: string;
  readonly provider: string | null;
  readonly onDone: () => Promise<void>;
}

/** The mission as a moderator reads it: its text, what both sides said, and what can be decided. */
function MissionRow({ id, provider, onDone }: MissionRowProps) {
  const texts = useTexts(moderation);
  const userText = useUserText();
  const resource = useResource<Mission>(`/missions/${encodeURIComponent(id)}`);
  const { value: mission, reload } = resource;
  if (mission === null) return <Loading resources={[resource]} />;
  const client = mission.client.displayName;
  return (
    <>
      <Freshness error={resource.error} />
      <p className="tags">
        <StatusTag status={mission.status} />
      </p>
      <h2 className="small-heading user-text" {...userText}>
        {mission.title}
      </h2>
      <p className="label">{provider === null ? texts.ofClient(client) : texts.between(client, provider)}</p>
      <p className="user-text" {...userText}>
        {mission.description}
      </p>
      <MissionDecisions
        mission={mission}
        onDone={async () => {
          await Promise.all([reload(), onDone()]);
        }}
      />
    </>
  );
}
