import type { Drill } from "../drill.ts";
import { Program } from "../support/program.ts";
import { besideSealer } from "./beside-sealer.ts";
import { figuresOf } from "./figures.ts";
import { startInstallation } from "./installation.ts";
import { killedWhileActing } from "./killed.ts";
import { refusedSignIns } from "./refused.ts";
import { writersOnTwoInstances } from "./writers.ts";

const WHOLE = {
  killed: { kills: 5, actions: 200 },
  each: 10,
  entries: 1_000_000,
  rounds: 5,
  seconds: 10,
  refused: { rounds: 5, addresses: 40, refused: 100_000, calm: 100, mostEntries: 2_000, mostRatio: 1.5 },
};
const SHORT = {
  killed: { kills: 1, actions: 40 },
  each: 1,
  entries: 3_000,
  rounds: 1,
  seconds: 0.5,
  refused: { rounds: 1, addresses: 5, refused: 2_000, calm: 10, mostEntries: 100, mostRatio: null },
};

/** That the log of actions holds what happened, however the program ends and however many write, and at what price. */
export const log: Drill = {
  name: "log",
  shows:
    "an action is committed exactly with its entry, though the program is killed or a hundred write on two instances; a million entries are verified, exported and proved in time, sealing costs writes little, and 100,000 refused sign-ins are few entries and hold up no others",
  inCi: { seconds: 90 },
  async run(report, { short, chosen }) {
    const wants = (part: string) => chosen.length === 0 || chosen.includes(part);
    const { killed, each, entries, refused, ...effort } = short ? SHORT : WHOLE;
    if (wants("killed") || wants("writers")) {
      const program = await Program.start();
      try {
        if (wants("killed")) await killedWhileActing(report, program, killed);
        if (wants("writers")) await writersOnTwoInstances(report, program, each);
      } finally {
        await program.stop();
      }
    }
    if (wants("refused")) await refusedSignIns(report, refused);
    if (!wants("sealer") && !wants("long")) return;
    const installation = await startInstallation();
    try {
      // On a young log, so that its figures are those of writing.
      if (wants("sealer")) await besideSealer(report, installation, { ...effort, short });
      if (wants("long")) await figuresOf(report, installation, { entries, short });
    } finally {
      await installation.stop();
    }
  },
};
