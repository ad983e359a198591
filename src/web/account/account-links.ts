import type { LinksFunction } from "react-router";
import styles from "../styles/account.css?url";

/** The account's own styles, which the public pages do without. */
export const accountLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
