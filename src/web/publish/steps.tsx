import { CategoryOptions } from "../components/category-options.tsx";
import { DeadlineField } from "../components/deadline-field.tsx";
import { SelectField, TextArea, TextField } from "../components/field.tsx";
import { PriceField } from "../components/price-field.tsx";
import { publishing } from "../i18n/publishing.ts";
import type { Category } from "../lib/api-types.ts";
import { useTexts } from "../lib/use-page.ts";
import type { MissionForm } from "./mission-form.ts";
import { PerformersField } from "./performers-field.tsx";
import { PlaceField } from "./place-field.tsx";

export interface StepProps {
  readonly form: MissionForm;
  readonly set: (change: Partial<MissionForm>) => void;
  readonly errors: Readonly<Record<string, string>>;
}

export function NeedStep({ form, set, errors, categories }: StepProps & { categories: readonly Category[] }) {
  const texts = useTexts(publishing);
  return (
    <>
      <TextField
        name="title"
        label={texts.missionTitle}
        hint={texts.missionTitleHint}
        error={errors.title}
        value={form.title}
        maxLength={500}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        name="description"
        label={texts.description}
        hint={texts.descriptionHint}
        error={errors.description}
        value={form.description}
        maxLength={5_000}
        rows={9}
        onChange={(event) => set({ description: event.target.value })}
      />
      <SelectField
        name="category"
        label={texts.category}
        error={errors.category}
        value={form.category}
        onChange={(category) => set({ category })}
      >
        <option value="">{texts.chooseCategory}</option>
        <CategoryOptions categories={categories} />
      </SelectField>
      <TextField
        name="skills"
        label={texts.skills}
        hint={texts.skillsHint}
        error={errors.skills}
        value={form.skills}
        onChange={(event) => set({ skills: event.target.value })}
      />
      <PerformersField
        value={form.performers}
        onChange={(performers) => set({ performers })}
        error={errors.performers}
      />
    </>
  );
}

export function PlaceStep({ form, set, errors }: StepProps) {
  const texts = useTexts(publishing);
  return (
    <>
      <PlaceField
        value={form.place}
        typed={form.placeTyped}
        onChange={(place, placeTyped) => set({ place, placeTyped })}
        error={errors.location}
      />
      <div className="check">
        <input
          id="remote"
          type="checkbox"
          checked={form.remote}
          onChange={(event) => set({ remote: event.target.checked })}
        />
        <label htmlFor="remote">{texts.remote}</label>
      </div>
      <DeadlineField
        name="deadline"
        label={texts.deadline}
        hint={texts.deadlineHint}
        error={errors.deadline}
        value={form.deadline}
        onChange={(deadline) => set({ deadline })}
      />
    </>
  );
}

export function PriceStep({ form, set, errors }: StepProps) {
  const texts = useTexts(publishing);
  const choices = [
    ["open", texts.open, texts.openHint],
    ["sealed", texts.sealed, texts.sealedHint],
  ] as const;
  return (
    <>
      <PriceField
        name="budget"
        label={texts.budget}
        hint={texts.budgetHint}
        error={errors.budget}
        value={form.budget}
        onChange={(budget) => set({ budget })}
      />
      <fieldset className="choices">
        <legend>{texts.auction}</legend>
        {choices.map(([auction, name, hint]) => (
          <label key={auction} className="choice">
            <input
              type="radio"
              name="auction"
              checked={form.auction === auction}
              onChange={() => set({ auction })}
            />
            <span>
              <strong>{name}</strong>
              <span className="hint">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </>
  );
}
