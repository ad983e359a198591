// Watchers in a process of their own, so that what they cost is told apart from what the program costs: raw sockets that
// read the number of each event and nothing else.
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Order } from "./watching.ts";

/** Milliseconds of a clock that all processes of this machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

/** Read at once, from whichever socket. */
const shared = Buffer.allocUnsafe(64 * 1024);

interface Watcher {
  readonly status: Promise<number>;
  readonly ended: Promise<void>;
  /** Of the last event, as the stream numbers it; empty: none yet. */
  id: string;
  /** What it was when `mark` was called. */
  marked: string;
  /** When the first event after that came. */
  heardAt: number;
  /** What came last. */
  last: string;
  close(): void;
}

let watchers: Watcher[] = [];
/** Whoever waits for all to have heard. */
let woken: (() => void) | null = null;
let [silent, events] = [0, 0];

function open(url: string, path: string, known = ""): Watcher {
  const { hostname, port, host } = new URL(url);
  const status = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<void>();
  let rest = "";
  const read = (text: string) => {
    if (watcher.last === "") status.resolve(Number(text.slice(9, 12)));
    watcher.last = text;
    const whole = text.lastIndexOf("\n\n") + 2;
    const at = text.lastIndexOf("\nid: ", whole);
    rest = whole === text.length ? "" : text.slice(whole);
    if (at === -1) return;
    const id = text.slice(at + 5, text.indexOf("\n", at + 5));
    if (id === watcher.id) return;
    if (watcher.id === watcher.marked) {
      watcher.heardAt = now();
      silent -= 1;
      if (silent === 0) woken?.();
    }
    watcher.id = id;
    events += 1;
  };
  const onread = {
    buffer: shared,
    callback: (length: number, buffer: Uint8Array) => {
      read(rest + (buffer as Buffer).toString("latin1", 0, length));
      return true;
    },
  };
  const socket = connect({ host: hostname, port: Number(port), onread });
  const watcher: Watcher = {
    ...{ status: status.promise, ended: ended.promise },
    ...{ id: "", marked: "", heardAt: 0, last: "" },
    close: () => socket.destroy(),
  };
  const lines = [`GET /api/v1${path} HTTP/1.1`, `Host: ${host}`, "Accept: text/event-stream"];
  socket.write(`${[...lines, ...(known === "" ? [] : [`Last-Event-ID: ${known}`])].join("\r\n")}\r\n\r\n`);
  socket.on("error", () => {});
  socket.on("close", () => {
    status.resolve(0);
    ended.resolve();
  });
  return watcher;
}

/** From now on, each is silent until its next event. */
function mark(): void {
  for (const watcher of watchers) watcher.marked = watcher.id;
  silent = watchers.length;
}

const all = () =>
  new Promise<void>((resolve) => {
    woken = resolve;
    if (silent === 0) resolve();
  });

/** As a page does when its stream ends: it waits as long as it was asked to, then opens another. Whether it learns the end. */
async function comeBack(watcher: Watcher, url: string, path: string): Promise<boolean> {
  await watcher.ended;
  if (watcher.last.includes("event: gone")) return true;
  await wait(Number(/retry: (\d+)\n\n$/.exec(watcher.last)?.[1] ?? 2_000));
  const again = open(url, path, watcher.id);
  if ((await again.status) === 404) return true;
  await again.ended;
  return again.last.includes("event: gone");
}

async function carryOut(order: Order): Promise<Answer> {
  if (order.what === "open") {
    silent = order.count;
    for (let n = 0; n < order.count; n += 1) {
      watchers.push(open(order.urls[n % order.urls.length] as string, order.path));
      if (n % 100 === 99) await Promise.all(watchers.map(({ status }) => status));
    }
    await all();
    return {};
  }
  if (order.what === "close") {
    for (const watcher of watchers) watcher.close();
    await Promise.all(watchers.map(({ ended }) => ended));
    watchers = [];
    return {};
  }
  if (order.what === "mark") {
    mark();
    return {};
  }
  if (order.what === "heard") {
    await all();
    return { heardAt: watchers.map(({ heardAt }) => heardAt) };
  }
  if (order.what === "end") {
    const back = await Promise.all(watchers.map((watcher) => comeBack(watcher, order.url, order.path)));
    return { missed: back.filter((learnt) => !learnt).length };
  }
  const { user, system } = process.cpuUsage();
  return { processor: user + system, events };
}

process.once("disconnect", () => process.exit(0));
process.on("message", async (order: Order) => process.send?.(await carryOut(order)));
