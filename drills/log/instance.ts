// An instance whose jobs do not run: it seals when it is told to.
import { createSealer } from "../../src/server/features/audit/sealer.ts";
import { type Repeated, repeatedly } from "../../src/server/platform/repeated-work.ts";
import { beInstance } from "../support/instance.ts";

/** As the program's own job. */
const SEAL_EVERY_MS = 1_000;

const fail = (error: unknown): never => {
  throw error;
};

await beInstance({
  jobs: false,
  words({ database, auditKeys }) {
    const sealer = createSealer({
      ...{ database, host: () => "swideal.example", places: [] },
      ...{ macKeys: auditKeys.mac, noteKeys: auditKeys.note },
      onBadMac: (id) => fail(new Error(`the entry ${id} has a wrong MAC`)),
    });
    const seal = async () => {
      while ((await sealer.seal()) > 0);
    };
    let sealing: Repeated | null = null;
    const pause = async () => {
      await sealing?.stop();
      sealing = null;
    };
    return {
      async "seal what waits"() {
        await pause();
        await seal();
      },
      "seal nothing": pause,
      async "seal each second"() {
        await pause();
        sealing = repeatedly({
          ...{ pauseMs: SEAL_EVERY_MS, work: seal, onError: fail },
          count: { completed: 0, failed: 0, failedInARow: 0 },
        });
      },
    };
  },
});
