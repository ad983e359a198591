import { readApiDocument } from "../../fuzz/operations.ts";
import { createSender, type RawAnswer } from "../../fuzz/send.ts";
import type { TestServer } from "../../support/server.ts";
import { routeRules } from "../expectations.ts";
import { type Caller, callers, type RouteRule, type Subject } from "../route-rules.ts";
import { UNKNOWN_ID, type World } from "../world.ts";
import { type MarkedRequest, markedRequests, usualHeaders } from "./marked-requests.ts";
import type { Marks } from "./marks.ts";

export interface SentMarks {
  readonly requests: number;
  /** Routes that took in something marked. */
  readonly accepted: ReadonlySet<string>;
  /** Every answer from 400 on. */
  readonly refusals: readonly RawAnswer[];
  /** The same requests with bodies once more, at what they were sent to last; gives the answers. */
  again(): Promise<RawAnswer[]>;
}

/** One route, who calls it, and on what. */
interface Called {
  readonly route: string;
  readonly rule: RouteRule;
  readonly subject: Subject;
  readonly caller: Caller;
}

/** Sends what is marked to every route of the table, each by somebody who may call it and on something that it fits. */
export async function sendEverywhere(server: TestServer, world: World, marks: Marks): Promise<SentMarks> {
  const { operations, resolve } = await readApiDocument(server.url);
  const sender = createSender(server.url);
  const accepted = new Set<string>();
  const refusals: RawAnswer[] = [];
  const bodies: (() => Promise<RawAnswer>)[] = [];
  let requests = 0;

  const send = (called: Called, id: string, token: string | undefined, asked: MarkedRequest) => {
    const [method = "", template = ""] = called.route.split(" ");
    requests += 1;
    return sender.send({
      method,
      target: filledIn(asked.path ?? template, id) + (asked.query ?? ""),
      headers: {
        ...usualHeaders(marks, called.route),
        ...(asked.body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && !asked.anonymous && { authorization: `Bearer ${token}` }),
        ...asked.headers,
      },
      body: asked.body === undefined ? undefined : Buffer.from(asked.body),
    });
  };

  const call = async (called: Called, asked: readonly MarkedRequest[]) => {
    const { route, rule, subject, caller } = called;
    const reading = route.startsWith("GET ");
    let id = await world.make(subject);
    let token = await world.token(caller, rule.ownAccount);
    for (const one of asked) {
      const answer = await send(called, id, token, one);
      if (answer.status >= 400) refusals.push(answer);
      if (answer.status >= 300 || reading) continue;
      if (one.body !== undefined) accepted.add(route);
      // What was done cannot be done again.
      id = await world.make(subject);
      token = await world.token(caller, rule.ownAccount);
    }
    const [last, who] = [id, token];
    for (const one of asked) if (one.body !== undefined) bodies.push(() => send(called, last, who, one));
  };

  for (const [route, rule] of Object.entries(routeRules)) {
    const operation = operations.find(({ method, template }) => route === `${method} ${template}`);
    if (operation === undefined) throw new Error(`${route} is not in the server's own description`);
    for (const variant of [rule, ...(rule.also ? [rule.also] : [])]) {
      const called = { route, rule, ...whoMay(variant) };
      const body = variant.body?.(world.person("stranger"));
      await call(called, markedRequests(operation, variant, body, { marks, resolve }));
    }
  }
  return {
    requests,
    accepted,
    refusals,
    again: async () => {
      const answers: RawAnswer[] = [];
      for (const one of bodies) answers.push(await one());
      return answers;
    },
  };
}

/** Who is signed in and let through, where anybody is; else the owner, who is refused. */
function whoMay({ on }: Pick<RouteRule, "on">): { readonly subject: Subject; readonly caller: Caller } {
  for (const [subject, row] of Object.entries(on)) {
    const at = row.split(" ").findIndex((status, n) => n > 0 && Number(status) < 300);
    if (at > 0) return { subject: subject as Subject, caller: callers[at] as Caller };
  }
  return { subject: Object.keys(on)[0] as Subject, caller: "owner" };
}

function filledIn(template: string, id: string): string {
  const [first = "", second = UNKNOWN_ID] = id.split("/");
  return template.replace("{id}", first).replace(/\{\w+\}/g, second);
}
