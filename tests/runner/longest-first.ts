import { BaseSequencer, type TestSpecification } from "vitest/node";
import { longTests } from "./long-tests.ts";
import { pathIn } from "./vitest-report.ts";

/** What a place in the order is decided by. */
export interface Placed {
  readonly path: string;
  readonly project: string;
  /** A process for each of its files, where others keep theirs for the next one of the project. */
  readonly isolated: boolean;
}

/**
 * Whether `a` starts before `b` (< 0), or 0 where nothing says so. Projects stay together, so that processes and what
 * they have loaded are kept; those that need a new process for each file come first, browsers' next. In a project the
 * longest start first, as `longTests` has them: started last, one would run on while the other cores idle.
 */
export function startsBefore(a: Placed, b: Placed): number {
  const place = ({ isolated, project }: Placed) => [isolated ? 0 : 1, project === "browser" ? 0 : 1] as const;
  const [[isolationA, kindA], [isolationB, kindB]] = [place(a), place(b)];
  return (
    isolationA - isolationB ||
    kindA - kindB ||
    (isolationA === 1 ? a.project.localeCompare(b.project) : 0) ||
    lengthRank(a) - lengthRank(b)
  );
}

function lengthRank({ path }: Placed): number {
  const rank = longTests.indexOf(path);
  return rank === -1 ? longTests.length : rank;
}

/** Vitest's own order, by how long a file took the last time, knows nothing on a machine that never ran them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const placed = (spec: TestSpecification): Placed => ({
      path: pathIn(this.ctx.config.root, spec.moduleId),
      project: spec.project.name,
      isolated: spec.project.config.isolate,
    });
    return usual.toSorted((a, b) => startsBefore(placed(a), placed(b)));
  }
}
