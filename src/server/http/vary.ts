import type { FastifyReply } from "fastify";

/** Says that the answer depends on this header of the request, beside those that were said already. */
export function addVary(reply: FastifyReply, name: string): void {
  const present = String(reply.getHeader("vary") ?? "");
  const names = present.split(",").map((one) => one.trim().toLowerCase());
  if (!names.includes(name.toLowerCase())) {
    reply.header("vary", present === "" ? name : `${present}, ${name}`);
  }
}
