import { signedInHint } from "../session/hint.ts";

/** What hearts are put on: the cards of a list, and the page of a mission. */
const MISSIONS = ".mission-list .mission-card, [data-mission]";

/** Hearts come with whoever is signed in, where there are missions; visitors load nothing of them. */
export function offerHearts(): void {
  const template = document.querySelector<HTMLTemplateElement>("template[data-heart]");
  const missions = document.querySelectorAll<HTMLElement>(MISSIONS);
  const hint = signedInHint();
  if (template === null || hint === null || missions.length === 0) return;
  // Without them the page says the same.
  import("./hearts.ts").then(({ showHearts }) => showHearts(template, missions, hint.userId)).catch(() => {});
}
