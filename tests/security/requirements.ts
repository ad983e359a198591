import type { Requirement } from "./evidence.ts";
import { accountRows } from "./rows/accounts.ts";
import { addedRows } from "./rows/added.ts";
import { foundingRows } from "./rows/founding.ts";
import { heardRows } from "./rows/heard.ts";
import { httpRows } from "./rows/http.ts";
import { inputRows } from "./rows/input.ts";
import { proofRows } from "./rows/proof.ts";
import { tokenRows } from "./rows/tokens.ts";
import { toldRows } from "./rows/told.ts";

/** Every row of the security checklist (after OWASP ASVS 5.0.0), then those of the founding document and of attacks. */
export const requirements: readonly Requirement[] = [
  ...inputRows,
  ...httpRows,
  ...accountRows,
  ...tokenRows,
  ...foundingRows,
  ...addedRows,
  ...heardRows,
  ...toldRows,
  ...proofRows,
];
