import type { Database } from "../../../platform/database/database.ts";
import { invalidateOnCommit } from "../../../platform/database/invalidations.ts";
import { forgetJobsOf } from "../../../platform/jobs-of.ts";
import { personTag } from "../../../platform/live/person-tag.ts";
import type { Log } from "../../../platform/log.ts";
import { isRefusedForGood, type Mailer, type MailFailure } from "../../../platform/mail.ts";
import type { Sealing } from "../../../platform/sealing.ts";
import type { SinceList } from "../../../platform/since-list.ts";
import { showAnew } from "../../missions/index.ts";
import { deleteExportsOf } from "../export-queries.ts";
import { addressContext } from "./erase-person.ts";
import { deleteMailsTo } from "./erased-mails.ts";
import type { ErasureStep } from "./erasure-contract.ts";
import type { ErasureList } from "./erasure-list.ts";
import { confirmStep, type ErasureRow, findErasure, listSteps } from "./erasure-queries.ts";
import { farewellTo } from "./farewell.ts";

export interface StepDependencies {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly mailer: Mailer;
  readonly list: ErasureList;
  readonly since: SinceList;
  readonly dataDir: string;
  readonly publicUrl: () => string;
  readonly log: Log;
}

/** What cannot be done with the address for so long is given up: it is kept no longer for that. */
const ADDRESS_KEPT_MS = 3 * 86_400_000;

interface Address {
  readonly address: string;
  readonly locale: "fr" | "en";
}

/**
 * Does what is left to do of an erasure outside of the tables. One step's failure holds up no other; it is thrown at the
 * end, so that all of it is done again later. What is confirmed is not done twice.
 */
export async function confirmErasure(deps: StepDependencies, erasureId: string): Promise<void> {
  const { database, sealing, log } = deps;
  const erasure = await findErasure(database.writer, erasureId);
  if (erasure === null) return;
  const failed: ErasureStep[] = [];
  for (const { step, sealedAddress, confirmedAt } of await listSteps(database.writer, erasureId)) {
    if (confirmedAt !== null) continue;
    try {
      const tooLate = Date.now() - erasure.erasedAt.getTime() > ADDRESS_KEPT_MS;
      if (tooLate && sealedAddress !== null)
        log.error({ erasureId, step }, "a step of an erasure is given up");
      const address =
        sealedAddress === null || tooLate
          ? null
          : (JSON.parse(sealing.open(sealedAddress, addressContext(erasureId)).toString()) as Address);
      await steps[step](deps, erasure, address);
      await confirmStep(database.writer, erasureId, step);
    } catch (error) {
      failed.push(step);
      log.warn({ err: error, erasureId, step }, "a step of an erasure is not confirmed yet");
    }
  }
  if (failed.length > 0) throw new Error(`not confirmed yet: ${failed.join(", ")}`);
}

type Step = (deps: StepDependencies, erasure: ErasureRow, address: Address | null) => Promise<void>;

const steps: Readonly<Record<ErasureStep, Step>> = {
  /** Resolves once no instance shows what it kept, in its memory or in Redis. */
  answers: ({ database }, { userId, partyId }) =>
    database.transaction(async (tx) => {
      invalidateOnCommit(tx, personTag(userId, "session"));
      await showAnew(tx, partyId);
    }),

  /** One that was being made while the account went. */
  exports: ({ database }, { userId }) => database.transaction((tx) => deleteExportsOf(tx, userId)),

  /** They hold ids alone; none is tried again for somebody who is no more. */
  jobs: ({ database }, { userId }) => database.transaction((tx) => forgetJobsOf(tx, userId)),

  async farewell({ mailer, publicUrl }, { id }, address) {
    if (address === null) return;
    const mail = await farewellTo(address.address, address.locale, {
      publicUrl: publicUrl(),
      erasureId: id,
    });
    await mailer.send(mail).catch((error: MailFailure) => {
      if (!isRefusedForGood(error)) throw error;
    });
  },

  async mails({ dataDir }, _erasure, address) {
    if (address !== null) await deleteMailsTo(dataDir, address.address);
  },

  async list({ list, since }, erasure) {
    const { id, userId, erasedAt, heldUntil } = erasure;
    await list.add(erasure);
    await since.add({
      ...{ id, at: erasedAt.toISOString(), kind: "account_erased", subjectId: userId, byId: null },
      heldUntil: heldUntil ?? {},
    });
  },
};
