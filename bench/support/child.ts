import { fork } from "node:child_process";
import { once } from "node:events";

export interface Usage {
  /** Processor time since its start, in microseconds. */
  readonly processor: number;
  /** Resident set, in bytes. */
  readonly resident: number;
}

/** A measured program in a process of its own. */
export interface Child {
  readonly url: string;
  usage(): Promise<Usage>;
  /** Says a word of the file's own; resolves to its answer. One at a time. */
  tell<Answer>(word: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Runs a file that calls `beChild`, as `serve` would be run: its log goes nowhere. `nodeOptions` are Node's. Throws when it ends instead. */
export async function startChild(
  file: string,
  input: unknown,
  environment: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
): Promise<Child> {
  const child = fork(file, [], {
    execArgv: [...process.execArgv, ...nodeOptions],
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    serialization: "advanced",
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(`${file} ended by itself`);
  });
  ended.catch(() => {});
  const answer = async <Answer>(question: unknown): Promise<Answer> => {
    const message = once(child, "message");
    child.send(question as object);
    const [answered] = await Promise.race([message, ended]);
    return answered as Answer;
  };
  const url = await answer<string>({ input });
  return {
    url,
    usage: () => answer<Usage>("usage"),
    tell: answer,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.send("stop");
      await once(child, "exit");
    },
  };
}

/** What a child has begun: where it is reached, the words of its own, and its end. */
export interface Begun {
  readonly url: string;
  readonly words?: Readonly<Record<string, () => unknown>>;
  stop(): Promise<void>;
}

/** The other side: starts with the input, tells the URL, answers about itself until it is to stop. */
export async function beChild<Input>(start: (input: Input) => Promise<Begun>): Promise<void> {
  const [{ input }] = (await once(process, "message")) as [{ input: Input }];
  // Whoever started it has died.
  process.once("disconnect", () => process.exit(1));
  const { url, words = {}, stop } = await start(input);
  process.on("message", async (word: string) => {
    if (word === "usage") {
      const { user, system } = process.cpuUsage();
      const usage: Usage = { processor: user + system, resident: process.memoryUsage.rss() };
      process.send?.(usage);
      return;
    }
    if (word !== "stop") {
      process.send?.((await words[word]?.()) ?? null);
      return;
    }
    process.removeAllListeners("disconnect");
    await stop();
    process.disconnect();
  });
  process.send?.(url);
}
