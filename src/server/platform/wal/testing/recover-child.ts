/**
 * A recovery in a process of its own, for tests that kill it. Argument: dataDir, storeFolder, key (PKCS #8, PEM), identity and
 * moment as JSON. Each step is a line on standard output.
 */
import { createPrivateKey } from "node:crypto";
import process from "node:process";
import { folderStore } from "../../objects/folder-store.ts";
import { recover } from "../recover.ts";

const { dataDir, storeFolder, key, identity, to } = JSON.parse(process.argv[2] ?? "");
const tell = (line: string) => process.stdout.write(`${line}\n`);
await recover({
  ...{ dataDir, store: folderStore(storeFolder), keys: [createPrivateKey(key)], identities: [identity] },
  ...{ to: new Date(to), now: new Date(), replace: true, log: tell },
  afterwards: async () => void tell("ready"),
});
tell("done");
