import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/server.ts";
import { callOn, seen } from "./calls.ts";
import { routeRules } from "./expectations.ts";
import type { Subject } from "./route-rules.ts";
import { openWorld, UNKNOWN_ID, type World } from "./world.ts";

let server: TestServer;
let world: World;
beforeAll(async () => {
  server = await startTestServer({}, { jobs: true });
  world = await openWorld(server);
}, 60_000);
afterAll(() => server.close());

test.each(Object.entries(routeRules))(
  "a bad token and that of a suspended account are 401, whatever the id: %s",
  async (route, rule) => {
    const machine = !route.includes("/api/v1/");
    // Neither changes anything.
    const id = await world.make(Object.keys(rule.on)[0] as Subject);
    const call = (of: string, token: string) =>
      callOn({ server, world }, route, { id: of, asked: rule, token });
    for (const token of [world.badToken, world.suspendedToken]) {
      const answer = await call(id, token);
      expect([answer.status, answer.body.code]).toEqual(
        machine ? [200, undefined] : [401, "unauthenticated"],
      );
      if (!machine) expect(seen(answer)).toEqual(seen(await call(UNKNOWN_ID, token)));
    }
  },
);
