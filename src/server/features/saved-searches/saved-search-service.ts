import type { Command, UserActor } from "../../core/actor.ts";
import type { ChangesOf } from "../../core/audited-actions.ts";
import { AppError, notFound } from "../../core/errors.ts";
import type { Connection, Database, Tx } from "../../platform/database/database.ts";
import { write } from "../../platform/database/write.ts";
import { lockOwnAccount } from "../accounts/index.ts";
import { recordAudit } from "../audit/index.ts";
import { categories } from "../categories/index.ts";
import { noteConsent, noteWithdrawal, viaOf } from "../consents/index.ts";
import { type QueryReader, queryString, type SavedQuery } from "../listing/index.ts";
import { type Place, placeOfPoint, placesByInseeCode } from "../places/index.ts";
import type { Frequency, NewSavedSearch, SavedSearch, SavedSearchChange } from "./saved-search-contract.ts";
import {
  countSaved,
  deleteSavedSearch,
  forgetUnheld,
  insertSavedSearch,
  listSavedSearches,
  lockSavedSearch,
  putQuery,
  type SavedSearchRow,
  updateSavedSearch,
} from "./saved-search-queries.ts";
import { nameOf } from "./search-name.ts";

/** So many a person may save. */
const MOST_SEARCHES = 20;

export type SavedSearchService = ReturnType<typeof createSavedSearchService>;

export interface SavedSearchDependencies {
  readonly database: Database;
  readonly reader: QueryReader;
}

/** What a person wants to hear of. A user's own, for whomever it acts. */
export function createSavedSearchService({ database, reader }: SavedSearchDependencies) {
  return {
    async list(actor: UserActor): Promise<SavedSearch[]> {
      return shown(database.writer, await listSavedSearches(database.writer, actor.userId));
    },

    /** Throws `validation_failed` for what `GET /missions` would refuse, `limit_reached`. */
    create(command: Command, input: NewSavedSearch, language: "fr" | "en"): Promise<SavedSearch> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        // One after another, so that many at once do not pass the limit together.
        await lockOwnAccount(tx, actor);
        const query = readFrom(input.query, (text) => reader.read(text, language));
        const judged = await reader.judged(tx, query, language);
        const { count, known } = await countSaved(tx, actor.userId, judged.hash);
        if (known) throw refused("already_saved");
        if (count >= MOST_SEARCHES) throw refused("too_many_searches", { maximum: MOST_SEARCHES });
        await putQuery(tx, judged);
        const place = await placeOf(tx, query);
        const category = categories.find(({ slug }) => slug === query.category)?.[language] ?? null;
        const name = input.name ?? nameOf(query, { category, place: place?.name ?? null }, language);
        const { frequency } = input;
        const placeInseeCode = place?.inseeCode ?? null;
        const id = await insertSavedSearch(tx, {
          ...{ userId: actor.userId, hash: judged.hash },
          ...{ name, placeInseeCode, frequency },
        });
        await noteAlerts(tx, actor, id, frequency);
        await audited(tx, actor, "saved_search.create", id, { frequency });
        return one(tx, actor, id);
      });
    },

    /** Throws `not_found`, and `invalid_transition` to put one on that is to be reviewed. */
    change(command: Command, id: string, change: SavedSearchChange): Promise<SavedSearch> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const standing = await lockSavedSearch(tx, actor.userId, id);
        if (standing === null) throw notFound();
        const { frequency } = change;
        if (standing.reviewSince !== null && frequency !== undefined && frequency !== "off")
          throw new AppError("invalid_transition");
        await updateSavedSearch(tx, id, change);
        if (frequency !== undefined) await noteAlerts(tx, actor, id, frequency);
        const fields = Object.keys(change);
        await audited(tx, actor, "saved_search.change", id, { fields, ...(frequency && { frequency }) });
        return one(tx, actor, id);
      });
    },

    /** Throws `not_found`. */
    remove(command: Command, id: string): Promise<null> {
      const { actor } = command;
      return write(database, command, async (tx) => {
        const standing = await lockSavedSearch(tx, actor.userId, id);
        if (standing === null) throw notFound();
        await deleteSavedSearch(tx, id);
        await forgetUnheld(tx, standing.hash);
        await noteAlerts(tx, actor, id, "off");
        await audited(tx, actor, "saved_search.delete", id, {});
        return null;
      });
    },
  };
}

/** Whoever has a search alert agrees to be told by it; who puts it off, or deletes it, takes that back. */
async function noteAlerts(tx: Tx, actor: UserActor, id: string, frequency: Frequency): Promise<void> {
  const consent = {
    purpose: "alerts",
    ...{ userId: actor.userId, partyId: actor.ownPartyId },
    ...{ subjectId: id, receiverPartyId: null },
  } as const;
  if (frequency === "off") await noteWithdrawal(tx, viaOf(actor), consent);
  else await noteConsent(tx, actor, consent, "alerts");
}

/** What is wrong with the query string is said of it: `/query/budgetMin`. */
function readFrom<T>(text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, {
      fields: error.fields.map((field) => ({ ...field, path: `/query${field.path}` })),
    });
  }
}

/** The town whose own point was searched around. */
async function placeOf(tx: Tx, { lat, lng }: SavedQuery): Promise<Place | null> {
  if (lat === undefined || lng === undefined) return null;
  return placeOfPoint(tx, { latitude: Number(lat), longitude: Number(lng) });
}

const one = async (tx: Tx, actor: UserActor, id: string): Promise<SavedSearch> =>
  (await shown(tx, await listSavedSearches(tx, actor.userId, id)))[0] as SavedSearch;

async function shown(connection: Connection, rows: readonly SavedSearchRow[]): Promise<SavedSearch[]> {
  const codes = rows.flatMap(({ placeInseeCode }) => placeInseeCode ?? []);
  const places = await placesByInseeCode(connection, codes);
  return rows.map(({ query, reviewSince, createdAt, placeInseeCode, ...row }) => {
    const place = placeInseeCode === null ? undefined : places.get(placeInseeCode);
    return {
      ...row,
      query: queryString(query),
      place:
        place === undefined
          ? null
          : { inseeCode: place.inseeCode, name: place.name, postalCode: place.postalCodes[0] ?? "" },
      toReview: reviewSince !== null,
      createdAt: createdAt.toISOString(),
    };
  });
}

const refused = (code: string, values: Record<string, number> = {}) =>
  new AppError("limit_reached", { fields: [{ path: "", code, values }] });

const audited = <const Action extends `saved_search.${"create" | "change" | "delete"}`>(
  tx: Tx,
  actor: UserActor,
  action: Action,
  id: string,
  changes: ChangesOf<Action>,
) => recordAudit<Action>(tx, actor, { action, resource: { type: "saved_search", id }, changes });
