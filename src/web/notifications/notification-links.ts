import type { LinksFunction } from "react-router";
import styles from "../styles/notifications.css?url";

/** The styles of these pages alone. */
export const notificationLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
