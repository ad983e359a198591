import { pathTo } from "../../shared/page-paths.ts";
import type { PageHandle } from "../context.ts";
import { moderatedThread } from "../i18n/moderated-thread.ts";
import { moderation } from "../i18n/moderation.ts";
import type { Report } from "../lib/api-types.ts";
import { fullMoment } from "../lib/format.ts";
import { useLocale, useSite, useTexts, useUserText } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { useList } from "../session/use-list.ts";
import { ChoiceFilter, useChoice } from "./choice-filter.tsx";
import { ModerationPage } from "./moderation-page.tsx";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { Queue } from "./queue.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";

export const handle: PageHandle = { interactive: true };

const states = ["open", "decided"] as const;

export default function Reports() {
  const texts = useTexts(moderation);
  return (
    <ModerationPage section="reports">
      <ChoiceFilter choices={states} names={texts.states} />
      <ReportQueue />
    </ModerationPage>
  );
}

function ReportQueue() {
  const texts = useTexts(moderation);
  const list = useList<Report>(`/admin/reports?status=${useChoice(states)}`);
  return (
    <Queue
      list={list}
      empty={texts.noReports}
      row={(report) => <ReportRow report={report} reload={list.reload} />}
    />
  );
}

function ReportRow({ report, reload }: { readonly report: Report; readonly reload: () => Promise<void> }) {
  const texts = useTexts(moderation);
  const thread = useTexts(moderatedThread);
  const userText = useUserText();
  const locale = useLocale();
  const { timeZone } = useSite();
  const { subject, outcome } = report;
  const missionId = subject.type === "mission" ? subject.id : subject.missionId;
  const reporter =
    report.name ?? report.email ?? (report.reporterUserId === null ? texts.anonymous : texts.member);
  return (
    <>
      <p className="tags">
        <span className="tag">{texts.categories[report.category]}</span>
        {outcome === null ? null : <span className="tag">{texts.outcomes[outcome]}</span>}
      </p>
      <h2 className="small-heading user-text">
        {subject.label === null ? texts.aboutGone : texts.about(subject.label)}
      </h2>
      <p className="label">
        {texts.by(reporter)}
        {report.email === null || report.name === null ? null : ` (${report.email})`} ·{" "}
        {fullMoment(report.createdAt, timeZone, locale)}
      </p>
      <p className="user-text" {...userText}>
        {report.text}
      </p>
      {report.reason === null ? null : (
        <p className="notice user-text" {...userText}>
          {report.reason}
        </p>
      )}
      <div className="actions">
        {missionId !== null ? (
          <a className="button" href={pathTo(locale, "moderationMissions", {}, { mission: missionId })}>
            {texts.seeMission}
          </a>
        ) : (
          <a className="button" href={pathTo(locale, "moderationAccounts", {}, { q: subject.label ?? "" })}>
            {texts.accounts}
          </a>
        )}
        {subject.type === "message" && subject.label !== null ? (
          <a
            className="button"
            href={pathTo(locale, "moderationThread", {}, { report: report.id, message: subject.id })}
          >
            {thread.open}
          </a>
        ) : null}
        {outcome === null ? <Decide report={report} reload={reload} /> : null}
      </div>
    </>
  );
}

function Decide({ report, reload }: { readonly report: Report; readonly reload: () => Promise<void> }) {
  const texts = useTexts(moderation);
  const locale = useLocale();
  return (
    <ReasonDialog
      name={`decide-${report.id}`}
      label={texts.decide}
      title={texts.decideTitle}
      onSubmit={async (reason, form, arrived) => {
        const body = { outcome: form.get("outcome"), reason };
        await call(`/admin/reports/${report.id}/decide`, { method: "POST", body, locale });
        arrived();
        await reload();
      }}
    >
      <OutcomeChoice
        legend={texts.outcome}
        hint={texts.decideHint}
        outcomes={["no_action", "restricted"].map((outcome) => [outcome, texts.outcomes[outcome]])}
      />
    </ReasonDialog>
  );
}
