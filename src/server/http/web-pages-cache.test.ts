import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { PageBytes } from "./web-pages-bytes.ts";
import { PageCache } from "./web-pages-cache.ts";

const page = (text: string, options: { status?: number; expiresAt?: number } = {}) =>
  new PageBytes(options.status ?? 200, Buffer.from(text), options.expiresAt ?? Number.POSITIVE_INFINITY);

describe("public pages kept for some seconds", () => {
  it("are rendered once for a hundred who ask together", async () => {
    const cache = new PageCache(1_000);
    let rendered = 0;
    const load = () =>
      cache.load("/", async () => {
        rendered++;
        await wait(5);
        return page("feed");
      });
    const answers = await Promise.all(Array.from({ length: 100 }, load));
    expect(rendered).toBe(1);
    expect(new Set(answers).size).toBe(1);
  });

  it("are no longer given once their time is over", async () => {
    const cache = new PageCache(1_000);
    await cache.load("/", async () => page("feed", { expiresAt: 100 }));
    expect(cache.fresh("/", 99)?.identity.toString()).toBe("feed");
    expect(cache.fresh("/", 100)).toBeUndefined();
  });

  it("never take more than their share of memory: the oldest go first", async () => {
    const cache = new PageCache(10);
    for (const key of ["a", "b", "c"]) await cache.load(key, async () => page("12345"));
    expect(["a", "b", "c"].map((key) => cache.fresh(key, 0) !== undefined)).toEqual([false, true, true]);
  });

  it("are not kept when they say that something is missing, nor when rendering fails", async () => {
    const cache = new PageCache(1_000);
    await cache.load("/x", async () => page("nothing here", { status: 404 }));
    expect(cache.fresh("/x", 0)).toBeUndefined();
    const failing = cache.load("/y", () => Promise.reject(new Error("the API is away")));
    await expect(failing).rejects.toThrow("the API is away");
    expect((await cache.load("/y", async () => page("back"))).identity.toString()).toBe("back");
  });
});
