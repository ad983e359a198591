import type { Locale } from "../i18n/locale.ts";
import { publishing } from "../i18n/publishing.ts";
import type { Mission, Place } from "../lib/api-types.ts";
import { readMoment } from "../lib/moment-text.ts";
import { checkPrice, priceText } from "../lib/price-check.ts";

/** The form as a person fills it; `changesOf` says it to the API. */
export interface MissionForm {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** Separated by commas. */
  readonly skills: string;
  /** Who may do the work, in the words of the API; also what the API refuses. */
  readonly performers: readonly string[];
  readonly place: Pick<Place, "inseeCode" | "name" | "postalCode"> | null;
  /** What stands in the field of the place and was not chosen from its list. */
  readonly placeTyped: string;
  readonly remote: boolean;
  /** As `<input type="datetime-local">` writes it, in the device's time. */
  readonly deadline: string;
  /** As it was written. */
  readonly budget: string;
  readonly auction: "open" | "sealed";
}

const WEEK_MS = 7 * 86_400_000;
/** The furthest deadline that the API takes. */
export const YEAR_MS = 365 * 86_400_000;

export function emptyForm(now: Date): MissionForm {
  return {
    title: "",
    description: "",
    category: "",
    skills: "",
    performers: ["self_employed", "company", "association"],
    place: null,
    placeTyped: "",
    remote: false,
    deadline: localTime(new Date(now.getTime() + WEEK_MS)),
    budget: "",
    auction: "open",
  };
}

export function formOf(mission: Mission, now: Date, locale: Locale): MissionForm {
  return {
    title: mission.title,
    description: mission.description,
    category: mission.category ?? "",
    skills: mission.skills.join(", "),
    performers: mission.performers,
    place: mission.location,
    placeTyped: "",
    remote: mission.remote,
    deadline: mission.deadline === null ? emptyForm(now).deadline : localTime(new Date(mission.deadline)),
    budget: priceText(mission.budget?.valueCents ?? null, mission.currency, locale),
    auction: mission.auction,
  };
}

/** Which fields each step asks for; the review, all of them. */
const stepFields = [
  ["title", "description", "category", "skills", "performers"],
  ["location", "remote", "deadline"],
  ["budget", "auction"],
];

const fieldsOf = (step: number): readonly string[] => stepFields[step] ?? stepFields.flat();

/** What of the form a step asks for, but for what was `refused`; the review, all of it. */
export function stepOf(form: MissionForm, step: number, refused: Refusals = {}): Partial<MissionForm> {
  const fields = fieldsOf(step)
    .filter((name) => !(name in refused))
    .flatMap((name) => (name === "location" ? ["place", "placeTyped"] : [name]));
  return Object.fromEntries(Object.entries(form).filter(([name]) => fields.includes(name)));
}

/** What of the refused a step can mend, and what no step asks for. */
export function refusedAt(step: number, refused: Refusals): Refusals {
  const elsewhere = stepFields.flat().filter((name) => !fieldsOf(step).includes(name));
  return Object.fromEntries(Object.entries(refused).filter(([name]) => !elsewhere.includes(name)));
}

/** Messages by field. */
export type Refusals = Readonly<Record<string, string>>;

/** What reading a form depends on. */
export interface FormPage {
  readonly currency: string;
  readonly locale: Locale;
  readonly now: Date;
}

export interface Changes {
  readonly body: Record<string, unknown>;
  /** What cannot be sent as it stands, or would only be missed at the end; it is not in the body. */
  readonly refused: Refusals;
}

/** What a step tells the API, and what it has to say itself; `unclear`: what was found wrong before. */
export function changesOf(form: MissionForm, step: number, page: FormPage, unclear: Refusals = {}): Changes {
  const { budget, deadline, wrong } = readForm(form, page);
  const all: Record<string, unknown> = {
    title: form.title,
    description: form.description,
    category: form.category,
    skills: skillsOf(form.skills),
    performers: form.performers,
    location: form.place === null ? null : { inseeCode: form.place.inseeCode },
    remote: form.remote,
    deadline,
    budget: budget === null ? null : { valueCents: budget },
    auction: form.auction,
  };
  const refused = only(fieldsOf(step), { ...wrong, ...unclear });
  return { body: only(fieldsOf(step), all, refused), refused };
}

/** What is written in text, and what is wrong with it or missing from a mission that is to be published. */
function readForm(form: MissionForm, { currency, locale, now }: FormPage) {
  const texts = publishing[locale];
  const wrong: Record<string, string> = {};
  const budget = checkPrice(form.budget, currency, locale);
  if (budget.refusal !== null) wrong.budget = budget.refusal;
  if (form.category === "") wrong.category = texts.categoryMissing;
  if (form.place === null && !form.remote) wrong.location = texts.placeMissing;
  const deadline = readMoment(form.deadline);
  if (deadline === null) wrong.deadline = texts.deadlineUnreadable;
  else if (deadline <= now) wrong.deadline = texts.deadlinePast;
  else if (deadline.getTime() > now.getTime() + YEAR_MS) wrong.deadline = texts.deadlineFar;
  return { budget: budget.cents, deadline: wrong.deadline ? null : deadline?.toISOString(), wrong };
}

function only<Value>(names: readonly string[], values: Readonly<Record<string, Value>>, without = {}) {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => names.includes(name) && !(name in without)),
  );
}

export function skillsOf(text: string): string[] {
  const skills = text.split(",").map((skill) => skill.trim());
  return [...new Set(skills.filter((skill) => skill !== ""))];
}

/** `2026-11-24T18:00` in the device's time zone. */
export function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
