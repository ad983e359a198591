const common = [
  "default-src 'none'",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** Public pages hold no inline script or style, so their policy is as constant as their bytes. */
export const publicPolicy = ["script-src 'self'", "style-src 'self'", ...common].join("; ");

/** Interactive pages carry the router's inline script; only what has this answer's nonce runs. */
export function interactivePolicy(nonce: string): string {
  return [`script-src 'nonce-${nonce}'`, `style-src 'self' 'nonce-${nonce}'`, ...common].join("; ");
}

/** Files do nothing by themselves; a worker has the policy of its own file, and the map's fetches from us. */
export const filePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Swagger UI: its scripts and styles from our origin, its icons in data URLs, and the one style element that
 * its script inserts, by the hash that browsers say for this version of it.
 */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
