import type { ReactNode } from "react";
import { useUserText } from "../lib/use-page.ts";

/** An address ends before what is punctuation around it. */
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’»]/g;

/**
 * What somebody wrote. Before an award an address in it is text like any other; after it a link, whose host stands beside it
 * so that nobody is sent elsewhere than the text says.
 */
export function MessageText({ text, links }: { readonly text: string; readonly links: boolean }) {
  const userText = useUserText();
  return (
    <p className="user-text" {...userText}>
      {links ? withLinks(text) : text}
    </p>
  );
}

function withLinks(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!URL.canParse(address)) continue;
    parts.push(text.slice(end, index));
    parts.push(
      <span key={index}>
        <a href={address} rel="nofollow ugc noopener" target="_blank">
          {address}
        </a>{" "}
        <span className="label">({new URL(address).host})</span>
      </span>,
    );
    end = index + address.length;
  }
  return [...parts, text.slice(end)];
}
