// Loads a copy that never comes to its end, to be killed: `node load-and-hang.ts CONNECTION COPY`, both JSON.
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { copyIn } from "../copy-in.ts";
import type { CopyDescription } from "../description.ts";

const [connection = "", file = ""] = process.argv.slice(2);
const { description, texts } = JSON.parse(readFileSync(file, "utf8")) as {
  description: CopyDescription;
  texts: Record<string, string>;
};
await copyIn({
  connection: JSON.parse(connection),
  description,
  read: async (table) => {
    const text = Buffer.from(texts[table] ?? "", "base64");
    if (table !== "places") return Readable.from([text]);
    const half = new Readable({ read() {} });
    half.push(text.subarray(0, text.length / 2));
    console.log("half");
    return half;
  },
});
