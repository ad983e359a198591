import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../core/errors.ts";
import type { App } from "../app.ts";
import { addressSubject } from "../limits/subject.ts";
import { EventStream } from "./event-stream.ts";

export interface StreamBounds {
  /** Open at once on this instance. */
  readonly most: number;
  /** Open at once from one address, counted as limits do; null: as many as it likes. */
  readonly perAddress: number | null;
}

export interface EventStreamsOptions extends StreamBounds {
  /** Told of a request whose answer has begun: it holds no place among those at work any more. */
  readonly onAnswer: (request: FastifyRequest) => void;
  /** Milliseconds; see the constants below. */
  readonly commentEveryMs?: number;
  readonly slowForMs?: number;
}

/** Answers that go on: server-sent events, bounded in number. */
export interface EventStreams {
  /**
   * Begins the answer. `subject`: what is streamed; of one subject an address opens six at once. To be called by a
   * handler that then returns `reply`. Throws `overloaded`.
   */
  open(request: FastifyRequest, reply: FastifyReply, subject: string): EventStream;
  /** Open now. */
  count(): number;
}

const TYPE = "text/event-stream; charset=utf-8";
/** Proxies close what says nothing for a minute, and a reader knows by it that nothing holds events back on the way. */
const COMMENT_EVERY_MS = 15_000;
const COMMENT = Buffer.from(": \n\n");
/** How long a reader may leave what waits for it. */
const SLOW_FOR_MS = 30_000;
const OF_ONE_SUBJECT = 6;
/** Seconds after which to come back, drawn anew for each: those who are refused together do not come back together. */
const COME_BACK = { least: 5, most: 30 };
/** Milliseconds, when the instance ends: another one takes over, and not everybody's at one moment. */
const MOVE_ON = { least: 1_000, most: 5_000 };

export function eventStreams(app: App, options: EventStreamsOptions): EventStreams {
  const { most, perAddress, commentEveryMs = COMMENT_EVERY_MS, slowForMs = SLOW_FOR_MS } = options;
  const open = new Set<EventStream>();
  const counts = new Map<string, number>();
  const add = (key: string, change: 1 | -1) => {
    const count = (counts.get(key) ?? 0) + change;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
  };

  let sinceComment = 0;
  const lookEveryMs = Math.min(commentEveryMs, slowForMs, 5_000);
  const looking = setInterval(() => {
    sinceComment += lookEveryMs;
    const comments = sinceComment >= commentEveryMs;
    if (comments) sinceComment = 0;
    const now = performance.now();
    for (const stream of open) {
      if (stream.slowSince !== null && now - stream.slowSince >= slowForMs) stream.destroy();
      else if (comments) stream.remark(COMMENT);
    }
  }, lookEveryMs);
  looking.unref();
  app.addHook("preClose", async () => {
    clearInterval(looking);
    for (const stream of open) stream.end(Buffer.from(`retry: ${between(MOVE_ON)}\n\n`));
  });

  return {
    open(request, reply, subject) {
      const address = addressSubject(request.ip);
      const ofSubject = `${address} ${subject}`;
      const full =
        open.size >= most ||
        (perAddress !== null &&
          ((counts.get(address) ?? 0) >= perAddress || (counts.get(ofSubject) ?? 0) >= OF_ONE_SUBJECT));
      if (full) throw new AppError("overloaded", { retryAfterSeconds: between(COME_BACK) });
      begin(reply);
      options.onAnswer(request);
      const stream = new EventStream(reply.raw);
      open.add(stream);
      for (const key of [address, ofSubject]) add(key, 1);
      stream.onClose(() => {
        open.delete(stream);
        for (const key of [address, ofSubject]) add(key, -1);
      });
      return stream;
    },
    count: () => open.size,
  };
}

/** Sends the head. Without chunks: the end of the connection is the end of the stream, and each event one write. */
function begin(reply: FastifyReply): void {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.setHeader("content-type", TYPE);
  raw.setHeader("cache-control", "no-store");
  // nginx, which would hold events back otherwise.
  raw.setHeader("x-accel-buffering", "no");
  raw.setHeader("connection", "close");
  raw.removeHeader("transfer-encoding");
  raw.writeHead(200);
  raw.write("retry: 2000\n\n");
}

/** For HEAD: what a stream would begin with. */
export const headOfStream = (reply: FastifyReply): FastifyReply =>
  reply.type(TYPE).header("x-accel-buffering", "no").serializer(String).send("");

const between = ({ least, most }: { least: number; most: number }): number =>
  least + Math.floor(Math.random() * (most - least + 1));

/** One event; `data` is JSON, which has no line breaks. */
export function event(name: string, data: unknown, id?: string): Buffer {
  const numbered = id === undefined ? "" : `id: ${id}\n`;
  return Buffer.from(`event: ${name}\n${numbered}data: ${JSON.stringify(data)}\n\n`);
}
