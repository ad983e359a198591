/** The more particular first: nearly every browser also claims to be Chrome or Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:\b|Headless)(?:Chrome|Chromium|CriOS)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/**
 * A browser as its owner would call it, e.g. `Firefox sur Windows`, from the User-Agent header; null when nothing
 * in it is known. `on` joins the two in the reader's language.
 */
export function deviceName(
  userAgent: string | null,
  on: (browser: string, system: string) => string,
): string | null {
  const browser = find(browsers, userAgent ?? "");
  const system = find(systems, userAgent ?? "");
  return browser !== null && system !== null ? on(browser, system) : (browser ?? system);
}

function find(known: readonly (readonly [RegExp, string])[], text: string): string | null {
  return known.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
