import { localeOf } from "../../shared/page-paths.ts";
import { ApiError, call, keepToken, refresh } from "../session/api-client.ts";
import { keepFavourites, knownFavourites } from "../session/known-favourites.ts";

const locale = localeOf(location.pathname);
let opened: Promise<boolean> | null = null;

/** Puts a heart on each mission, pressed where it is one of the reader's favourites. */
export async function showHearts(
  template: HTMLTemplateElement,
  missions: Iterable<HTMLElement>,
  userId: string,
): Promise<void> {
  const ids = new Set(knownFavourites(userId) ?? (await askForThem(userId)));
  for (const mission of missions) putHeart(template, mission, userId, ids);
}

/** Acts for the reader by the refresh cookie; false: the session is over, or another's. */
function open(userId: string): Promise<boolean> {
  opened ??= refresh(locale).then((signedIn) => {
    if (signedIn?.user.id !== userId) return false;
    keepToken(signedIn);
    return true;
  });
  return opened;
}

async function askForThem(userId: string): Promise<readonly string[]> {
  if (!(await open(userId))) throw new Error("nobody is signed in any more");
  const { ids } = await call<{ ids: string[] }>("/me/favourite-ids", { locale });
  keepFavourites(userId, ids);
  return ids;
}

function putHeart(
  template: HTMLTemplateElement,
  mission: HTMLElement,
  userId: string,
  favourites: Set<string>,
): void {
  const link = mission.querySelector<HTMLAnchorElement>("h3 a");
  const id = mission.dataset.mission ?? link?.pathname.split("/").at(-1);
  const title = mission.querySelector("h1, h3")?.textContent ?? "";
  const place = mission.querySelector(".tags");
  const heart = (template.content.cloneNode(true) as DocumentFragment).querySelector("button");
  if (id === undefined || place === null || heart === null) return;
  const { named = "", failed = "" } = template.dataset;
  heart.setAttribute(
    "aria-label",
    named.replace("{title}", () => title),
  );
  const show = () => heart.setAttribute("aria-pressed", String(favourites.has(id)));
  show();
  let busy = false;
  heart.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    const adding = !favourites.has(id);
    const change = (added: boolean) => {
      if (added) favourites.add(id);
      else favourites.delete(id);
      show();
    };
    // Seen at once; taken back where it is refused.
    change(adding);
    say(mission, "");
    try {
      if (!(await open(userId))) throw new ApiError(401, {});
      await call(`/me/favourites/${id}`, { method: adding ? "PUT" : "DELETE", locale });
      keepFavourites(userId, [...favourites]);
    } catch (error) {
      change(!adding);
      if (error instanceof ApiError) say(mission, error.errors[0]?.message || error.detail || failed);
      opened = null;
    }
    busy = false;
  });
  place.append(heart);
}

function say(mission: HTMLElement, text: string): void {
  mission.querySelector("[data-heart-said]")?.remove();
  if (text === "") return;
  const said = document.createElement("p");
  said.className = "notice danger";
  said.setAttribute("role", "alert");
  said.dataset.heartSaid = "";
  said.textContent = text;
  (mission.querySelector(".tags") ?? mission).after(said);
}
