import { type FormEvent, useEffect, useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { pathTo } from "../../shared/page-paths.ts";
import { Alert } from "../components/alert.tsx";
import { publishing } from "../i18n/publishing.ts";
import { working } from "../i18n/working.ts";
import { FoundNotice } from "../kept-text/found-notice.tsx";
import type { Category, List, Mission } from "../lib/api-types.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import { type Answered, call } from "../session/api-client.ts";
import { refusalText } from "../session/refusal-text.ts";
import { Refused } from "../session/refused.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { DeleteDraft } from "../workspace/delete-draft.tsx";
import { ConflictNotice } from "./conflict-notice.tsx";
import { refusedAt } from "./mission-form.ts";
import { QualityPanel } from "./quality-panel.tsx";
import { ReviewStep } from "./review-step.tsx";
import { StepList } from "./step-list.tsx";
import { NeedStep, PlaceStep, PriceStep } from "./steps.tsx";
import { useDraft } from "./use-draft.ts";

interface PublishFormProps {
  /** Null for a new mission. */
  readonly saved: Answered<Mission> | null;
  /** Hears which draft the first step has made. */
  readonly onMade?: (id: string) => void;
}

/** Each step has its address and is saved when it is left, so that nothing is lost and the score follows. */
export function PublishForm({ saved, onMade }: PublishFormProps) {
  const texts = useTexts(publishing);
  const { correctFields } = useTexts(working);
  const locale = useLocale();
  const navigate = useNavigate();
  const categories = useResource<List<Category>>("/categories");
  const draft = useDraft(saved);
  const { mission, text } = draft;
  const step = useStep(mission === null ? 1 : texts.steps.length);
  const last = step === texts.steps.length - 1;
  const goTo = (to: number, id = mission?.id, options = {}) =>
    navigate(
      pathTo(locale, "publish", {}, { mission: id, step: id === undefined ? undefined : to + 1 }),
      options,
    );

  const proceed = useAction(async () => {
    const saved = await draft.save(step);
    const { id, status } = saved.mission;
    if (mission === null) {
      // Going back leads to the draft, not to a form that would make a second one.
      onMade?.(id);
      await goTo(step, id, { replace: true });
    }
    if (Object.keys(saved.refused).length > 0) throw new Refused(correctFields, saved.refused);
    if (!last) return goTo(step + 1, id);
    if (status === "draft") await call(`/missions/${id}/publish`, { method: "POST", locale });
    await navigate(pathTo(locale, "manage", { id }));
  });
  const heading = useFocusOnChange(step);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void proceed.run();
  };
  const errors = refusedAt(step, proceed.fields);
  const elsewhere = Object.keys(errors).length === 0 && Object.keys(proceed.fields).length > 0;
  const props = { form: text.values, set: text.set, errors };
  const known = categories.value?.items ?? [];
  const settled = draft.conflict === null && proceed.message === texts.changedElsewhere;
  const unread = categories.value === null && categories.error !== null;

  return (
    <>
      <h1>{mission?.status === "published" ? texts.editTitle : texts.title}</h1>
      <StepList current={step} reached={mission === null ? 0 : texts.steps.length} goTo={goTo} />
      <div className="with-aside">
        <form className="panel fields" method="post" noValidate onSubmit={submit}>
          <h2 ref={heading} tabIndex={-1}>
            <span className="label">{texts.stepOf(step + 1, texts.steps.length)}</span>
            {texts.steps[step]}
          </h2>
          <FoundNotice text={text} />
          <Alert key={step} message={settled || elsewhere ? null : proceed.message} fields={errors} />
          {draft.conflict === null ? null : (
            <ConflictNotice
              keepMine={() => {
                draft.conflict?.keepMine();
                void proceed.run();
              }}
              takeTheirs={draft.conflict.takeTheirs}
            />
          )}
          {unread && categories.error ? <Alert message={refusalText(categories.error, locale)} /> : null}
          {step === 0 ? <NeedStep {...props} categories={known} /> : null}
          {step === 1 ? <PlaceStep {...props} /> : null}
          {step === 2 ? <PriceStep {...props} /> : null}
          {last ? <ReviewStep {...props} categories={known} goTo={goTo} /> : null}
          <div className="actions">
            {step === 0 ? null : (
              <button className="button" type="button" onClick={() => goTo(step - 1)}>
                {texts.back}
              </button>
            )}
            <button className="button primary" type="submit" aria-disabled={proceed.busy}>
              {last ? (mission?.status === "published" ? texts.save : texts.publish) : texts.next}
            </button>
          </div>
          {mission?.status === "draft" ? <p className="hint">{texts.saveLater}</p> : null}
        </form>
        <div className="stack">
          <QualityPanel mission={mission} />
          {mission?.status === "draft" ? (
            <DeleteDraft mission={mission} onDeleted={() => void navigate(pathTo(locale, "myMissions"))} />
          ) : null}
        </div>
      </div>
    </>
  );
}

/** The step that the address names, counted from 0; the first one where it names none that can be reached. */
function useStep(reachable: number): number {
  const [parameters] = useSearchParams();
  const step = Number(parameters.get("step") ?? 1) - 1;
  return Number.isInteger(step) && step >= 0 && step < reachable ? step : 0;
}

/** A new step is announced by its heading; the first one leaves the focus where it is. */
function useFocusOnChange(step: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
}
