/**
 * A trade of the marketplace. A slug is kept for ever: missions and addresses of pages refer to it. Labels
 * carry the typographic apostrophe; `trades` are the names that people look for, in both genders, the same
 * word twice where French has one form.
 */
export type Category = {
  slug: string;
  fr: string;
  en: string;
  group: CategoryGroup;
  trades: readonly TradeName[];
};

export type CategoryGroup = { fr: string; en: string };

export type TradeName = { masculine: string; feminine: string };

type Ungrouped = Omit<Category, "group">;

/** One line of the table; names as "plombier/plombière, frigoriste". */
export function trade(slug: string, fr: string, en: string, names: string): Ungrouped {
  const trades = names.split(", ").map((name) => {
    const [masculine = name, feminine = masculine] = name.split("/");
    return { masculine, feminine };
  });
  return { slug, fr, en, trades };
}

export function group(fr: string, en: string, members: readonly Ungrouped[]): Category[] {
  return members.map((member) => ({ ...member, group: { fr, en } }));
}
