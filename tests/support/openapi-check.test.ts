import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ApiClient } from "./api-client.ts";

const json = (schema: unknown) => ({ description: "", content: { "application/json": { schema } } });
const described = (name: unknown) => ({
  openapi: "3.1.0",
  info: { title: "a small one", version: "1" },
  paths: {
    "/api/v1/things/{id}": {
      get: { responses: { 200: json({ $ref: "#/components/schemas/Thing" }), default: json(true) } },
    },
    "/api/v1/things/best": { get: { responses: { 200: json({ type: "string" }) } } },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        properties: { name: { $ref: "#/components/schemas/Name" } },
        required: ["name"],
      },
      Name: name,
    },
  },
});

/** A server that answers each address with what is written for it, and its document with its own address in it. */
async function startServer(document: object, answers: Record<string, [status: number, body: unknown]>) {
  const server = createServer(({ url = "", headers }, response) => {
    const isDocument = url === "/openapi.json";
    const [status, body] = isDocument
      ? [200, { ...document, servers: [{ url: `http://${headers.host}` }] }]
      : (answers[url] ?? [404, null]);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return new ApiClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

test("an answer that is not as described fails the test that asked, at any depth of the description", async () => {
  const api = await startServer(described({ type: "string" }), {
    "/api/v1/things/1": [200, { name: "a chair" }],
    "/api/v1/things/2": [200, { name: 2 }],
    "/api/v1/things/3": [200, {}],
    "/api/v1/things/4": [404, { any: "thing" }],
    "/api/v1/things/best": [404, "a chair"],
  });
  expect((await api.get("/things/1")).body.name).toBe("a chair");
  await expect(api.get("/things/2")).rejects.toThrow("must be string");
  await expect(api.get("/things/3")).rejects.toThrow("must have required property 'name'");
  expect((await api.get("/things/4")).status).toBe(404);
  await expect(api.get("/things/best")).rejects.toThrow("does not know this status");
});

test("each server is held against its own document", async () => {
  const answers: Record<string, [number, unknown]> = { "/api/v1/things/1": [200, { name: "a chair" }] };
  const texts = await startServer(described({ type: "string" }), answers);
  const alike = await startServer(described({ type: "string" }), answers);
  const numbers = await startServer(described({ type: "number" }), answers);
  await texts.get("/things/1");
  await alike.get("/things/1");
  await expect(numbers.get("/things/1")).rejects.toThrow("must be number");
});
