/** What a server answered. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
}

/** For comparing: `409 deadline_passed`. */
export const refusal = ({ status, body }: Pick<ApiResponse, "status" | "body">) => `${status} ${body.code}`;
