import type { TestServer } from "../../../../../tests/support/server.ts";
import { keepHeads, publishHead, publishHourly } from "../heads.ts";
import { createSealer, type Sealer } from "../sealer.ts";
import type { SecondPlace } from "../second-places.ts";
import { type Verification, verifyLog } from "../verify.ts";
import type { HeadListener } from "../webhook.ts";

/** The log of a test's server, sealed and published when the test says so. */
export interface SealedLog {
  readonly sealer: Sealer;
  /** Seals what waits, then publishes. */
  publish(): Promise<void>;
  /** As the program's job. */
  publishHourly(): Promise<void>;
  seal(): Promise<void>;
  verify(places?: readonly SecondPlace[], onProgress?: (done: number) => void): Promise<Verification>;
  readonly badMacs: string[];
}

export function sealedLog(
  {
    resources: { database, auditKeys },
  }: { readonly resources: Pick<TestServer["resources"], "database" | "auditKeys"> },
  places: readonly SecondPlace[],
  listeners: readonly HeadListener[] = [],
): SealedLog {
  const host = () => "swideal.example";
  const badMacs: string[] = [];
  const publishing = { database, noteKeys: auditKeys.note, host, places, listeners };
  const sealer = createSealer({
    ...publishing,
    macKeys: auditKeys.mac,
    onBadMac: (entryId) => void badMacs.push(entryId),
  });
  const seal = async () => {
    while ((await sealer.seal()) > 0);
  };
  return {
    sealer,
    badMacs,
    seal,
    publish: async () => {
      await seal();
      await publishHead(publishing);
      await keepHeads(publishing);
    },
    publishHourly: () => publishHourly(publishing),
    verify: (among = places, onProgress = () => {}) =>
      verifyLog({
        connection: database.reader,
        noteKeys: auditKeys.note,
        places: among,
        onProgress,
      }),
  };
}
