import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../lib/api-types.ts";
import { ApiError, openStream } from "./api-client.ts";

const unreached = (): never => {
  throw new ApiError(0, {});
};

/** Reads a file of one's own, whatever is in it. Throws ApiError; any status but 200 is one. */
export async function readFile(path: string, locale: Locale): Promise<Blob> {
  const { signal } = new AbortController();
  const answer = await openStream(path, { headers: { "accept-language": locale }, signal, locale }).catch(
    unreached,
  );
  if (answer.status === 200) return answer.blob().catch(unreached);
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new ApiError(answer.status, problem);
}
