/**
 * Writes docs/privacy.md from the manifests of all features:
 *
 *     node scripts/privacy-doc.ts
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { privacyPage } from "../tests/house/privacy-page.ts";

await writeFile(join(import.meta.dirname, "../docs/privacy.md"), privacyPage());
