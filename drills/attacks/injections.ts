import type { DrillReport } from "../drill.ts";
import { injectionTargets } from "./injection-targets.ts";
import { type InjectionTarget, scan } from "./sqlmap.ts";
import type { TargetServer } from "./target-server.ts";
import { sqlmapTool, type Tool } from "./tools.ts";
import { startVulnerableServer } from "./vulnerable-server.ts";

const AT_ONCE = 2;
/** One for each way into a statement: words, filters, numbers, a sealed cursor, a header, a body, a page. */
export const SHORT_TARGETS: readonly string[] = [
  "search words",
  "list filters",
  "around a point",
  "cursor",
  "idempotency key",
  "change of a mission",
  "page of a mission",
];

/** Lets sqlmap loose on the targets of these names, or on all; first on a server that has a hole. */
export async function injections(
  report: DrillReport,
  target: TargetServer,
  names?: readonly string[],
): Promise<void> {
  const tool = await sqlmapTool();
  await control(report, tool, target);
  const all = injectionTargets(target);
  const waiting = names === undefined ? all : names.map((name) => named(all, name));
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await inject(report, tool, target.url, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function named(targets: readonly InjectionTarget[], name: string): InjectionTarget {
  const found = targets.find((target) => target.name === name);
  if (found === undefined) throw new Error(`there is no target "${name}"`);
  return found;
}

/** The same scan finds what it looks for where it is. */
async function control(report: DrillReport, tool: Tool, target: TargetServer): Promise<void> {
  const vulnerable = await startVulnerableServer(target);
  const hole = { name: "control", method: "GET", path: "/?name=lyon*" };
  const { verdict, requests, output } = await scan(tool, vulnerable.url, hole);
  await vulnerable.stop();
  const found = verdict === "injectable";
  report.check(
    "sqlmap finds the hole of a server that has one",
    found,
    found ? `${requests} requests` : output,
  );
}

async function inject(report: DrillReport, tool: Tool, url: string, target: InjectionTarget): Promise<void> {
  const start = performance.now();
  const { answers = 200 } = target;
  const status = await withoutPayload(url, target);
  const { verdict, requests, refusals, output } = await scan(tool, url, target);
  const failures = [...refusals.keys()].filter((refusal) => refusal >= 500);
  // A token that ends halfway would keep the rest from the statements.
  const shutOut = answers !== 401 && (refusals.get(401) ?? 0) > requests / 2;
  const good = verdict === "clean" && status === answers && failures.length === 0 && !shutOut;
  const seconds = ((performance.now() - start) / 1_000).toFixed(0);
  const details = good
    ? `nothing in ${requests} requests, ${seconds} s`
    : `${verdict}; without a payload ${status}, ${answers} expected; shut out: ${shutOut}\n${output}`;
  report.check(`sqlmap, ${target.name}`, good, details);
}

async function withoutPayload(
  url: string,
  { method, path, headers = {}, body }: InjectionTarget,
): Promise<number> {
  const plain = (text: string) => text.replaceAll("*", "");
  const sent = Object.entries(headers).filter(([, value]) => plain(value) !== "");
  const response = await fetch(new URL(plain(path), url), {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...Object.fromEntries(sent.map(([name, value]) => [name, plain(value)])),
    },
    ...(body === undefined ? {} : { body: plain(JSON.stringify(body)) }),
  });
  await response.arrayBuffer();
  return response.status;
}
