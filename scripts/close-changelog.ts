// The step of `npm version` between the new number and its commit: what is unreleased becomes that release's section.
import { readFile, writeFile } from "node:fs/promises";
import { closeChangelog } from "./changelog.ts";

const version = process.env.npm_package_version;
if (version === undefined) throw new Error("run `npm version patch`, `minor` or `major`, which calls this");
const text = await readFile("CHANGELOG.md", "utf8");
await writeFile("CHANGELOG.md", closeChangelog(text, version, new Date().toISOString().slice(0, 10)));
