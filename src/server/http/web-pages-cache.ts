import type { PageBytes } from "./web-pages-bytes.ts";

/**
 * Public pages by their address, for the few seconds that the contract lets counts and best prices lag.
 * Bounded in bytes; one rendering serves everyone who waits for it.
 */
export class PageCache {
  readonly #limitBytes: number;
  readonly #pages = new Map<string, PageBytes>();
  readonly #rendering = new Map<string, Promise<PageBytes>>();
  #heldBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  fresh(key: string, now: number): PageBytes | undefined {
    const page = this.#pages.get(key);
    if (page !== undefined && page.expiresAt > now) return page;
    this.#drop(key);
    return undefined;
  }

  /** Renders a page, once for all who ask meanwhile, and keeps it if it is one. */
  async load(key: string, render: () => Promise<PageBytes>): Promise<PageBytes> {
    const underWay = this.#rendering.get(key);
    if (underWay !== undefined) return underWay;
    const rendering = render();
    this.#rendering.set(key, rendering);
    try {
      const page = await rendering;
      if (page.status === 200) this.#keep(key, page);
      return page;
    } finally {
      this.#rendering.delete(key);
    }
  }

  #keep(key: string, page: PageBytes): void {
    this.#drop(key);
    this.#pages.set(key, page);
    this.#heldBytes += page.identity.length;
    for (const oldest of this.#pages.keys()) {
      if (this.#heldBytes <= this.#limitBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const page = this.#pages.get(key);
    if (page === undefined) return;
    this.#pages.delete(key);
    this.#heldBytes -= page.identity.length;
  }
}
