import { dictionary } from "@zxcvbn-ts/language-common";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextWords, createCommonPasswordCheck, isCommonPassword } from "./common-password.ts";
import { loadCommonPasswords } from "./common-passwords.ts";

const known = await loadCommonPasswords();
const TOP_3000 = dictionary["passwords-common"].slice(0, 3_000);
const DICEWARE = dictionary["diceware-common"];
const owner = { email: "elodie.ferrand@boulangerie-martin.fr", displayName: "Élodie Ferrand" };
const context = contextWords([owner.email, owner.displayName, "missions.exemple.fr", "swideal"]);
const isCommon = (password: string) => isCommonPassword(password, known, context);

const length = (text: string) => Array.from(text).length;
const longEnough = (password: string) => (length(password) >= 15 ? [password] : []);

describe("a new password is refused", () => {
  it("when it is one of the 3,000 most common, by its length or by the list", () => {
    const taken = TOP_3000.filter((password) => length(password) >= 15 && !isCommon(password));
    expect(TOP_3000).toHaveLength(3_000);
    expect(taken).toEqual([]);
  });

  it.each<[string, (password: string) => string]>([
    ["repeated", (password) => password.repeat(Math.max(2, Math.ceil(15 / password.length)))],
    ["repeated and cut at 15", (password) => password.repeat(15).slice(0, Math.max(15, password.length * 2))],
    [
      "followed by 1234567890",
      (password) => `${password}12345678901234`.slice(0, Math.max(15, password.length)),
    ],
    ["followed by !!!", (password) => password.padEnd(15, "!")],
    ["with a capital, followed by 000", (password) => `${capital(password)}`.padEnd(15, "0")],
    [
      "preceded by 1234567890",
      (password) => `12345678901234${password}`.slice(-Math.max(15, password.length)),
    ],
    ["repeated with spaces", (password) => Array(8).fill(password).join(" ")],
  ])("when it is one of these %s", (_, pad) => {
    expect(
      TOP_3000.map(pad)
        .flatMap(longEnough)
        .filter((password) => !isCommon(password)),
    ).toEqual([]);
  });

  it("when it leaked often: each of thousands that are long enough", () => {
    expect(known.long.size).toBeGreaterThan(9_000);
    for (const password of known.long) expect(isCommon(password), password).toBe(true);
    for (const leaked of ["passwordstandard", "PolniyPizdec0211", "mychemicalromance", "highschoolmusical"]) {
      expect(isCommon(leaked)).toBe(true);
    }
  });

  it.each([
    ...["passwordpassword", "Password Password", "aaaaaaaaaaaaaaa", "azertyazertyazerty", "abcabcabcabcabc"],
    ...["totototototo123", "k9$xQ7k9$xQ7k9$xQ7", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", "               "],
  ])("when it repeats something short: %j", (password) => {
    expect(isCommon(password)).toBe(true);
  });

  it.each([
    ...["123456789012345", "987654321098765", "qwertyuiopasdfg", "azertyuiopqsdfg", "gfdsapoiuytreza"],
    ...["1qaz2wsx3edc4rfv", "q1w2e3r4t5y6u7i8", "1a2z3e4r5t6y7u8i", "!@#$%^&*()!@#$%", "ABCDEFGHIJKLMNOP"],
    ...["123456789azerty", "azertyuiop2024!", "00112233445566778", "147258369147258369"],
  ])("when it walks along a keyboard, an alphabet or the numbers: %j", (password) => {
    expect(isCommon(password)).toBe(true);
  });

  it.each([
    ...["motdepasse12345", "Motdepasse2024!", "jetaimejetaime1", "soleil123456789", "doudou!!!!!!!!!!"],
    ...["marseille131313", "bonjour-bonjour-1", "nicolas14071987", "marie0612345678", "chouchou<3<3<3<3"],
    ...[
      "monmotdepasse-99",
      "vivelafrance1789",
      "jean-pierre-2010!!",
      "allezlom13000000",
      "camille et julien",
    ],
  ])("when it is a French favourite with digits and signs: %j", (password) => {
    expect(isCommon(password)).toBe(true);
  });

  it.each([
    ...[
      "M0tDeP@sse!!!!!!",
      "p4$$w0rdp4$$w0rd",
      "P@ssw0rd12345678",
      "1l0v3y0u-1l0v3y0u",
      "Tr0ub4d0rTr0ub4d0r",
    ],
    ...[
      "p.a.s.s.w.o.r.d.1.2.3",
      "m-o-t-d-e-p-a-s-s-e",
      "mot de passe 2024",
      "drowssapdrowssap",
      "4202essapedtom!",
    ],
    ...["ＰＡＳＳＷＯＲＤ１２３４５６７", "MÔTDÉPÀSSE12345", "i love you so 2024"],
  ])("when signs, separators, accents or its direction disguise it: %j", (password) => {
    expect(isCommon(password)).toBe(true);
  });

  it.each([
    ...[
      "elodie.ferrand.75",
      "ElodieFerrand2024",
      "Ferrand-Elodie-1987",
      "boulangerie-martin",
      "3l0d1e-ferrand!!",
    ],
    ...[
      "swidealswideal!",
      "Swideal2026!!!!",
      "motdepasseswideal",
      "missions.exemple.fr",
      "dnarref.eidole.75",
    ],
  ])("when it is made of the address, the name or the site: %j", (password) => {
    expect(isCommon(password)).toBe(true);
    const others = isCommonPassword("boulangerie-martin-elodie", known);
    expect(others).toBe(false);
  });

  it("on the field where it was typed", async () => {
    const refuse = createCommonPasswordCheck(() => "https://missions.exemple.fr");
    await expect(refuse("/newPassword", "missions.exemple.fr", owner)).rejects.toMatchObject({
      code: "validation_failed",
      fields: [{ path: "/newPassword", code: "common_password" }],
    });
    await expect(refuse("/newPassword", "deux chats gris sous la pluie", owner)).resolves.toBeUndefined();
  });
});

describe("a new password is taken", () => {
  const word = fc.constantFrom(...DICEWARE);
  const mot = fc.constantFrom(...FRENCH_WORDS());
  const separator = fc.constantFrom(" ", "-", ".", "", "_", "'", ", ");
  const phrase = (words: fc.Arbitrary<string>) =>
    fc
      .tuple(fc.uniqueArray(words, { minLength: 4, maxLength: 8 }), separator)
      .map(([chosen, between]) => chosen.join(between))
      .filter((text) => length(text) >= 15);

  it.each([
    ["English", word],
    ["French", mot],
    ["mixed", fc.oneof(word, mot)],
  ])("when it is four words and more at random, %s", (_, words) => {
    fc.assert(
      fc.property(phrase(words), (text) => !isCommon(text)),
      { numRuns: 500 },
    );
  });

  it("when it is made at random, of whatever characters", () => {
    const kinds = ["abcdefghijklmnopqrstuvwxyz", "0123456789abcdef", "aA1!éß漢😀 ~^°§ù%£µ*zZ9bB8cC7dD6"];
    const random = fc.constantFrom(...kinds).chain((alphabet) => {
      const unit = fc.constantFrom(...alphabet);
      return fc.string({ unit, minLength: 16, maxLength: 128 });
    });
    // Without the bias towards small and repeated values that other properties want. Now and then chance itself makes
    // digits that look chosen: the same strings each time, of which fewer than one in two hundred is refused.
    const strings = fc.sample(fc.noBias(random), { numRuns: 2_000, seed: 20_261_122 });
    expect(strings.filter(isCommon).length).toBeLessThan(10);
  });

  it.each([
    ...[
      "password is what my cat types at night",
      "un soleil sur la mer calme",
      "azerty, le clavier de tonton Robert",
    ],
    ...[
      "j'aime le chocolat au lait de Suisse",
      "Mon chien mange 3 croquettes",
      "il pleut sur Nantes ce soir",
    ],
    ...["une phrase assez longue", "Élodie range ses outils dans la remise", "swideal trouve de bons maçons"],
  ])("when a sentence merely contains a common word: %j", (password) => {
    expect(isCommon(password)).toBe(false);
  });

  it("of digits alone when they are at random, nearly always", () => {
    const digits = fc.sample(
      fc.noBias(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 16, maxLength: 20 })),
      {
        numRuns: 300,
        seed: 1,
      },
    );
    expect(digits.filter(isCommon).length).toBeLessThan(30);
  });
});

