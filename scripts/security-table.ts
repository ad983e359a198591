// Writes the table of docs/security.md from tests/security/: what must hold, and the tests that show it.
// `npm test` fails when the page is older than what it is made from, or when a named test did not pass.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { securityPage } from "../tests/security/security-page.ts";

const page = join(import.meta.dirname, "..", "docs", "security.md");
await writeFile(page, securityPage(await readFile(page, "utf8")));
console.log("docs/security.md written");
