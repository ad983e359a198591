/** One piece of a mail. What a person wrote is a `quote` or a value, and nothing of it is read as markup. */
export type Block =
  /** A line break in it is one in the mail. */
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "quote"; readonly text: string }
  /** What to do next: a button. */
  | { readonly kind: "action"; readonly href: string; readonly label: string }
  | { readonly kind: "links"; readonly items: readonly LinkItem[] }
  | { readonly kind: "facts"; readonly items: readonly { readonly name: string; readonly value: string }[] };

export interface LinkItem {
  readonly label: string;
  readonly href: string;
  /** Below the link, in small letters. */
  readonly detail?: string;
}

/** A mail before it is text and HTML, which are made from the same blocks. */
export interface Letter {
  readonly language: "fr" | "en";
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Below a line, in small letters: why one gets this, and how to get it no more. */
  readonly footer?: readonly Block[];
}

const GREETINGS = { fr: "Bonjour,", en: "Hello," } as const;

/** What every mail begins with. */
export const greetingOf = ({ language }: Pick<Letter, "language">): string => GREETINGS[language];

/** The mail for who reads text, RFC 3676's signature line above the footer. */
export function letterText(letter: Letter): string {
  const body = [greetingOf(letter), ...letter.blocks.map(blockText)].join("\n\n");
  const footer = (letter.footer ?? []).map(blockText).join("\n\n");
  return footer === "" ? `${body}\n` : `${body}\n\n-- \n${footer}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.text;
    case "quote":
      return block.text.replace(/^/gm, "> ");
    case "action":
      return `${block.label}\n${block.href}`;
    case "links":
      return block.items
        .map(({ label, detail, href }) => [label, ...(detail === undefined ? [] : [detail]), href].join("\n"))
        .join("\n");
    case "facts":
      return block.items.map(({ name, value }) => `${name} ${value}`).join("\n");
  }
}

/**
 * A table's text as paragraphs, parted by empty lines: `{name}` is filled with the value of that name, a paragraph that
 * lacks one is left out, and one that is nothing but `{name}` of a value that is a block becomes that block. In one pass,
 * for what people wrote may look like one of our names.
 */
export function filledBlocks(
  text: string,
  values: Readonly<Record<string, string | Block | null | undefined>>,
): Block[] {
  return text.split(/\n{2,}/).flatMap((paragraph): Block[] => {
    const [, alone = ""] = /^\{(\w+)\}$/.exec(paragraph) ?? [];
    const whole = values[alone];
    if (whole !== null && typeof whole === "object") return [whole];
    let lacking = false;
    const filled = paragraph.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (typeof value === "string") return value;
      lacking = true;
      return "";
    });
    return lacking ? [] : [{ kind: "paragraph", text: filled }];
  });
}
