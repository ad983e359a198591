import { useEffect } from "react";
import { pathTo } from "../../shared/page-paths.ts";
import { common } from "../i18n/common.ts";
import { closeMenus } from "../lib/close-menus.ts";
import { useLocale, useTexts } from "../lib/use-page.ts";
import type { HintParty } from "../session/hint.ts";
import { Bell } from "./bell.tsx";
import { MessagesDot, MessagesLink } from "./messages-link.tsx";
import { PartySwitch } from "./party-switch.tsx";

interface SignedInMenuProps {
  /** Absent in the template that our script fills. */
  readonly name?: string;
  /** Whether the menu leads to the moderators' pages; our script shows the link in the template. */
  readonly moderates?: boolean;
  /** Notifications that wait; our script shows them in the template. */
  readonly unread?: number;
  /** Conversations in which something is unread; our script shows them in the template. */
  readonly unreadConversations?: number;
  readonly parties?: readonly HintParty[];
  readonly acting?: HintParty | null;
  readonly onChoose?: (id: string | null) => void;
  readonly onSignOut?: () => void;
}

export function SignedInMenu({
  name = "",
  moderates = false,
  unread = 0,
  unreadConversations = 0,
  onSignOut,
  ...acting
}: SignedInMenuProps) {
  const texts = useTexts(common);
  const locale = useLocale();
  useEffect(() => closeMenus(document), []);
  return (
    <>
      <PartySwitch {...acting} />
      <Bell unread={unread} />
      <details className="menu">
        <summary>
          <span className="visually-hidden">{texts.account} </span>
          <span data-name="">{name}</span>
          <MessagesDot unread={unreadConversations} />
        </summary>
        <ul>
          <li>
            <a href={pathTo(locale, "myMissions")}>{texts.myMissions}</a>
          </li>
          <li>
            <a href={pathTo(locale, "myOffers")}>{texts.myOffers}</a>
          </li>
          <li>
            <MessagesLink unread={unreadConversations} />
          </li>
          <li>
            <a href={pathTo(locale, "favourites")}>{texts.favourites}</a>
          </li>
          <li>
            <a href={pathTo(locale, "savedSearches")}>{texts.savedSearches}</a>
          </li>
          <li>
            <a href={pathTo(locale, "preferences")}>{texts.preferences}</a>
          </li>
          <li>
            <a href={pathTo(locale, "profile")}>{texts.profile}</a>
          </li>
          <li>
            <a href={pathTo(locale, "organisations")}>{texts.organisations}</a>
          </li>
          <li>
            <a href={pathTo(locale, "security")}>{texts.security}</a>
          </li>
          <li>
            <a href={pathTo(locale, "myData")}>{texts.myData}</a>
          </li>
          <li data-moderation="" hidden={!moderates}>
            <a href={pathTo(locale, "moderation")}>{texts.moderation}</a>
          </li>
          <li>
            <button type="button" data-sign-out="" onClick={onSignOut}>
              {texts.signOut}
            </button>
          </li>
        </ul>
      </details>
      <a className="button primary small" href={pathTo(locale, "publish")}>
        <span className="wide-only">{texts.publish}</span>
        <span className="narrow-only">{texts.publishShort}</span>
      </a>
    </>
  );
}
