import { AppError, type FieldError, invalidField } from "../../core/errors.ts";
import type { Connection } from "../../platform/database/database.ts";
import { nearestPlace, placeByInseeCode } from "../places/index.ts";
import { MAXIMUM_LEAD_MS, MINIMUM_LEAD_MS } from "./mission.ts";
import type { LocationInput, MissionChange, NewMission } from "./mission-contract.ts";
import { qualityOf } from "./mission-quality.ts";
import type { MissionContent, MissionRow } from "./mission-queries.ts";
import { qualityInput } from "./mission-view.ts";

type Located = Pick<MissionContent, "inseeCode" | "latitude" | "longitude">;

/** The commune of a code, or the one nearest to a point. Throws `unknown_place`. */
async function locate(connection: Connection, input: LocationInput | null): Promise<Located> {
  if (input === null) return { inseeCode: null, latitude: null, longitude: null };
  if ("inseeCode" in input) {
    const place = await placeByInseeCode(connection, input.inseeCode);
    if (place === null) throw invalidField("/location/inseeCode", "unknown_place");
    return { inseeCode: place.inseeCode, latitude: place.latitude, longitude: place.longitude };
  }
  const place = await nearestPlace(connection, input);
  if (place === null) throw invalidField("/location", "unknown_place");
  return { inseeCode: place.inseeCode, latitude: input.latitude, longitude: input.longitude };
}

type Unscored = Omit<MissionContent, "qualityScore">;
const scored = (content: Unscored): MissionContent => ({
  ...content,
  qualityScore: qualityOf(qualityInput(content)).score,
});

export async function newContent(connection: Connection, input: NewMission): Promise<MissionContent> {
  return scored({
    title: input.title,
    description: input.description,
    category: input.category,
    skills: input.skills,
    performers: input.performers,
    auction: input.auction,
    budgetCents: input.budget?.valueCents ?? null,
    ...(await locate(connection, input.location)),
    remote: input.remote,
    deadline: instant(input.deadline),
  });
}

/** The content after a change; fields that are not named stay. */
export async function changedContent(
  connection: Connection,
  row: MissionRow,
  change: MissionChange,
): Promise<MissionContent> {
  const { latitude, longitude, inseeCode } = row;
  const located =
    change.location === undefined
      ? { latitude, longitude, inseeCode }
      : await locate(connection, change.location);
  return scored({
    title: change.title ?? row.title,
    description: change.description ?? row.description,
    category: change.category === undefined ? row.category : change.category,
    skills: change.skills ?? row.skills,
    performers: change.performers ?? row.performers,
    auction: change.auction ?? row.auction,
    budgetCents: change.budget === undefined ? row.budgetCents : (change.budget?.valueCents ?? null),
    ...located,
    remote: change.remote ?? row.remote,
    deadline: change.deadline === undefined ? row.deadline : instant(change.deadline),
  });
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

/**
 * Throws `validation_failed` with everything that a published mission still needs. `now` is null where
 * the deadline was judged before and has not changed.
 */
export function requireComplete(content: MissionContent | MissionRow, now: Date | null): void {
  const errors: FieldError[] = [];
  if (content.category === null) errors.push({ path: "/category", code: "required" });
  if (content.latitude === null && !content.remote)
    errors.push({ path: "/location", code: "place_or_remote" });
  if (content.deadline === null) errors.push({ path: "/deadline", code: "required" });
  else if (now !== null) errors.push(...deadlineErrors(content.deadline, now));
  if (errors.length > 0) throw new AppError("validation_failed", { fields: errors });
}

export function requireDeadline(deadline: Date, now: Date): void {
  const errors = deadlineErrors(deadline, now);
  if (errors.length > 0) throw new AppError("validation_failed", { fields: errors });
}

function deadlineErrors(deadline: Date, now: Date): FieldError[] {
  const lead = deadline.getTime() - now.getTime();
  if (lead < MINIMUM_LEAD_MS) return [{ path: "/deadline", code: "deadline_too_soon" }];
  if (lead > MAXIMUM_LEAD_MS) return [{ path: "/deadline", code: "deadline_too_far" }];
  return [];
}
