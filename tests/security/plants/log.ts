import type { Plant } from "./plant.ts";

const audit = "src/server/features/audit";
const verify = `${audit}/verify.ts`;
const heads = `${audit}/heads.ts`;

/** What proves the log of actions, and what of it is public. */
export const logPlants: readonly Plant[] = [
  {
    rows: ["P3"],
    does: "compares no entry with what was sealed",
    changes: [
      {
        file: verify,
        text: "!leafHash(Buffer.from(line)).equals(sealed))",
        instead: "leafHash(Buffer.from(line)).length === 0)",
      },
    ],
    fail: ["a field that was changed", "two that were swapped"],
  },
  {
    rows: ["P3"],
    does: "hashes of the details the address and the browser alone",
    changes: [
      {
        file: `${audit}/audit.ts`,
        text: ".update(JSON.stringify([address, userAgent, changes]))",
        instead: '.update(JSON.stringify([address, userAgent, changes === ""]))',
      },
    ],
    fail: ["personal details that were changed"],
  },
  {
    rows: ["P3"],
    does: "passes over entries that are gone",
    changes: [
      {
        file: verify,
        text: "if (entry === undefined) findings.add(`${nameOf(leaf, entry)}, leaf ${leaf.leaf}, is gone`);",
        instead: "if (entry === undefined) return;",
      },
    ],
    fail: ["an entry from the middle"],
  },
  {
    rows: ["P3"],
    does: "believes a log that is shorter than its heads",
    changes: [
      {
        file: `${audit}/verify-heads.ts`,
        text: "if (largest === undefined) return;",
        instead: "if (largest === undefined || size > 0) return;",
      },
    ],
    fail: ["the last hundred"],
  },
  {
    rows: ["P3"],
    does: "compares no tree with a published head",
    changes: [
      {
        file: `${audit}/verify-heads.ts`,
        text: "heads.filter((head) => !head.root.equals(made))",
        instead: "heads.filter((head) => head.root.length !== made.length)",
      },
    ],
    fail: ["one changed, with every hash"],
  },
  {
    rows: ["P3"],
    does: "seals an entry whatever its MAC",
    changes: [
      {
        file: `${audit}/sealer.ts`,
        text: 'return isMacOf(macKeys, line, { keyId: row.keyId, mac: row.mac }) ? "entry" : "bad-mac";',
        instead: 'return macKeys.length > 0 ? "entry" : "bad-mac";',
      },
    ],
    fail: ["one that was put in with triggers off"],
  },
  {
    rows: ["P3"],
    does: "believes entries without a MAC, whenever they come",
    changes: [
      {
        file: verify,
        text: 'leaf.kind === "unproven" && proven',
        instead: 'leaf.kind === "unproven" && !proven',
      },
    ],
    fail: ["one without a MAC"],
  },
  {
    rows: ["P3"],
    does: "misses what was taken away before it was sealed",
    changes: [
      {
        file: `${audit}/verify-queries.ts`,
        text: "select ${exactTime(sql`entry_at`)} as at, entry_id as id from audit_unsealed\n    where not exists",
        instead:
          "select ${exactTime(sql`entry_at`)} as at, entry_id as id from audit_unsealed\n    where false and not exists",
      },
    ],
    fail: ["an entry taken away before"],
  },
  {
    rows: ["P3"],
    does: "compares no tile with its leaves",
    changes: [
      { file: verify, text: "if (fault !== null) findings.add(", instead: 'if (fault === "") findings.add(' },
    ],
    fail: ["a truncated table"],
  },
  {
    rows: ["P3"],
    does: "publishes a log that was cut short",
    changes: [{ file: `${audit}/grown.ts`, text: "if (head.size > size)", instead: "if (head.size < 0)" }],
    fail: ["is neither sealed nor published"],
  },
  {
    rows: ["P3"],
    does: "publishes a log whose published part was changed",
    changes: [
      {
        file: `${audit}/grown.ts`,
        text: "if (!root.equals(head.root))",
        instead: "if (root.length !== head.root.length)",
      },
    ],
    fail: ["is refused where what was published"],
  },
  {
    rows: ["P3"],
    does: "finds no head in a bucket",
    changes: [
      {
        file: `${audit}/s3-place.ts`,
        text: "return sizesOf((await store.list(folder)).map(",
        instead: "return sizesOf((await store.list(folder)).slice(0, 0).map(",
      },
    ],
    fail: ["shows that the log was shortened"],
  },
  {
    rows: ["P3"],
    does: "takes a second place that is away for one that holds nothing",
    changes: [
      {
        file: `${audit}/grown.ts`,
        text: "const largest = (await place.sizes(origin)).at(-1);",
        instead: "const largest = (await place.sizes(origin).catch(() => [] as number[])).at(-1);",
      },
    ],
    fail: ["that is away altogether"],
  },
  {
    rows: ["P3"],
    does: "lets the program write leaves by itself",
    changes: [
      {
        file: `${audit}/manifest.ts`,
        text: 'audit_leaves: { rights: "select",',
        instead: 'audit_leaves: { rights: "select, insert",',
      },
    ],
    fail: ["is known by its MAC alone"],
  },
  {
    rows: ["P4"],
    does: "publishes the tree as long as it is, with one leaf of padding",
    changes: [
      {
        file: heads,
        text: "TILE_WIDTH - (tree.range.size % TILE_WIDTH)",
        instead: "TILE_WIDTH / TILE_WIDTH",
      },
    ],
    fail: ["then has as many leaves"],
  },
  {
    rows: ["P4"],
    does: "publishes whenever it is asked to",
    changes: [
      {
        file: heads,
        text: "if (!(await hasHeadOfThisHour(dependencies.database.writer))) await publishHead(dependencies);",
        instead:
          "if ((await hasHeadOfThisHour(dependencies.database.writer)) !== null) await publishHead(dependencies);",
      },
    ],
    fail: ["says nothing of them while", "is one head an hour"],
  },
  {
    rows: ["P4"],
    does: "gives out tiles that no head covers yet",
    changes: [
      {
        file: `${audit}/published-log.ts`,
        text: "if (covered < asked.width) return null;",
        instead: "if (covered < -TILE_WIDTH) return null;",
      },
    ],
    fail: ["is no tile that a head does not cover"],
  },
  {
    rows: ["P4"],
    does: "hashes what happened in the hour once more for each tile",
    changes: [
      {
        file: `${audit}/log-routes.ts`,
        text: 'import { AppError } from "../../core/errors.ts";',
        instead: 'import { sql } from "kysely";\nimport { AppError } from "../../core/errors.ts";',
      },
      {
        file: `${audit}/log-routes.ts`,
        text: 'const tile = await publishedTile(database.writer, request.params["*"]);',
        instead:
          "await sql`select sum(length(sha256(convert_to(e::text, 'UTF8')))) from audit_entries e where at > now() - interval '1 hour'`.execute(database.writer);\n    const tile = await publishedTile(database.writer, request.params[\"*\"]);",
      },
    ],
    fail: ["answers in times"],
  },
];
