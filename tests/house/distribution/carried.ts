import type pg from "pg";

/** A table that belongs to missions, with the column that names whose. */
export type MissionColumns = ReadonlyMap<string, string>;

/**
 * How a statement reads one table: of a mission that is given outright, of given ones, of whichever the statement reads
 * elsewhere, or of all. A distributed PostgreSQL answers the first alone in one place: what a subquery has from the query
 * around it, it does not know beforehand.
 */
export type Carried = (typeof HOW)[number];
const HOW = ["all missions", "a mission of another table", "given missions", "one mission"] as const;

export interface Reading {
  readonly table: string;
  readonly alias: string;
  readonly carried: Carried;
}

/** What a statement does with the tables of missions. */
export interface Understood {
  readonly reads: readonly Reading[];
  readonly changes: readonly string[];
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [detail: string]: unknown;
}

/**
 * How PostgreSQL understands a statement: for each place where it reads a table of missions whether an equality ties the
 * mission there, directly or by way of another such table, to what was given. Nothing is carried out, and nothing of what
 * the tables hold or how large they are has a part in it.
 * @param client whose session is changed for it
 */
export async function understand(
  client: pg.Client,
  text: string,
  columns: MissionColumns,
): Promise<Understood> {
  const parameters = new Set(text.match(/\$\d+/g) ?? []).size;
  const values = parameters === 0 ? "" : `(${Array(parameters).fill("null").join(", ")})`;
  // Each join as a loop: what joins two tables then stands with the one that is looked up.
  await client.query(
    `set plan_cache_mode = force_generic_plan; set enable_hashjoin = off; set enable_mergejoin = off`,
  );
  await client.query(`prepare probe as ${text}`);
  try {
    const { rows } = await client.query(`explain (verbose, format json) execute probe${values}`);
    const nodes = flatten(JSON.parse(rows[0]["QUERY PLAN"])[0].Plan);
    const changed = nodes.flatMap((node) =>
      node["Node Type"] === "ModifyTable" ? [node["Relation Name"]] : [],
    );
    return {
      reads: readings(nodes, columns),
      changes: changed.filter((table) => table !== undefined && columns.has(table)) as string[],
    };
  } finally {
    await client.query("deallocate probe");
  }
}

function readings(nodes: readonly PlanNode[], columns: MissionColumns): Reading[] {
  const tables = new Map(
    nodes.flatMap((node) => {
      const { "Relation Name": table, Alias: alias } = node;
      const reads = table !== undefined && alias !== undefined && node["Node Type"] !== "ModifyTable";
      return reads && columns.has(table) ? [[alias, table] as const] : [];
    }),
  );
  const carried = new Map<string, Carried>([...tables.keys()].map((alias) => [alias, "all missions"]));
  const columnOf = (alias: string) => `${alias}.${columns.get(tables.get(alias) as string)}`;
  const equalities = nodes.flatMap(conditionsOf).flatMap(conjuncts).flatMap(equalityOf);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [one, other] of equalities) {
      for (const [alias, now] of carried) {
        if (one !== columnOf(alias)) continue;
        const by = [...tables.keys()].find((there) => new RegExp(`(^|[^\\w.])${there}\\.`).test(other));
        const given =
          by === undefined ? howGiven(other) : other === columnOf(by) ? through(carried.get(by)) : undefined;
        if (given === undefined || rank(given) <= rank(now)) continue;
        carried.set(alias, given);
        changed = true;
      }
    }
  }
  return [...carried].map(([alias, how]) => ({ table: tables.get(alias) as string, alias, carried: how }));
}

const rank = (carried: Carried) => HOW.indexOf(carried);

/** By way of another table. */
const through = (other: Carried | undefined) =>
  other === "one mission" ? "a mission of another table" : other;

/** A parameter, a constant or what a subquery brought is one mission; of a list, or of another table's rows, many are. */
const howGiven = (text: string): Carried =>
  /^(\$\d+|'[^']*')$/.test(text) ? "one mission" : "given missions";

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

/** Of a bitmap the heap's scan says all that holds; what one of several indexes is asked holds under an OR. */
const conditionsOf = (node: PlanNode): string[] =>
  Object.entries(node["Node Type"] === "Bitmap Index Scan" ? {} : node).flatMap(([key, value]) =>
    / Cond$|Filter$/.test(key) && typeof value === "string" ? [value] : [],
  );

/** Both ways round, without casts and brackets around a side. */
function equalityOf(conjunct: string): [one: string, other: string][] {
  const [one, other, more] = conjunct.split(" = ");
  if (one === undefined || other === undefined || more !== undefined) return [];
  const sides = [bare(one), bare(other)] as const;
  return [
    [sides[0], sides[1]],
    [sides[1], sides[0]],
  ];
}

function bare(side: string): string {
  const without = side.replace(/::[\w ]+(\[\])?$/, "");
  const inner = unwrapped(without);
  return inner === side ? side : bare(inner);
}

/** What must hold together: `((a) AND (b))` says `a` and `b`; what stands under OR or NOT says neither. */
function conjuncts(condition: string): string[] {
  const text = unwrapped(condition);
  const parts = splitAtTop(text, " AND ");
  if (parts.length > 1) return parts.flatMap(conjuncts);
  return text === condition ? [text] : conjuncts(text);
}

/** Without the brackets that hold all of it. */
function unwrapped(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  return closing(text) === text.length - 1 ? text.slice(1, -1) : text;
}

function closing(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function splitAtTop(text: string, separator: string): string[] {
  const parts: string[] = [];
  let [depth, begin] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(begin, at));
      begin = at + separator.length;
    }
  }
  return [...parts, text.slice(begin)];
}
