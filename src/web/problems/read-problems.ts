import type { RouterContextProvider } from "react-router";
import type { List, ProblemGuide } from "../lib/api-types.ts";
import { readApi } from "../lib/read-api.ts";

/** Every code of the catalogue, by status. */
export async function readProblems(
  context: Readonly<RouterContextProvider>,
): Promise<readonly ProblemGuide[]> {
  const { items } = await readApi<List<ProblemGuide>>(context, "/problems");
  return items;
}
