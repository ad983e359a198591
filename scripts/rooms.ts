// Writes what is made from the table of rooms (tests/house/rooms.ts): biome-rooms.json, which says to the linter who may
// import whom, and the tables of docs/architecture.md. `npm test` fails when either is older than the table.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { biomeRooms } from "../tests/house/biome-overrides.ts";
import { roomsPage } from "../tests/house/rooms-page.ts";

const root = join(import.meta.dirname, "..");
await writeFile(join(root, "biome-rooms.json"), JSON.stringify(biomeRooms()));
const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "format", "--write", "biome-rooms.json"], {
  cwd: root,
  stdio: "inherit",
});

const page = join(root, "docs", "architecture.md");
await writeFile(page, roomsPage(await readFile(page, "utf8")));
console.log("docs/architecture.md written");
