import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { request as requestByTls } from "node:https";
import type { LiveState } from "../../src/server/features/missions/live-contract.ts";

export interface StreamEvent {
  readonly name: string;
  readonly id: string | null;
  readonly data: LiveState;
}

/** An event stream as a browser reads it, with its bytes. */
export interface OpenedStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** So far. */
  readonly events: readonly StreamEvent[];
  readonly bytes: string;
  /** Whether the server has ended it. */
  readonly ended: boolean;
  /** The first event from now on, or of those that nobody has waited for, for which this holds; rejects at the end. */
  next(holds?: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  /** All of it, once the server has ended it. */
  whole(): Promise<string>;
  /** Takes nothing more of what is sent. */
  pause(): void;
  close(): void;
}

/** @param path below /api/v1 @param ca the authority of an https server's certificate */
export async function openStream(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  ca?: string,
): Promise<OpenedStream> {
  const target = new URL(`/api/v1${path}`, url);
  const asked = (target.protocol === "https:" ? requestByTls : request)(target, {
    agent: false,
    headers: { accept: "text/event-stream", ...headers },
    ...(ca !== undefined && { ca }),
  });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  asked.on("error", () => {});
  let [bytes, read, ended] = ["", 0, false];
  const events: StreamEvent[] = [];
  let wake = Promise.withResolvers<void>();
  const woken = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    bytes += text;
    const whole = bytes.lastIndexOf("\n\n") + 2;
    if (whole <= read) return;
    events.push(...bytes.slice(read, whole).split("\n\n").flatMap(parse));
    read = whole;
    woken();
  });
  response.on("error", () => {});
  response.on("close", () => {
    ended = true;
    woken();
  });
  let taken = 0;
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    get bytes() {
      return bytes;
    },
    get ended() {
      return ended;
    },
    async next(holds = () => true) {
      for (;;) {
        while (taken < events.length) {
          const event = events[taken] as StreamEvent;
          taken += 1;
          if (holds(event)) return event;
        }
        if (ended) throw new Error(`the stream has ended: ${bytes}`);
        await wake.promise;
      }
    },
    async whole() {
      while (!ended) await wake.promise;
      return bytes;
    },
    pause: () => void response.pause(),
    close: () => void response.destroy(),
  };
}

function parse(block: string): StreamEvent[] {
  const field = (name: string) =>
    block
      .split("\n")
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? null;
  const data = field("data");
  return data === null
    ? []
    : [{ name: field("event") ?? "message", id: field("id"), data: JSON.parse(data) }];
}
