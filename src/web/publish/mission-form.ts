import type { Locale } from "../i18n/locale.ts";
import type { Mission, Place } from "../lib/api-types.ts";
import { type CheckedPrice, checkPrice, priceText } from "../lib/price-check.ts";

/** The form as a person fills it; `changesOf` says it to the API, once `budgetOf` has read the budget. */
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

/** What of the form a step asks for; the review, all of it. */
export function stepOf(form: MissionForm, step: number): Partial<MissionForm> {
  const fields = (stepFields[step] ?? stepFields.flat()).flatMap((name) =>
    name === "location" ? ["place", "placeTyped"] : [name],
  );
  return Object.fromEntries(Object.entries(form).filter(([name]) => fields.includes(name)));
}

/** The budget that would be sent; a step that does not ask for it sends none, and has nothing against it. */
export function budgetOf(form: MissionForm, step: number, currency: string, locale: Locale): CheckedPrice {
  const asked = (stepFields[step] ?? stepFields.flat()).includes("budget");
  return checkPrice(asked ? form.budget : "", currency, locale);
}

/** What a step tells the API; the budget in cents, null for none. */
export function changesOf(form: MissionForm, step: number, budget: number | null): Record<string, unknown> {
  const all: Record<string, unknown> = {
    title: form.title,
    description: form.description,
    category: form.category === "" ? null : form.category,
    skills: skillsOf(form.skills),
    performers: form.performers,
    location: form.place === null ? null : { inseeCode: form.place.inseeCode },
    remote: form.remote,
    deadline: form.deadline === "" ? null : new Date(form.deadline).toISOString(),
    budget: budget === null ? null : { valueCents: budget },
    auction: form.auction,
  };
  return Object.fromEntries((stepFields[step] ?? stepFields.flat()).map((name) => [name, all[name]]));
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
