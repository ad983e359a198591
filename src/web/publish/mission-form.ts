import type { Mission, Place } from "../lib/api-types.ts";

/** The form as a person fills it; `changesOf` says it to the API. */
export interface MissionForm {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** Separated by commas. */
  readonly skills: string;
  readonly place: Pick<Place, "inseeCode" | "name" | "postalCode"> | null;
  readonly remote: boolean;
  /** As `<input type="datetime-local">` writes it, in the device's time. */
  readonly deadline: string;
  /** In whole units of the currency; NaN when empty. */
  readonly budget: number;
  readonly auction: "open" | "sealed";
}

const WEEK_MS = 7 * 86_400_000;

export function emptyForm(now: Date): MissionForm {
  return {
    title: "",
    description: "",
    category: "",
    skills: "",
    place: null,
    remote: false,
    deadline: localTime(new Date(now.getTime() + WEEK_MS)),
    budget: Number.NaN,
    auction: "open",
  };
}

export function formOf(mission: Mission, now: Date): MissionForm {
  return {
    title: mission.title,
    description: mission.description,
    category: mission.category ?? "",
    skills: mission.skills.join(", "),
    place: mission.location,
    remote: mission.remote,
    deadline: mission.deadline === null ? emptyForm(now).deadline : localTime(new Date(mission.deadline)),
    budget: mission.budget === null ? Number.NaN : mission.budget.valueCents / 100,
    auction: mission.auction,
  };
}

/** Which fields each step asks for; the review, all of them. */
const stepFields = [
  ["title", "description", "category", "skills"],
  ["location", "remote", "deadline"],
  ["budget", "auction"],
];

/** What a step tells the API. */
export function changesOf(form: MissionForm, step: number): Record<string, unknown> {
  const all: Record<string, unknown> = {
    title: form.title,
    description: form.description,
    category: form.category === "" ? null : form.category,
    skills: skillsOf(form.skills),
    location: form.place === null ? null : { inseeCode: form.place.inseeCode },
    remote: form.remote,
    deadline: form.deadline === "" ? null : new Date(form.deadline).toISOString(),
    budget: Number.isNaN(form.budget) ? null : { valueCents: Math.round(form.budget * 100) },
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
