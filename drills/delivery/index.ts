import type { Drill } from "../drill.ts";
import { Program } from "../support/program.ts";
import { alerted } from "./alerted.ts";
import { digests } from "./digests.ts";
import { killedWhileSending } from "./killed.ts";
import { openedLinks } from "./opened-links.ts";
import { mailServerAway } from "./outage.ts";

/** That what people are told by mail reaches them, once, and that no link of it does anything by being opened. */
export const delivery: Drill = {
  name: "delivery",
  shows:
    "mails reach people once, though the program is killed or no mail server answers; opening a mail's links changes nothing",
  inCi: { seconds: 70 },
  async run(report, { short, chosen }) {
    const wants = (part: string) => chosen.length === 0 || chosen.includes(part);
    const program = await Program.start();
    try {
      if (wants("killed")) await killedWhileSending(report, program, short ? 3 : 20);
      if (wants("away")) await mailServerAway(report, program, short ? 2 : 20);
      if (wants("links")) await openedLinks(report, program);
      if (wants("alert")) await alerted(report, program, short);
      if (wants("digests")) await digests(report, program, short ? 200 : 10_000);
    } finally {
      await program.stop();
    }
  },
};
