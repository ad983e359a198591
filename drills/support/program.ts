import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { type Child, startChild } from "../../bench/support/child.ts";
import { findRunningPostgres } from "../../src/server/platform/embedded-postgres/index.ts";
import { ApiClient } from "../../tests/support/api-client.ts";
import { freePort } from "../../tests/support/free-port.ts";
import { PASSWORD, type Person, withToken } from "../../tests/support/people.ts";
import type { InstanceInput } from "./instance.ts";
import { MailSink } from "./mail-sink.ts";

const ROOT = join(import.meta.dirname, "../..");
export const PUBLIC_URL = "https://swideal.example";

/** `swideal start` as people run it, which can be killed and started again on its folder, and where its mails go. */
export class Program {
  readonly sink: MailSink;
  readonly #dataDir: string;
  readonly #changes: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #url = "";
  #pool: pg.Pool | null = null;

  private constructor(dataDir: string, sink: MailSink, changes: Readonly<Record<string, string>>) {
    this.#dataDir = dataDir;
    this.sink = sink;
    this.#changes = changes;
  }

  /** @param changes of its environment, for as long as it stands */
  static async start(changes: Readonly<Record<string, string>> = {}): Promise<Program> {
    const folder = await mkdtemp(join(tmpdir(), "swideal-drill-"));
    const program = new Program(folder, await MailSink.open(), changes);
    await program.start().catch(async (error: unknown) => {
      await program.stop();
      throw error;
    });
    return program;
  }

  /** Where it listens. */
  get url(): string {
    return this.#url;
  }

  async start(environment: Record<string, string> = {}): Promise<void> {
    // It says the address that people know, and not this one.
    const port = await freePort();
    const child = spawn(process.execPath, [join(ROOT, "bin/swideal.mjs"), "start"], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...this.environment(),
        PORT: String(port),
        SWIDEAL_STARTER: "delivery",
        ...environment,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (!line.includes("listens on ")) continue;
      child.stdout.resume();
      this.#url = `http://127.0.0.1:${port}`;
      const running = await findRunningPostgres(this.#dataDir);
      if (running === null) throw new Error("the program's database is not running");
      this.#pool = new pg.Pool({ ...running.connection("owner"), max: 2 });
      this.#pool.on("error", () => {});
      return;
    }
    throw new Error(`the program did not start: ${lines.slice(-5).join(" | ")}`);
  }

  /** Now, in the middle of whatever it does. */
  kill(): void {
    this.#child?.kill("SIGKILL");
  }

  /** Until it has ended: killed before, or asked to end. */
  async ended(signal?: "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    await this.#pool?.end().catch(() => {});
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    if (signal !== undefined) child.kill(signal);
    await once(child, "exit");
  }

  async stop(): Promise<void> {
    await this.ended("SIGTERM");
    await this.sink.close();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  /** As the owner of the tables. */
  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return ((await this.#pool?.query(text, values))?.rows ?? []) as Row[];
  }

  /** Another instance on its database, and on its folder for its secrets. */
  async another(): Promise<Child> {
    const running = await findRunningPostgres(this.#dataDir);
    if (running === null) throw new Error("the program's database is not running");
    const environment = { ...this.environment(), LOG_LEVEL: "error" };
    const input: InstanceInput = { application: running.connection("application"), environment };
    return startChild(join(import.meta.dirname, "working-instance.ts"), input);
  }

  /** What a command of the same installation is told as well. */
  environment(): Record<string, string> {
    return {
      DATA_DIR: this.#dataDir,
      PORT: "0",
      PUBLIC_URL,
      SMTP_URL: this.sink.url,
      RATE_LIMITS: "off",
      DEMO: "off",
      EMAIL_VERIFICATION: "off",
      LOG_LEVEL: "error",
      // Whatever the hour, the time of today's digests is over there.
      TIME_ZONE: afternoonZone(),
      ...this.#changes,
    };
  }

  /** Has somebody work at a queue at once, as its schedule does at its time. */
  async wake(...queues: string[]): Promise<void> {
    for (const name of queues)
      await this.sql("insert into pgboss.job (name, data) values ($1, '{}')", [name]);
  }

  async enrol(displayName: string): Promise<Person> {
    const email = `${crypto.randomUUID()}@example.org`;
    await new ApiClient(this.#url).post("/auth/register", { email, password: PASSWORD, displayName });
    return this.signIn(email);
  }

  /** A killed program has another address once it is back. */
  async signIn(email: string): Promise<Person> {
    const api = new ApiClient(this.#url);
    const { body, text } = await api.post("/auth/login", { email, password: PASSWORD });
    if (body?.accessToken === undefined) throw new Error(`not signed in: ${text}`);
    return withToken({ api }, body.accessToken, body.user);
  }
}

function afternoonZone(): string {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format());
  const zones = ["Europe/Paris", "Asia/Tokyo", "America/Los_Angeles", "America/New_York"];
  const zone = zones.find((one) => hourIn(one) >= 9 && hourIn(one) <= 21);
  if (zone === undefined) throw new Error("it is night everywhere");
  return zone;
}
