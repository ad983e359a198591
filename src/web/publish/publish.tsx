import { useSearchParams } from "react-router";
import { WorkPage } from "../components/work-page.tsx";
import type { PageHandle } from "../context.ts";
import { publishing } from "../i18n/publishing.ts";
import { working } from "../i18n/working.ts";
import type { Mission } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import { useResource } from "../session/use-resource.ts";
import { PublishForm } from "./publish-form.tsx";

export const handle: PageHandle = { interactive: true };

export default function Publish() {
  const texts = useTexts(publishing);
  const [parameters] = useSearchParams();
  const id = parameters.get("mission");
  return (
    <WorkPage title={id === null ? texts.title : texts.editTitle}>
      {id === null ? <PublishForm mission={null} /> : <SavedMission id={id} />}
    </WorkPage>
  );
}

/** A draft to go on with, or a published mission to change. */
function SavedMission({ id }: { readonly id: string }) {
  const texts = useTexts(publishing);
  const general = useTexts(working);
  const { value, error } = useResource<Mission>(`/missions/${encodeURIComponent(id)}`);
  if (error !== null) return <h1>{error.status === 404 ? general.notYours : general.networkFailed}</h1>;
  if (value === null) return <p role="status">{general.loading}</p>;
  if (value.qualityHints === undefined) return <h1>{general.notYours}</h1>;
  const open = value.status === "draft" || (value.status === "published" && value.offerCount === 0);
  return open ? <PublishForm mission={value} /> : <h1>{texts.frozen}</h1>;
}
