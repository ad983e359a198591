import { type FormEvent, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Alert } from "../components/alert.tsx";
import { pathTo } from "../i18n/paths.ts";
import { publishing } from "../i18n/publishing.ts";
import { working } from "../i18n/working.ts";
import type { Category, List, Mission } from "../lib/api-types.ts";
import { presumedNow } from "../lib/server-clock.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { call } from "../session/api-client.ts";
import { Refused } from "../session/refused.ts";
import { useAction } from "../session/use-action.ts";
import { useResource } from "../session/use-resource.ts";
import { budgetOf, changesOf, emptyForm, formOf, type MissionForm } from "./mission-form.ts";
import { placeOf } from "./place-field.tsx";
import { QualityPanel } from "./quality-panel.tsx";
import { ReviewStep } from "./review-step.tsx";
import { NeedStep, PlaceStep, PriceStep } from "./steps.tsx";

/** Each step is saved when it is left, so that nothing is lost and the score follows. */
export function PublishForm({ mission: known }: { readonly mission: Mission | null }) {
  const texts = useTexts(publishing);
  const { correctFields } = useTexts(working);
  const locale = useLocale();
  const { currency } = useSite();
  const navigate = useNavigate();
  const categories = useResource<List<Category>>("/categories").value?.items ?? [];
  const [mission, setMission] = useState(known);
  const [form, setForm] = useState(() =>
    known === null ? emptyForm(presumedNow()) : formOf(known, presumedNow(), locale),
  );
  const [step, setStep] = useState(0);
  const last = step === texts.steps.length - 1;
  const published = mission?.status === "published";

  const set = (change: Partial<MissionForm>) => setForm((before) => ({ ...before, ...change }));
  const save = async (): Promise<Mission> => {
    const budget = budgetOf(form, step, currency, locale);
    if (budget.refusal !== null) throw new Refused(correctFields, { budget: budget.refusal });
    const place = await placeOf(form, locale);
    if (place !== form.place) set({ place, placeTyped: "" });
    const body = changesOf({ ...form, place }, step, budget.cents);
    const saved =
      mission === null
        ? await call<Mission>("/missions", { method: "POST", body, locale })
        : await call<Mission>(`/missions/${mission.id}`, { method: "PATCH", body, locale });
    setMission(saved);
    return saved;
  };
  const proceed = useAction(async () => {
    const saved = await save();
    if (!last) return setStep(step + 1);
    if (!published) await call(`/missions/${saved.id}/publish`, { method: "POST", locale });
    await navigate(pathTo(locale, "manage", { id: saved.id }));
  });
  const heading = useFocusOnChange(step);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void proceed.run();
  };
  const props = { form, set, errors: proceed.fields };

  return (
    <>
      <h1>{known === null ? texts.title : texts.editTitle}</h1>
      <StepList current={step} reached={mission === null ? 0 : texts.steps.length} goTo={setStep} />
      <div className="with-aside">
        <form className="panel fields" method="post" noValidate onSubmit={submit}>
          <h2 ref={heading} tabIndex={-1}>
            <span className="label">{texts.stepOf(step + 1, texts.steps.length)}</span>
            {texts.steps[step]}
          </h2>
          <Alert message={proceed.message} />
          {step === 0 ? <NeedStep {...props} categories={categories} /> : null}
          {step === 1 ? <PlaceStep {...props} /> : null}
          {step === 2 ? <PriceStep {...props} /> : null}
          {last ? <ReviewStep {...props} categories={categories} goTo={setStep} /> : null}
          <div className="actions">
            {step === 0 ? null : (
              <button className="button" type="button" onClick={() => setStep(step - 1)}>
                {texts.back}
              </button>
            )}
            <button className="button primary" type="submit" aria-disabled={proceed.busy}>
              {last ? (published ? texts.save : texts.publish) : texts.next}
            </button>
          </div>
          {mission?.status === "draft" ? <p className="hint">{texts.saveLater}</p> : null}
        </form>
        <QualityPanel mission={mission} />
      </div>
    </>
  );
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

interface StepListProps {
  readonly current: number;
  readonly reached: number;
  readonly goTo: (step: number) => void;
}

function StepList({ current, reached, goTo }: StepListProps) {
  const texts = useTexts(publishing);
  return (
    <ol className="progress">
      {texts.steps.map((name, index) => (
        <li
          key={name}
          className={index < current ? "done" : undefined}
          {...(index === current && { "aria-current": "step" as const })}
        >
          {index !== current && reached > 0 ? (
            <button type="button" onClick={() => goTo(index)}>
              {name}
            </button>
          ) : (
            <span>{name}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
