import type { Drill, DrillReport } from "../drill.ts";
import { holdAndMeasure } from "./hold-and-measure.ts";
import { injections, SHORT_TARGETS } from "./injections.ts";
import type { SlowAttack } from "./slow-clients.ts";
import { startTarget, type TargetServer } from "./target-server.ts";
import { slowHttpTool } from "./tools.ts";

const SLOW: readonly SlowAttack[] = ["slow headers", "slow body", "slow read"];

/** The program as people start it: sqlmap on every kind of parameter, then slow clients. */
export const attacks: Drill = {
  name: "attacks",
  shows: "sqlmap finds nothing in any kind of parameter; who sends or reads slowly costs the others nothing",
  inCi: { seconds: 110, alone: true },
  async run(report, { short, chosen }) {
    const wanted = (part: string) => chosen.length === 0 || chosen.includes(part);
    if (wanted("sqlmap")) {
      await onTarget(report, "injections", "off", (target) =>
        injections(report, target, short ? SHORT_TARGETS : undefined),
      );
    }
    if (!wanted("slow")) return;
    // Without limits: what slow callers hold must cost the others nothing by itself.
    await onTarget(report, "slow clients", "off", async (target) => {
      const tool = await slowHttpTool();
      for (const attack of short ? SLOW.slice(0, 1) : SLOW) {
        const { held } = await holdAndMeasure(report, tool, target.url, attack);
        report.check(`${attack}: many connections are held`, held >= 200, `${held}`);
      }
    });
    if (short) return;
    // With limits: what is costly to send is asked for as often as one address may.
    await onTarget(report, "large answers", "on", async (target) => {
      await holdAndMeasure(report, await slowHttpTool(), target.url, "slow read of the largest file");
    });
  },
};

async function onTarget(
  report: DrillReport,
  name: string,
  limits: "on" | "off",
  attack: (target: TargetServer) => Promise<void>,
): Promise<void> {
  const target = await startTarget(limits);
  try {
    await attack(target);
    const { failures } = target;
    const seen = failures.join("\n") || "none";
    report.check(`no failure in the server's log (${name})`, failures.length === 0, seen);
  } finally {
    await target.stop();
  }
}
