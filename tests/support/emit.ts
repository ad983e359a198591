import { createRecordSigner } from "../../src/server/features/record-keys/index.ts";
import { listeners } from "../../src/server/listeners.ts";
import { createEmit, type Emit } from "../../src/server/platform/events.ts";
import { auditKeysOf } from "../../src/server/platform/proof/keys.ts";
import type { TestServer } from "./server.ts";

const emitWith = (auditKeys: readonly string[]): Emit =>
  createEmit(listeners({ currency: "EUR", recordSigner: createRecordSigner(auditKeysOf(auditKeys).record) }));

/** As a server's, for what a test lets happen without one. */
export const testEmit = emitWith([Buffer.alloc(32, 7).toString("base64url")]);

/** As this server's own: by its keys. */
export const emitOf = ({ resources }: Pick<TestServer, "resources">): Emit =>
  emitWith(resources.secrets.auditKeys);
