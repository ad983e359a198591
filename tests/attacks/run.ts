// Attacks the program as it is started by people: sqlmap on every kind of parameter, then slow clients.
// `node tests/attacks/run.ts [sqlmap] [slow]`; both without an argument. The last line is for machines.
import { injectionTargets } from "./injection-targets.ts";
import { attackSlowly, type SlowAttack, type SlowOutcome } from "./slow-clients.ts";
import { type InjectionTarget, scan } from "./sqlmap.ts";
import { startTarget, type TargetServer } from "./target-server.ts";
import { slowHttpTool, sqlmapTool, type Tool } from "./tools.ts";
import { startVulnerableServer } from "./vulnerable-server.ts";

const AT_ONCE = 2;
const MOST_RATIO = 2;
const chosen = process.argv.slice(2);
const wanted = (part: string) => chosen.length === 0 || chosen.includes(part);
let passed = 0;
let failed = 0;

try {
  if (wanted("sqlmap")) await onTarget(injections);
  if (wanted("slow")) await onTarget(slowClients);
  if (wanted("slow")) await onTarget(largeAnswers, "on");
} catch (error) {
  report("the attacks ran", false, error instanceof Error ? error.message : String(error));
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function report(what: string, good: boolean, details: string): void {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok    " : "FAILED"} ${what}: ${details}`);
}

async function onTarget(
  attack: (target: TargetServer) => Promise<void>,
  limits: "on" | "off" = "off",
): Promise<void> {
  const target = await startTarget(limits);
  try {
    await attack(target);
    const { failures } = target;
    report(
      `no failure in the server's log (${attack.name})`,
      failures.length === 0,
      failures.join("\n") || "none",
    );
  } finally {
    await target.stop();
  }
}

async function injections(target: TargetServer): Promise<void> {
  const tool = await sqlmapTool();
  await control(tool, target);
  const waiting = injectionTargets(target);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await inject(tool, target.url, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The same scan finds what it looks for where it is. */
async function control(tool: Tool, target: TargetServer): Promise<void> {
  const vulnerable = await startVulnerableServer(target);
  const hole = { name: "control", method: "GET", path: "/?name=lyon*" };
  const { verdict, requests, output } = await scan(tool, vulnerable.url, hole);
  await vulnerable.stop();
  const found = verdict === "injectable";
  report("sqlmap finds the hole of a server that has one", found, found ? `${requests} requests` : output);
}

async function inject(tool: Tool, url: string, target: InjectionTarget): Promise<void> {
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
  report(`sqlmap, ${target.name}`, good, details);
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

/** Without limits: what slow callers hold must cost the others nothing by itself. */
async function slowClients(target: TargetServer): Promise<void> {
  const tool = await slowHttpTool();
  for (const attack of ["slow headers", "slow body", "slow read"] satisfies SlowAttack[]) {
    const { held } = await attackAndReport(tool, target, attack);
    report(`${attack}: many connections are held`, held >= 200, `${held}`);
  }
}

/** With limits: what is costly to send is asked for as often as one address may. */
async function largeAnswers(target: TargetServer): Promise<void> {
  await attackAndReport(await slowHttpTool(), target, "slow read of the largest file");
}

async function attackAndReport(tool: Tool, target: TargetServer, attack: SlowAttack): Promise<SlowOutcome> {
  const paths = ["/api/v1/missions", "/recherche"];
  let outcome = await attackSlowly(tool, target.url, attack, paths);
  if (outcome.pages.some(({ ratio }) => ratio > MOST_RATIO)) {
    console.log(`       ${attack}: measured once more, for something else may have held the processor`);
    outcome = await attackSlowly(tool, target.url, attack, paths);
  }
  const { pages, lost } = outcome;
  const few = lost.slice(0, 5).join("; ");
  report(`${attack}: the others get every answer`, lost.length === 0, few || "none lost");
  for (const { path, ratio, quiet, attacked } of pages) {
    const list = (times: number[]) => times.map((time) => time.toFixed(1)).join(", ");
    const details = `× ${ratio.toFixed(2)} (p99 in ms: quiet ${list(quiet)}; attacked ${list(attacked)})`;
    const what = `${attack}: the others' p99 on ${path} stays within ${MOST_RATIO}`;
    report(what, ratio <= MOST_RATIO, details);
  }
  return outcome;
}
