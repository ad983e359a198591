import { SingleBar } from "cli-progress";
import type { Terminal } from "./context.ts";

export type ProgressTerminal = Pick<Terminal, "interactive" | "note" | "errorStream">;

/** Tells how far long work has come: a bar where somebody watches, a line every tenth elsewhere. */
export function progressBar(
  { interactive, note, errorStream }: ProgressTerminal,
  what: string,
  total: number,
): (done: number) => void {
  if (!interactive) {
    let told = 0;
    return (done) => {
      const tenth = Math.floor((done / total) * 10);
      if (tenth <= told) return;
      told = tenth;
      note(`${what}: ${tenth * 10} %`);
    };
  }
  const bar = new SingleBar({
    format: `${what} {bar} {percentage} % | {value} of {total} | {eta_formatted} left`,
    stream: errorStream,
    hideCursor: true,
  });
  bar.start(total, 0);
  return (done) => {
    bar.update(done);
    if (done >= total) bar.stop();
  };
}
