import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/chromium.ts";

// `npm run dev` as a developer starts it, on a copy of the sources that the test may change.
const root = join(import.meta.dirname, "..", "..");
const SOURCES = [
  "dev",
  "migrations",
  "src",
  "package.json",
  "react-router.config.ts",
  "tsconfig.json",
  "vite.config.ts",
];

let project: string;
let data: string;
beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "swideal-dev-")));
  data = join(project, ".cache", "dev");
  for (const source of SOURCES) cpSync(join(root, source), join(project, source), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
});
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  while (running().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  rmSync(project, { recursive: true, force: true });
});

interface Dev {
  readonly child: ChildProcess;
  said(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<{ code: number | null; output: string }>;
}

function dev(args: readonly string[], environment: Record<string, string> = {}): Dev {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, PORT: "0", ...environment };
  const child = spawn(process.execPath, ["dev/run.ts", ...args], { cwd: project, env });
  children.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  return {
    child,
    ended,
    async said(pattern) {
      for (;;) {
        const found = pattern.exec(output);
        if (found !== null) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${output}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** As an editor does: the text of a source, with something else in its place. */
function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(project, file), "utf8");
  expect(text, file).toContain(from);
  writeFileSync(join(project, file), text.replace(from, to));
}

/** The programs that still run on this project. */
const running = (): string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .filter((line) => line.includes(project));

describe("npm run dev", () => {
  let started: Dev;
  let url: string;
  const page = async (path: string) => {
    const answer = await fetch(url + path, { headers: { accept: "text/html" } });
    return { status: answer.status, text: await answer.text() };
  };
  /** Asked again until it says so: a saved file is seen when the watcher has seen it. */
  const shows = (path: string) =>
    expect.poll(async () => (await page(path)).text, { timeout: 60_000, interval: 200 });

  beforeAll(async () => {
    mkdirSync(join(data, "mails"), { recursive: true });
    writeFileSync(join(data, "made-by-npm-run-dev"), "");
    writeFileSync(join(data, "mails", "2026-01-01T00-00-00.000Z-old.eml"), "Subject: of before\r\n\r\n");
    started = dev(["--reset", "--missions", "20"], { DATABASE_URL: "postgres://nowhere.example/production" });
    url = (await started.said(/listens on (http:\/\/localhost:\d+)/))[1] as string;
  }, 300_000);

  test("shows the demonstration, by a database of its own whatever the environment names", async () => {
    const { status, text } = await page("/");
    expect([status, text.includes("<article")]).toEqual([200, true]);
    expect((await page("/connexion")).text).toContain("csp-nonce");
    expect((await page("/nulle-part")).status).toBe(404);
    expect(existsSync(join(data, "postgres"))).toBe(true);
  });

  test("a page is seen as it was saved, without a build", { timeout: 240_000 }, async () => {
    change("src/web/i18n/common.ts", 'publish: "Publier une mission"', 'publish: "Dire un besoin"');
    await shows("/").toContain("Dire un besoin");
    change("src/web/i18n/common.ts", 'publish: "Dire un besoin"', 'publish: "Dire un besoin');
    await shows("/").toMatch(/common\.ts/);
    change("src/web/i18n/common.ts", 'publish: "Dire un besoin', 'publish: "Dire deux besoins"');
    await shows("/").toContain("Dire deux besoins");
  });

  test("an open browser shows it by itself: a page without code anew, one with code in place, with what was typed", {
    timeout: 240_000,
  }, async () => {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ baseURL: url, locale: "fr-FR" });
      const [reading, working] = [await context.newPage(), await context.newPage()];
      await reading.goto("/");
      await working.goto("/connexion");
      const email = working.getByLabel("Adresse e-mail");
      await working.locator(".waking").waitFor({ state: "detached" });
      await email.fill("typed@example.org");
      change("src/web/i18n/common.ts", 'publish: "Dire deux besoins"', 'publish: "Dire trois besoins"');
      for (const page of [reading, working])
        await page.getByText("Dire trois besoins").first().waitFor({ timeout: 60_000 });
      expect(await email.inputValue()).toBe("typed@example.org");
    } finally {
      await browser.close();
    }
  });

  test("a server's file that was saved starts the server again, on the same database", {
    timeout: 240_000,
  }, async () => {
    change("src/server/http/answers/openapi.ts", 'title: "Swideal"', 'title: "Swideal saved"');
    await expect
      .poll(async () => (await page("/openapi.json")).text, { timeout: 60_000, interval: 200 })
      .toContain("Swideal saved");
    expect((await page("/")).text).toContain("<article");
    await started.said(/openapi\.ts changed: the server starts again/);
  });

  test("each mail that would leave is read in the viewer, those of before the reset are gone", {
    timeout: 240_000,
  }, async () => {
    expect((await page("/__mails")).text).not.toContain("of before");
    const asked = await fetch(`${url}/api/v1/auth/password/forgot`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "cliente@example.org" }),
    });
    expect(asked.status).toBe(202);
    await shows("/__mails").toContain("cliente@example.org");
    const [, name = ""] = /href="([^"]+\.eml)"/.exec((await page("/__mails")).text) ?? [];
    const { text } = await page(name);
    expect(text).toContain("<h1>Choisir un nouveau mot de passe</h1>");
    expect(text).toContain("votre mot de passe n’a pas changé");
    expect(text).toContain(`<a href="${url}/mot-de-passe#`);
    expect((await page("/__mails/..%2Fpostgres%2FPG_VERSION")).status).toBe(404);
  });

  test("it stops when it is told to, and leaves nothing running", async () => {
    started.child.kill("SIGINT");
    expect((await started.ended).code).toBe(0);
    await expect.poll(running, { timeout: 30_000 }).toEqual([]);
  });
});

describe("what cannot go well ends with one line that says what to do", () => {
  const lines = async ({ ended }: Dev) => {
    const { code, output } = await ended;
    return [code, output.trim().split("\n")];
  };

  test("a folder with data of others, which is neither used nor emptied; an option that there is none of", async () => {
    const other = join(project, "data");
    mkdirSync(other);
    writeFileSync(join(other, "precious"), "");
    const said = await Promise.all([lines(dev(["--reset", "--data", other])), lines(dev(["--rest"]))]);
    expect(said).toEqual([
      [1, [`dev: ${other} holds data that npm run dev did not make; name another folder with --data`]],
      [1, [expect.stringContaining("npm run dev -- --help lists")]],
    ]);
    expect(readdirSync(other)).toEqual(["precious"]);
  });
});
