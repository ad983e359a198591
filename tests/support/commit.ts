import { execFileSync } from "node:child_process";

/** The commit that is checked out, and whether files but `except` had changed since; "unknown" outside a checkout. */
export function describeCommit(except: readonly string[] = []): string {
  try {
    const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
    const others = except.map((path) => `:(exclude,top)${path}`);
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ":(top)", ...others) !== "";
    return `${git("rev-parse", "--short", "HEAD")}${changed ? " and changes" : ""}`;
  } catch {
    return "unknown";
  }
}
