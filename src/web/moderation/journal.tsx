import { useState } from "react";
import { useSearchParams } from "react-router";
import type { PageHandle } from "../context.ts";
import { journal } from "../i18n/journal.ts";
import type { AuditEvent } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { download } from "../session/download.ts";
import { useUser } from "../session/session.ts";
import { useAction } from "../session/use-action.ts";
import { useList } from "../session/use-list.ts";
import { JournalEntry } from "./journal-entry.tsx";
import { JournalFilters } from "./journal-filters.tsx";
import { journalPath } from "./journal-query.ts";
import { ModerationPage } from "./moderation-page.tsx";
import { Queue } from "./queue.tsx";

export const handle: PageHandle = { interactive: true };

/** The log of actions, as administrators read it. */
export default function Journal() {
  return (
    <ModerationPage section="journal">
      <ForAdministrators />
    </ModerationPage>
  );
}

function ForAdministrators() {
  const texts = useTexts(journal);
  const [parameters] = useSearchParams();
  if (useUser()?.roles.includes("admin") !== true) return <p>{texts.adminsOnly}</p>;
  return <Entries key={parameters.toString()} path={journalPath(parameters)} />;
}

function Entries({ path }: { readonly path: string }) {
  const texts = useTexts(journal);
  const list = useList<AuditEvent>(path);
  return (
    <>
      <p className="lead">{texts.lead}</p>
      <JournalFilters errors={list.error?.fields ?? {}} />
      <Download path={path} />
      <Queue list={list} empty={texts.none} row={(event) => <JournalEntry event={event} />} />
    </>
  );
}

function Download({ path }: { readonly path: string }) {
  const texts = useTexts(journal);
  const locale = useLocale();
  const [said, setSaid] = useState("");
  const saving = useAction(async () => {
    setSaid("");
    const goesOn = await download(path, "swideal-journal.csv", locale);
    setSaid(goesOn ? texts.downloadedInPart : texts.downloaded);
  });
  return (
    <div className="stack">
      <p>
        <button
          className="button"
          type="button"
          aria-disabled={saving.busy}
          onClick={() => void saving.run()}
        >
          {texts.download}
        </button>
      </p>
      <div role="status">{said === "" ? null : <p className="notice">{said}</p>}</div>
      <div role="alert">
        {saving.message === null ? null : <p className="notice danger">{saving.message}</p>}
      </div>
    </div>
  );
}
