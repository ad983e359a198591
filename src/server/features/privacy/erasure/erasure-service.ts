import type { Locale } from "../../../../shared/locale.ts";
import type { UserActor } from "../../../core/actor.ts";
import { AppError, notFound } from "../../../core/errors.ts";
import { legalHolds, type Manifest } from "../../../core/manifest.ts";
import { checked } from "../../../http/answers/checked-answers.ts";
import type { Connection, Database } from "../../../platform/database/database.ts";
import type { Jobs } from "../../../platform/jobs.ts";
import { lockAccountToErase, type Reauthenticate, type Reauthentication } from "../../accounts/index.ts";
import { tableText } from "../table-texts.ts";
import { type ErasePersonDependencies, erasePerson } from "./erase-person.ts";
import { Erasure } from "./erasure-contract.ts";
import { erasuresToConfirm } from "./erasure-jobs.ts";
import { type ErasureRow, findErasure, listSteps } from "./erasure-queries.ts";
import { holdTexts, keptTexts, stepTexts } from "./erasure-texts.ts";
import { outcomeOf, personsTables } from "./outcome.ts";

export interface ErasureDependencies extends ErasePersonDependencies {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly reauthenticate: Reauthenticate;
}

export type ErasureService = ReturnType<typeof createErasureService>;

export function createErasureService(deps: ErasureDependencies) {
  const { database, jobs, manifests, reauthenticate } = deps;

  const receipt = async (connection: Connection, erasure: ErasureRow, locale: Locale): Promise<Erasure> => {
    const steps = await listSteps(connection, erasure.id);
    return {
      id: erasure.id,
      erasedAt: erasure.erasedAt.toISOString(),
      erased: erasedTables(manifests).map((table) => tableText(table, locale)),
      kept: [...keptTexts, ...legalHolds.map((hold) => holdTexts[hold])].map(({ what, because }) => ({
        what: what[locale],
        because: because[locale],
      })),
      steps: steps.map(({ step, confirmedAt }) => ({
        step,
        what: stepTexts[step][locale],
        confirmedAt: confirmedAt?.toISOString() ?? null,
      })),
      done: steps.every(({ confirmedAt }) => confirmedAt !== null),
    };
  };

  return {
    /**
     * Erases the caller's own account. Throws what `Reauthenticate` throws, and what `erasePerson` does; nothing is then
     * changed.
     */
    async erase(actor: UserActor, proof: Reauthentication, locale: Locale): Promise<Erasure> {
      await reauthenticate(actor, proof);
      return database.transaction(async (tx) => {
        const account = await lockAccountToErase(tx, actor.userId);
        if (account === null || account.suspendedAt !== null) throw new AppError("suspended");
        const erased = await erasePerson(tx, deps, actor, account, "client");
        await jobs.enqueue(tx, erasuresToConfirm, { erasureId: erased.id });
        return checked(Erasure, await receipt(tx, erased, locale));
      });
    },

    /** For whoever knows its id: it names nobody. Throws `not_found`. */
    async read(id: string, locale: Locale): Promise<Erasure> {
      const erasure = await findErasure(database.writer, id);
      if (erasure === null) throw notFound();
      return receipt(database.writer, erasure, locale);
    },
  };
}

/** Those of which a person's rows go or lose their words. */
export const erasedTables = (manifests: readonly Manifest[]): string[] =>
  personsTables(manifests)
    .filter((table) => table.persons.rows.some((rows) => outcomeOf(table, rows).becomes !== "kept"))
    .map(({ table }) => table);
