import { AnonymousMenu } from "../components/anonymous-menu.tsx";

export function SessionMenu() {
  return <AnonymousMenu />;
}
