/** Another server cannot be asked, or refuses: one line for the operator, without what is secret in its address. */
export class OutsideError extends Error {
  override readonly name = "OutsideError";
  constructor(message: string) {
    super(message);
    // What another server did has no place in this program, and lines of it would hide the one that says what to mend.
    this.stack = `${this.name}: ${message}`;
  }
}

export interface OutsideRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly headers: HeadersInit;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** A longer answer is a failure. */
  readonly mostBytes: number;
  /** For the whole of the answer, what is sent included; absent: ten seconds. */
  readonly patienceMs?: number;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const PATIENCE_MS = 10_000;

/**
 * Asks another server once. Nothing is followed: who answers is whom the operator has named.
 * @param name how the server is called in an error: its address holds secrets
 * @throws OutsideError when it cannot be reached, is slow, says too much or sends elsewhere; any other status is an answer
 */
export async function askOutside(
  url: string,
  name: string,
  { mostBytes, patienceMs = PATIENCE_MS, ...request }: OutsideRequest,
): Promise<OutsideAnswer> {
  try {
    const answer = await fetch(url, {
      ...request,
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = await bodyOf(answer, mostBytes);
    if (answer.status >= 300 && answer.status < 400)
      throw new OutsideError(`sends elsewhere (${answer.status}), which is not followed`);
    return { status: answer.status, headers: answer.headers, body };
  } catch (error) {
    throw new OutsideError(`${name} ${whyOf(error, patienceMs)}`);
  }
}

async function bodyOf(answer: Response, mostBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) throw new OutsideError(`answers with more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function whyOf(error: unknown, patienceMs: number): string {
  if (error instanceof OutsideError) return error.message;
  const { name, cause } = error as Error & { cause?: { code?: unknown } };
  if (name === "TimeoutError") return `gave no answer in ${patienceMs / 1_000} seconds`;
  const code = cause?.code;
  return typeof code === "string" ? `cannot be reached (${code})` : "cannot be reached";
}
