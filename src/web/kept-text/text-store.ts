/**
 * What a person has typed and not sent, on the device: by account, tab and form, so that no account reads another's
 * and two tabs never write over each other. Passwords and codes are never given to it.
 */

/** A text in the device's storage. */
export interface StoredText {
  readonly values: Readonly<Record<string, unknown>>;
  /** What it is, e.g. “Votre offre”, in the language of its page. */
  readonly label: string;
  /** The page that shows it again. */
  readonly href: string;
  /** Milliseconds since 1970, by the device's clock. */
  readonly savedAt: number;
  /** Its owner signed out and chose to keep it. */
  readonly kept?: true;
  /** The text of another tab that this one began with. */
  readonly from?: Source;
}

export interface Source {
  readonly key: string;
  readonly savedAt: number;
}

export interface FoundText extends StoredText {
  readonly key: string;
}

/** In the place of an account where nobody is signed in: its texts live as long as the tab, and nowhere else. */
export const VISITOR = "visitor";

const PREFIX = "swideal.text.";
const TAB = "swideal.tab";
const MONTH_MS = 30 * 86_400_000;

/** This tab's text of a form, else the newest that another tab has left; null when there is none. */
export function findText(account: string, form: string): StoredText | null {
  const own = read(keyOf(account, form));
  if (own !== null) return own;
  const [newest] = textsOf(account).filter(({ key }) => formOf(key) === form);
  return newest === undefined ? null : { ...newest, from: { key: newest.key, savedAt: newest.savedAt } };
}

/** All that an account has not sent from this device, newest first. */
export function textsOf(account: string): FoundText[] {
  return keys(account)
    .filter((key) => key.startsWith(`${PREFIX}${account}.`))
    .flatMap((key) => {
      const text = read(key);
      return text === null ? [] : [{ ...text, key }];
    })
    .toSorted((a, b) => b.savedAt - a.savedAt);
}

/** Whether the device keeps it: a browser may keep nothing, or be full. */
export function putText(account: string, form: string, text: StoredText): boolean {
  return put(keyOf(account, form), text);
}

/** It was sent, or given up: this tab's text, and the one it began with unless somebody has gone on typing there. */
export function removeText(account: string, form: string, from?: Source): void {
  if (from !== undefined && read(from.key)?.savedAt === from.savedAt) remove(from.key);
  remove(keyOf(account, form));
}

/** Every tab's text of a form, e.g. because what it was about is gone. */
export function removeEverywhere(account: string, form: string): void {
  for (const { key } of textsOf(account)) if (formOf(key) === form) remove(key);
}

/** At a sign-out: what is kept stays until its owner comes back; the rest is gone. */
export function settleTexts(account: string, keep: boolean): void {
  for (const { key, ...text } of textsOf(account)) {
    if (keep) put(key, { ...text, kept: true });
    else remove(key);
  }
}

/** At a sign-in: what another account has left here without saying that it be kept is gone. */
export function dropTextsOfOthers(account: string): void {
  for (const key of keys()) {
    if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${account}.`) && read(key)?.kept !== true)
      remove(key);
  }
}

/** At a sign-in in this tab: whoever wrote here before signing in finds it again as their own. */
export function adoptTexts(account: string): void {
  for (const { key, ...text } of textsOf(VISITOR)) {
    if (putText(account, formOf(key), text)) remove(key);
  }
}

/** What is older than thirty days, or cannot be read. */
export function dropOldTexts(now: number): void {
  for (const key of keys()) {
    if (!key.startsWith(PREFIX)) continue;
    const text = read(key);
    if (text === null || now - text.savedAt > MONTH_MS) remove(key);
  }
}

let tab: string | null = null;

/** The tab's own name, the same after a reload. */
function tabName(): string {
  if (tab !== null) return tab;
  const made = crypto.getRandomValues(new Uint32Array(2)).join("-");
  try {
    tab = sessionStorage.getItem(TAB) ?? made;
    sessionStorage.setItem(TAB, tab);
  } catch {
    tab = made;
  }
  return tab;
}

const storageOf = (key: string) => (key.startsWith(`${PREFIX}${VISITOR}.`) ? sessionStorage : localStorage);
const keyOf = (account: string, form: string) => `${PREFIX}${account}.${tabName()}.${form}`;
const formOf = (key: string) => key.slice(PREFIX.length).split(".").slice(2).join(".");

// Storage throws where a browser keeps nothing: there is then no text, and `putText` says so.

/** Of one account, or of any. */
function keys(account = ""): string[] {
  try {
    return Object.keys(storageOf(`${PREFIX}${account}.`));
  } catch {
    return [];
  }
}

function read(key: string): StoredText | null {
  try {
    const text = JSON.parse(storageOf(key).getItem(key) ?? "null") as Partial<StoredText> | null;
    const whole =
      typeof text?.savedAt === "number" && typeof text.values === "object" && text.values !== null;
    return whole ? (text as StoredText) : null;
  } catch {
    return null;
  }
}

function put(key: string, text: StoredText): boolean {
  try {
    storageOf(key).setItem(key, JSON.stringify(text));
    return true;
  } catch {
    return false;
  }
}

function remove(key: string): void {
  try {
    storageOf(key).removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
