import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../lib/api-types.ts";
import { ApiError, openStream } from "./api-client.ts";

/**
 * Saves what the API answers as a file: a link alone would carry no token. Resolves to whether the answer says that more
 * follows in another file. Throws ApiError.
 */
export async function download(path: string, fileName: string, locale: Locale): Promise<boolean> {
  const headers = { accept: "text/csv", "accept-language": locale };
  const { signal } = new AbortController();
  const answer = await openStream(path, { headers, signal, locale }).catch(() => {
    throw new ApiError(0, {});
  });
  if (!answer.ok) {
    throw new ApiError(answer.status, (await answer.json().catch(() => ({}))) as Partial<Problem>);
  }
  const file = await answer.blob().catch(() => {
    throw new ApiError(0, {});
  });
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
  return answer.headers.get("link")?.includes('rel="next"') ?? false;
}
