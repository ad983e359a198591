import { describe, expect, it } from "vitest";
import { ApiError } from "./api-client.ts";
import { refusalText } from "./refusal-text.ts";

const limited = { code: "rate_limited", detail: "Trop de requêtes ; patientez un peu." };

describe("a refusal", () => {
  it("by a limit says how long to wait, in the page's language", () => {
    expect(refusalText(new ApiError(429, limited, 42), "fr")).toMatch(/dans 42\s?secondes\.$/);
    expect(refusalText(new ApiError(429, limited, 170), "en")).toBe(
      "Too many attempts. Try again in 3 minutes.",
    );
    expect(refusalText(new ApiError(429, limited), "fr")).toBe(limited.detail);
  });

  it("is told from a network that failed, and from a proxy that answers without a sentence", () => {
    expect(refusalText(new ApiError(0, {}), "fr")).toMatch(/^La connexion a échoué/);
    expect(refusalText(new ApiError(503, {}, 5), "fr")).toMatch(/^Le service est momentanément/);
    expect(refusalText(new ApiError(503, { code: "overloaded", detail: "Très demandé." }, 1), "fr")).toBe(
      "Très demandé.",
    );
  });
});
