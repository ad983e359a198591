const common = [
  "default-src 'none'",
  "style-src-attr 'none'",
  "img-src 'self' data:",
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
