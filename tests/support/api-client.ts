import type { ApiResponse } from "./api-response.ts";
import { checkResponse } from "./openapi-check.ts";

export interface ApiRequest {
  readonly body?: unknown;
  /** The body's bytes as they are, for what JSON.stringify cannot say. */
  readonly raw?: string | Buffer;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
}

/** Speaks to a running server over HTTP; every answer is held against the server's own OpenAPI document. */
export class ApiClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async request(method: string, path: string, options: ApiRequest = {}): Promise<ApiResponse> {
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: "manual",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: body as BodyInit }),
    });
    const text = await textOf(response);
    const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
    await checkResponse(this.url, method, path, answer);
    return answer;
  }

  get(path: string, options?: ApiRequest) {
    return this.request("GET", `/api/v1${path}`, options);
  }
  post(path: string, body?: unknown, options: ApiRequest = {}) {
    return this.request("POST", `/api/v1${path}`, { ...options, ...(body === undefined ? {} : { body }) });
  }
  patch(path: string, body: unknown, options: ApiRequest = {}) {
    return this.request("PATCH", `/api/v1${path}`, { ...options, body });
  }
  put(path: string, body: unknown, options: ApiRequest = {}) {
    return this.request("PUT", `/api/v1${path}`, { ...options, body });
  }
}

/** Of a stream, which has no end, what it begins with: its events are for `openStream` (event-stream.ts). */
async function textOf(response: Response): Promise<string> {
  const streams = response.headers.get("content-type")?.startsWith("text/event-stream");
  if (!streams || response.body === null) return response.text();
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return Buffer.from(value ?? []).toString();
}
