import type { CSSProperties, ReactNode } from "react";
import { type Block, greetingOf, type Letter, type LinkItem } from "./letter.ts";

type React = typeof import("react");

/** Colours are said twice: inline for programs that drop style sheets, and by class for the dark. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #14171c !important; color: #e8eaed !important; }
  .card { background: #1d2128 !important; border-color: #3a414d !important; }
  .quote { border-color: #7f8a9c !important; color: #cfd4dc !important; }
  .small, .name { color: #a9b2c0 !important; }
  .action { background: #8ab4f8 !important; color: #101418 !important; }
  .link { color: #8ab4f8 !important; }
  .rule { border-color: #3a414d !important; }
}`;

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const styles = {
  page: { margin: 0, padding: "16px", background: "#f3f5f8", color: "#1b1f24", fontFamily: FONT },
  card: {
    maxWidth: "560px",
    margin: "0 auto",
    padding: "20px",
    background: "#ffffff",
    border: "1px solid #d5dae1",
    borderRadius: "8px",
    fontSize: "16px",
    lineHeight: "1.5",
    overflowWrap: "anywhere",
  },
  title: { margin: "0 0 16px", fontSize: "20px", lineHeight: "1.3" },
  paragraph: { margin: "0 0 16px" },
  quote: {
    margin: "0 0 16px",
    padding: "0 0 0 12px",
    borderLeft: "4px solid #8a94a3",
    color: "#3b424c",
    whiteSpace: "pre-wrap",
  },
  // Wide and high enough for a thumb.
  action: {
    display: "inline-block",
    padding: "12px 20px",
    background: "#1a4fa0",
    color: "#ffffff",
    borderRadius: "6px",
    fontWeight: 600,
    textDecoration: "none",
  },
  link: { color: "#1a4fa0" },
  list: { margin: "0 0 16px", padding: "0 0 0 20px" },
  item: { margin: "0 0 8px" },
  facts: { margin: "0 0 16px", padding: 0 },
  name: { margin: 0, color: "#56606e", fontSize: "14px" },
  value: { margin: "0 0 8px", fontWeight: 600 },
  rule: { margin: "24px 0 16px", border: 0, borderTop: "1px solid #d5dae1" },
  small: { color: "#56606e", fontSize: "14px" },
} as const satisfies Record<string, CSSProperties>;

/**
 * The mail as HTML: no picture, no script, nothing that is asked of a server, and links as they are. React is read with the
 * first mail; it escapes what people wrote.
 */
export async function letterHtml(letter: Letter): Promise<string> {
  const [{ createElement }, { renderToStaticMarkup }] = await Promise.all([
    import("react"),
    import("react-dom/server"),
  ]);
  return `<!doctype html>${renderToStaticMarkup(documentOf(letter, createElement))}`;
}

function documentOf(letter: Letter, h: React["createElement"]): ReactNode {
  const { language, subject, blocks, footer = [] } = letter;
  const shown = (list: readonly Block[]) => list.map((block, at) => blockOf(block, at, h));
  return h(
    "html",
    { lang: language },
    h(
      "head",
      null,
      h("meta", { charSet: "utf-8" }),
      h("meta", { name: "viewport", content: "width=device-width" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("title", null, subject),
      h("style", null, DARK),
    ),
    h(
      "body",
      { className: "page", style: styles.page },
      h(
        "div",
        { className: "card", style: styles.card },
        h("h1", { style: styles.title }, subject),
        h("p", { style: styles.paragraph }, greetingOf(letter)),
        ...shown(blocks),
        footer.length > 0 && h("hr", { key: "rule", className: "rule", style: styles.rule }),
        footer.length > 0 &&
          h("div", { key: "footer", className: "small", style: styles.small }, ...shown(footer)),
      ),
    ),
  );
}

function blockOf(block: Block, key: number, h: React["createElement"]): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return h("p", { key, style: styles.paragraph }, ...lines(block.text, h));
    case "quote":
      return h("blockquote", { key, className: "quote", style: styles.quote }, block.text);
    case "action":
      return h(
        "p",
        { key, style: styles.paragraph },
        h("a", { className: "action", style: styles.action, href: block.href }, block.label),
      );
    case "links":
      return listOf(block.items, key, h);
    case "facts":
      return h(
        "dl",
        { key, style: styles.facts },
        ...block.items.flatMap(({ name, value }) => [
          h("dt", { key: `${name} name`, className: "name", style: styles.name }, name),
          h("dd", { key: name, style: styles.value }, value),
        ]),
      );
  }
}

const lines = (text: string, h: React["createElement"]): ReactNode[] =>
  text.split("\n").flatMap((line, at) => (at === 0 ? [line] : [h("br", { key: at }), line]));

/** One link alone is no list. */
function listOf(items: readonly LinkItem[], key: number, h: React["createElement"]): ReactNode {
  const shown = items.map(({ label, href, detail }) => [
    h("a", { key: "link", className: "link", style: styles.link, href }, label),
    ...(detail === undefined
      ? []
      : [h("div", { key: "detail", className: "small", style: styles.small }, detail)]),
  ]);
  const [first, ...others] = shown;
  if (others.length === 0) return h("div", { key, style: styles.paragraph }, first);
  return h(
    "ul",
    { key, style: styles.list },
    ...shown.map((item, at) => h("li", { key: at, style: styles.item }, item)),
  );
}
