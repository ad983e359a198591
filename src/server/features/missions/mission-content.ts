import { isDeepStrictEqual } from "node:util";
import { AppError, type FieldError, invalidField } from "../../core/errors.ts";
import type { Connection } from "../../platform/database/database.ts";
import { type Point, placeByInseeCode, placesAt } from "../places/index.ts";
import { MAXIMUM_LEAD_MS, MINIMUM_LEAD_MS } from "./mission.ts";
import type { LocationInput, MissionChange, NewMission } from "./mission-contract.ts";
import { qualityOf } from "./mission-quality.ts";
import type { MissionContent, MissionRow } from "./mission-queries.ts";
import { qualityInput } from "./mission-view.ts";

type Located = Pick<MissionContent, "inseeCode" | "latitude" | "longitude">;

/**
 * The commune of a code, or the one of a point. Of both, as reading answers them, one that is as stored says nothing;
 * otherwise they have to agree. Throws `unknown_place` and `location_mismatch`.
 */
async function locate(
  connection: Connection,
  { inseeCode, latitude, longitude }: LocationInput,
  stored: Located,
): Promise<Located> {
  const point = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
  const samePoint = point?.latitude === stored.latitude && point?.longitude === stored.longitude;
  const sameCode = inseeCode === undefined || inseeCode === stored.inseeCode;
  if (samePoint && sameCode) return stored;
  if (point === null || samePoint) return byCode(connection, inseeCode as string);
  if (sameCode) return byPoint(connection, point, inseeCode);
  const [commune, place] = [await byCode(connection, inseeCode), await byPoint(connection, point, inseeCode)];
  const itsOwn = commune.latitude === latitude && commune.longitude === longitude;
  if (itsOwn) return commune;
  if (place.inseeCode !== inseeCode) throw invalidField("/location", "location_mismatch");
  return place;
}

async function byCode(connection: Connection, inseeCode: string): Promise<Located> {
  const place = await placeByInseeCode(connection, inseeCode);
  if (place === null) throw invalidField("/location/inseeCode", "unknown_place");
  return { inseeCode: place.inseeCode, latitude: place.latitude, longitude: place.longitude };
}

/** Of the places that a point may lie in the one that is named, or the commune of it; else the likeliest. */
async function byPoint(connection: Connection, point: Point, named?: string): Promise<Located> {
  const { places } = await placesAt(connection, point);
  const [likeliest] = places;
  if (likeliest === undefined) throw invalidField("/location", "unknown_place");
  const agrees = places.some(({ inseeCode, commune }) => inseeCode === named || commune === named);
  return { ...point, inseeCode: agrees && named !== undefined ? named : likeliest.inseeCode };
}

const NOWHERE: Located = { inseeCode: null, latitude: null, longitude: null };

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
    ...(input.location === null ? NOWHERE : await locate(connection, input.location, NOWHERE)),
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
  const stored = { latitude, longitude, inseeCode };
  const located = change.location ? await locate(connection, change.location, stored) : stored;
  return scored({
    title: change.title ?? row.title,
    description: change.description ?? row.description,
    category: change.category === undefined ? row.category : change.category,
    skills: change.skills ?? row.skills,
    performers: change.performers ?? row.performers,
    auction: change.auction ?? row.auction,
    budgetCents: change.budget === undefined ? row.budgetCents : (change.budget?.valueCents ?? null),
    ...(change.location === null ? NOWHERE : located),
    remote: change.remote ?? row.remote,
    deadline: change.deadline === undefined ? row.deadline : instant(change.deadline),
  });
}

/** The fields in which a content is another than what stands, by their names on the wire. */
export function changedFields(row: MissionRow, content: MissionContent): string[] {
  const seen = (one: MissionRow | MissionContent): Record<string, unknown> => ({
    title: one.title,
    description: one.description,
    category: one.category,
    skills: one.skills,
    performers: one.performers,
    auction: one.auction,
    budget: one.budgetCents,
    location: [one.inseeCode, one.latitude, one.longitude],
    remote: one.remote,
    deadline: one.deadline?.getTime() ?? null,
  });
  const [before, after] = [seen(row), seen(content)];
  return Object.keys(before).filter((field) => !isDeepStrictEqual(before[field], after[field]));
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
