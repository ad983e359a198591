import type { App } from "../../http/app.ts";
import type { Database } from "../../platform/database/database.ts";
import type { AuditKeys } from "../../platform/proof/keys.ts";
import { publicKeys } from "./public-keys.ts";
import { RecordKeySet } from "./record-key-contract.ts";
import type { RecordKey } from "./record-signer.ts";

export interface RecordKeyRoutes {
  readonly database: Database;
  readonly auditKeys: AuditKeys;
}

export function recordKeyRoute(app: App, { database, auditKeys }: RecordKeyRoutes): void {
  app.get("/.well-known/swideal-record-keys.json", {
    schema: {
      tags: ["Machines"],
      operationId: "recordKeySet",
      summary: "The public keys of auctions' records and of receipts, for ever",
      response: { 200: RecordKeySet },
    },
    handler: async (_request, reply) => {
      const keys = await publicKeys(database.writer, auditKeys);
      reply.header("cache-control", "public, max-age=300");
      return { keys: keys.map(published) };
    },
  });
}

const published = ({ kid, publicKey }: RecordKey): RecordKeySet["keys"][number] => ({
  kty: "OKP",
  crv: "Ed25519",
  x: publicKey.toString("base64url"),
  kid,
  alg: "EdDSA",
  use: "sig",
});