it("nothing that can be typed keeps the check busy", () => {
  const twoWords = [...known.most]
    .filter((word) => word.length === 4)
    .slice(0, 12)
    .join("");
  const hard = [twoWords, "a1".repeat(64), "1il|".repeat(32), "abcdefgh1".repeat(14), "😀é".repeat(60)];
  // As a count of the cheapest check, so that it holds on any machine.
  const time = (password: string) => {
    const start = performance.now();
    for (let round = 0; round < 5; round++) isCommon(password);
    return performance.now() - start;
  };
  time("une phrase assez longue");
  const usual = time("une phrase assez longue de trente");
  for (const password of hard) expect(time(password)).toBeLessThan(usual * 200);
});

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function FRENCH_WORDS(): readonly string[] {
  return `abeille accord agneau aiguille ampoule ancre argile arrosoir atelier avocat balance bambou banquise
    barque bâton béton bidule bougie boussole brindille brouette cactus cailloux camion canapé carrelage
    cascade cendre cerise chaudière chenille cheminée ciseaux citron clavier cloison colline comptoir
    coquelicot cordage crayon cuillère dalle damier dentelle domino écharpe éclair écluse encrier éponge
    escalier façade falaise fenouil fougère fourmi framboise galet genou girafe glacier gouttière grange
    hameau hérisson horloge huile îlot jardinet jonquille jupon kayak lampion lavande légume lichen
    limace loutre lucarne mandarine marteau mélèze mérou miroir moulin muguet navette nénuphar noisette
    nuage oignon olivier ombrelle ortie outil paille palourde panier parquet pêche perceuse pigeon pinceau
    plafond plinthe poignée poivron radeau râteau rivière roseau sabot sentier serrure tabouret tiroir
    tournevis truelle tuile vanille verger vis volet wagon zinc`
    .trim()
    .split(/\s+/);
}
