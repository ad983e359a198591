/**
 * The token of a mail's link stands in the address's fragment, which no server and no log ever sees.
 * @param token base64url, which needs no escape there
 */
export const tokenFragment = (token: string): string => `#token=${token}`;

/** @param fragment with its `#`, as of `location.hash`; empty where it holds no token */
export const tokenIn = (fragment: string): string =>
  new URLSearchParams(fragment.slice(1)).get("token") ?? "";
