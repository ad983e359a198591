import { invalidField } from "../../core/errors.ts";

/** What those who run an installation are called, and the name of the program they run. */
const STAFF = `moderation moderateur moderateurs moderatrice moderatrices moderator moderators admin admins
  administrateur administrateurs administratrice administratrices administration administrator administrators
  webmestre webmaster staff support swideal`.split(/\s+/);
/** What stands around such a word without changing who is meant. */
const AROUND =
  `equipe team service services compte account officiel officielle official site le la les l de du des d the
  of our notre`.split(/\s+/);

/** Letters of other alphabets that are drawn like these, digits and signs that stand for them. */
const LOOKALIKES = new Map(
  Object.entries({
    a: "аαɑᴀ4@",
    b: "вβʙ",
    c: "сᴄ¢",
    d: "ԁđðᴅ",
    e: "еεᴇ3€",
    f: "ꜰ",
    g: "ɡɢ",
    h: "һнʜ",
    i: "іıɪιӏlł1!|",
    j: "јᴊ",
    k: "кκᴋ",
    m: "мμᴍ",
    n: "пɴη",
    o: "оοøᴏ0",
    p: "рρᴘ",
    q: "ԛ",
    r: "гʀ",
    s: "ѕꜱ5$",
    t: "тτᴛ7",
    u: "υᴜ",
    v: "νѵᴠ",
    w: "ԝωᴡ",
    x: "хχ",
    y: "уʏ",
    z: "ᴢ",
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
);

/**
 * Whether a name passes for those who run the site: nothing in it but what they are called and what may stand around
 * that, whatever its accents, spaces, signs and alphabets. "Support Technique Morel" is somebody's name.
 */
export function passesForStaff(name: string): boolean {
  const readings = [skeleton(name), skeleton(name.replace(/\p{N}/gu, ""))];
  return readings.some(
    (letters) => consistsOf(letters, [...STAFF, ...AROUND]) && !consistsOf(letters, AROUND),
  );
}

/** Throws `validation_failed` for a name that passes for those who run the site. */
export function refuseStaffName(displayName: string): void {
  if (passesForStaff(displayName)) throw invalidField("/displayName", "reserved_name");
}

/** The letters of a name as the eye takes them, `l` and `i` alike. */
function skeleton(name: string): string {
  const folded = name.normalize("NFKD").toLowerCase().normalize("NFKD");
  const letters = [...folded].map((one) => LOOKALIKES.get(one) ?? one).join("");
  return letters.replace(/[^a-z]/g, "").replaceAll("rn", "m");
}

/** Whether a text is these words one after another; nothing is. */
function consistsOf(letters: string, words: readonly string[]): boolean {
  const skeletons = words.map(skeleton);
  const reached = new Set([0]);
  for (let at = 0; at < letters.length; at++) {
    if (!reached.has(at)) continue;
    for (const word of skeletons) if (letters.startsWith(word, at)) reached.add(at + word.length);
  }
  return reached.has(letters.length);
}
