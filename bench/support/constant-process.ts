/** A floor: Fastify answering every request with the same bytes, and nothing else. */
import Fastify from "fastify";
import { beChild } from "./child.ts";

export interface ConstantInput {
  readonly type: string;
  readonly body: Uint8Array;
}

await beChild(async ({ type, body }: ConstantInput) => {
  const bytes = Buffer.from(body);
  const app = Fastify();
  app.get("/", (_request, reply) => reply.type(type).send(bytes));
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), stop: () => app.close() };
});
