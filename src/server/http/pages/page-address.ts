import type { FastifyRequest } from "fastify";

/** A value that is longer means nothing to any page. */
const LONGEST_VALUE = 2_000;

/**
 * The address of a page as the page itself reads it: the parameters of its route, then those of the query
 * that it knows, each once and in one order. Whatever else stands in the address changes nothing, so that
 * nobody can make a page be kept under endless names.
 */
export function pageAddress(request: FastifyRequest, route: string, known: readonly string[]): string {
  const params = request.params as Readonly<Record<string, string>>;
  const path = route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const asked = request.query as Readonly<Record<string, string | readonly string[] | undefined>>;
  const query = new URLSearchParams();
  for (const name of known) {
    const value = asked[name];
    const first = typeof value === "string" ? value : value?.[0];
    if (first !== undefined && first !== "" && first.length <= LONGEST_VALUE) query.set(name, first);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
