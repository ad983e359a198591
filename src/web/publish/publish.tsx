import { useState } from "react";
import { useSearchParams } from "react-router";
import { Loading } from "../components/loading.tsx";
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
      <NewOrSaved id={id} />
    </WorkPage>
  );
}

function NewOrSaved({ id }: { readonly id: string | null }) {
  // The draft that this very page has made: the address names it from then on, and the form stays.
  const [made, setMade] = useState<string | null>(null);
  if (id === null || id === made) return <PublishForm saved={null} onMade={setMade} />;
  return <SavedMission key={id} id={id} />;
}

/** A draft to go on with, or a published mission to change. */
function SavedMission({ id }: { readonly id: string }) {
  const texts = useTexts(publishing);
  const general = useTexts(working);
  const resource = useResource<Mission>(`/missions/${encodeURIComponent(id)}`);
  const { value, etag, error } = resource;
  if (error?.status === 404) return <h1>{general.notYours}</h1>;
  if (value === null) return <Loading resources={[resource]} />;
  if (value.qualityHints === undefined) return <h1>{general.notYours}</h1>;
  const open = value.status === "draft" || (value.status === "published" && value.offerCount === 0);
  return open ? <PublishForm saved={{ value, etag }} /> : <h1>{texts.frozen}</h1>;
}
