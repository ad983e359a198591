import { performerTexts } from "../i18n/performers.ts";
import { publishing } from "../i18n/publishing.ts";
import type { Category, Performer } from "../lib/api-types.ts";
import { price } from "../lib/format.ts";
import { readPrice } from "../lib/price-text.ts";
import { useMoments } from "../lib/use-moments.ts";
import { useLocale, useSite, useTexts } from "../lib/use-page.ts";
import { type MissionForm, skillsOf } from "./mission-form.ts";

interface ReviewStepProps {
  readonly form: MissionForm;
  readonly categories: readonly Category[];
  readonly errors: Readonly<Record<string, string>>;
  readonly goTo: (step: number) => void;
}

export function ReviewStep({ form, categories, errors, goTo }: ReviewStepProps) {
  const texts = useTexts(publishing);
  const locale = useLocale();
  const { currency } = useSite();
  const performers = useTexts(performerTexts);
  const nameOf = (name: string) => performers.choices[name as Performer] ?? performers.employee;
  const { fullMoment } = useMoments();
  const budget = readPrice(form.budget, currency);
  const where = [
    form.place === null ? null : `${form.place.name} (${form.place.postalCode})`,
    form.remote ? texts.remoteShort : null,
  ].filter((part) => part !== null);
  const rows: readonly [field: string, step: number, name: string, value: string][] = [
    ["title", 0, texts.missionTitle, form.title],
    ["description", 0, texts.description, form.description],
    ["category", 0, texts.category, categories.find(({ slug }) => slug === form.category)?.label ?? ""],
    ["skills", 0, texts.skills, skillsOf(form.skills).join(", ")],
    ["performers", 0, performers.question, form.performers.map(nameOf).join(", ")],
    ["location", 1, texts.place, where.join(" · ")],
    [
      "deadline",
      1,
      texts.deadline,
      Number.isNaN(Date.parse(form.deadline))
        ? form.deadline
        : fullMoment(new Date(form.deadline).toISOString()),
    ],
    [
      "budget",
      2,
      texts.budget,
      budget.state === "read" ? price(budget.cents, currency, locale) : form.budget,
    ],
    ["auction", 2, texts.auction, form.auction === "open" ? texts.open : texts.sealed],
  ];
  return (
    <>
      <p>{texts.reviewText}</p>
      <dl className="review">
        {rows.map(([field, step, name, value]) => (
          <div key={field}>
            <dt>{name}</dt>
            <dd>
              <span className="user-text">{value === "" ? texts.notGiven : value}</span>
              {errors[field] === undefined ? null : (
                <p className="error" id={`${field}-error`}>
                  {errors[field]}
                </p>
              )}
            </dd>
            <dd>
              <button
                id={field}
                data-label={name}
                className="plain"
                type="button"
                {...(errors[field] !== undefined && { "aria-describedby": `${field}-error` })}
                onClick={() => goTo(step)}
              >
                {texts.change}
                <span className="visually-hidden"> {name}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
