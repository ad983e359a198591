/** What a browser is told of every answer, whatever it is. */
export type SecurityHeaders = Readonly<Record<string, string>>;

export type Hsts = "off" | "on" | "preload";

/** Answers of the API, and whatever has no policy of its own, are data: shown by a browser they do nothing. */
export const dataPolicy = [
  "default-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HSTS: Readonly<Record<Hsts, string | null>> = {
  off: null,
  on: "max-age=63072000; includeSubDomains",
  preload: "max-age=63072000; includeSubDomains; preload",
};

/**
 * Passkeys are the one such power that our pages use. The names are those that browsers know: of any other they
 * complain in the console of every page.
 */
const permissions = [
  ...["accelerometer", "autoplay", "camera"],
  ...["display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid"],
  ...["identity-credentials-get", "idle-detection", "keyboard-map", "local-fonts", "magnetometer"],
  ...["microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial"],
  ...["storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking"],
].map((name) => `${name}=()`);
const passkeys = ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"];

/**
 * The same for the whole life of the program. `preload` binds every host of the domain for years, so it
 * is the operator's word alone.
 */
export function securityHeaders(hsts: Hsts): SecurityHeaders {
  const transport = HSTS[hsts];
  return {
    ...(transport !== null && { "strict-transport-security": transport }),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": [...permissions, ...passkeys].join(", "),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    // Requests by CORS are not bound by it (Fetch, section 3.7), so listed origins may still read the API.
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": dataPolicy,
  };
}
