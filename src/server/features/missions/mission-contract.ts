import { z } from "zod";
import {
  CategoryName,
  Cents,
  Currency,
  compared,
  Id,
  Instant,
  InstantInput,
  PageQuery,
  passedOver,
  plainText,
} from "../../http/common-contract.ts";

export const MissionStatus = z.enum([
  "draft",
  "published",
  "closed",
  "awarded",
  "in_progress",
  "delivered",
  "completed",
  "disputed",
  "cancelled",
  "expired",
  "hidden",
  "archived",
]);
export type MissionStatus = z.infer<typeof MissionStatus>;

export const Auction = z.enum(["open", "sealed"]);
export type Auction = z.infer<typeof Auction>;

const Latitude = z.number().min(-90).max(90);
const Longitude = z.number().min(-180).max(180);

export const Title = plainText({ min: 3, max: 500 });
export const Description = plainText({ min: 10, max: 5_000, multiline: true });
const Skill = plainText({ min: 1, max: 60 });
/** Who may carry a mission out. Nobody may be employed here: a wage is not set by an auction. */
const PERFORMERS = ["self_employed", "company", "association"] as const;
const Performer = z
  .string()
  .check(({ value, issues }) => {
    if (value === "employee")
      issues.push({ code: "custom", input: value, params: { code: "no_employment" } });
  })
  .meta({ enum: [...PERFORMERS] })
  .pipe(z.enum(PERFORMERS));
const Performers = z
  .array(Performer)
  .min(1)
  .max(PERFORMERS.length)
  .check(({ value, issues }) => {
    if (new Set(value).size < value.length)
      issues.push({ code: "custom", input: value, params: { code: "duplicate" } });
  })
  .meta({ uniqueItems: true, description: "Who may carry it out; all by default" });
export type Performer = (typeof PERFORMERS)[number];

/** A commune by its INSEE code, or a point, whose commune is then derived; both, as reading answers them, have to agree. */
export const LocationInput = z
  .strictObject({
    inseeCode: z
      .string()
      .regex(/^(\d{5}|2[AB]\d{3})$/)
      .optional(),
    latitude: Latitude.optional(),
    longitude: Longitude.optional(),
    name: passedOver,
    postalCode: passedOver,
  })
  .check(({ value, issues }) => {
    const { inseeCode, latitude, longitude } = value;
    const require = (field: string) =>
      issues.push({ code: "custom", input: value, path: [field], params: { code: "required" } });
    if (latitude === undefined && longitude === undefined) {
      if (inseeCode === undefined) require("inseeCode");
    } else if (latitude === undefined) require("latitude");
    else if (longitude === undefined) require("longitude");
  })
  .meta({ description: "inseeCode, or latitude and longitude; the rest is derived" });
export type LocationInput = z.infer<typeof LocationInput>;

export const BudgetInput = z.strictObject({ valueCents: Cents, currency: compared });

const missionFields = {
  title: Title,
  description: Description,
  category: CategoryName.nullable(),
  skills: z.array(Skill).max(20),
  performers: Performers,
  auction: Auction,
  budget: BudgetInput.nullable(),
  location: LocationInput.nullable(),
  remote: z.boolean(),
  deadline: InstantInput.nullable(),
};

/** What reading a mission answers and no change may say otherwise. */
export const COMPARED = ["id", "client", "createdAt", "publishedAt", "currency"] as const;
const asRead = {
  id: compared,
  client: compared,
  createdAt: compared,
  publishedAt: compared,
  currency: compared,
  status: passedOver,
  offerCount: passedOver,
  bestOfferCents: passedOver,
  qualityScore: passedOver,
  qualityHints: passedOver,
  extensionCount: passedOver,
  updatedAt: passedOver,
  addenda: passedOver,
  hiddenFrom: passedOver,
  lastReason: passedOver,
  distanceKm: passedOver,
  highlights: passedOver,
};

/** What was read of a mission makes another one like it; of whom and in which currency has to be right. */
export const NewMission = z
  .strictObject({
    ...asRead,
    title: missionFields.title,
    description: missionFields.description,
    category: missionFields.category.default(null),
    skills: missionFields.skills.default([]),
    performers: missionFields.performers.default([...PERFORMERS]),
    auction: missionFields.auction.default("open"),
    budget: missionFields.budget.default(null),
    location: missionFields.location.default(null),
    remote: missionFields.remote.default(false),
    deadline: missionFields.deadline.default(null),
    publish: z.boolean().default(false).meta({ description: "Publish at once" }),
  })
  .meta({ id: "NewMission" });
export type NewMission = z.infer<typeof NewMission>;

export const MissionChange = z
  .strictObject({ ...missionFields, ...asRead })
  .partial()
  .meta({ id: "MissionChange" });
export type MissionChange = z.infer<typeof MissionChange>;

export const Extension = z.strictObject({ deadline: InstantInput });
export const NewAddendum = z.strictObject({ text: plainText({ min: 1, max: 2_000, multiline: true }) });
export const LastReason = z
  .strictObject({
    move: z.enum(["cancel", "decline", "request-changes", "dispute"]),
    text: z.string(),
    at: Instant,
    by: z.enum(["client", "provider", "moderator"]),
  })
  .meta({ id: "LastReason", description: "For its two parties and moderators alone" });
export type LastReason = z.infer<typeof LastReason>;

export const Location = z.strictObject({
  name: z.string(),
  postalCode: z.string(),
  inseeCode: z.string(),
  latitude: Latitude,
  longitude: Longitude,
});

export const QualityHint = z.strictObject({
  code: z.string().meta({ description: "Stable name of what could be better" }),
  points: z.int().meta({ description: "What mending it would add to the score" }),
  message: z.string(),
});

const shown = {
  id: Id,
  title: z.string(),
  description: z.string(),
  category: z.string().nullable(),
  skills: z.array(z.string()),
  status: MissionStatus.meta({
    description: "`disputed` for its two parties and moderators alone; to others it is `in_progress`",
  }),
  auction: Auction,
  budget: z.strictObject({ valueCents: z.int(), currency: Currency }).nullable(),
  location: Location.nullable(),
  remote: z.boolean(),
  deadline: Instant.nullable(),
  qualityScore: z.int().min(0).max(100),
  offerCount: z.int().min(0),
  bestOfferCents: z.int().nullable().meta({ description: "Always null for a sealed auction" }),
  client: z.strictObject({ id: Id, displayName: z.string() }),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
  updatedAt: Instant,
};

/** As lists show it. */
export const MissionSummary = z
  .strictObject({
    ...shown,
    distanceKm: z.number().optional().meta({ description: "Where a point was given" }),
  })
  .meta({ id: "MissionSummary" });
export type MissionSummary = z.infer<typeof MissionSummary>;

export const Mission = z
  .strictObject({
    ...shown,
    currency: Currency,
    performers: z.array(z.enum(PERFORMERS)),
    addenda: z.array(z.strictObject({ text: z.string(), createdAt: Instant })),
    extensionCount: z.int().meta({
      description: "How often a late offer has moved the deadline since the client last set it, at most 10",
    }),
    qualityHints: z.array(QualityHint).optional().meta({ description: "For its owner alone" }),
    lastReason: LastReason.optional(),
    hiddenFrom: MissionStatus.optional().meta({ description: "What it was before it was hidden" }),
  })
  .meta({ id: "Mission" });
export type Mission = z.infer<typeof Mission>;

export const MyMissionsQuery = PageQuery.extend({ status: MissionStatus.optional() });
