/** WAI-ARIA's editable combobox with a list: typing asks, arrows choose, Enter takes, Escape closes. */
export function suggest(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) attach(input);
}

interface Source {
  readonly ask: (text: string) => Promise<string[]>;
  /** Whether taking a suggestion starts the search. */
  readonly submits: boolean;
}

const sources: Readonly<Record<string, Source>> = {
  missions: {
    submits: true,
    ask: async (text) =>
      (await read<{ text: string }>(`/missions/suggest?limit=8&q=${encodeURIComponent(text)}`)).map(
        (item) => item.text,
      ),
  },
  places: {
    submits: false,
    ask: async (text) =>
      (await read<{ name: string; postalCode: string }>(`/places?limit=8&q=${encodeURIComponent(text)}`)).map(
        ({ name, postalCode }) => `${name} (${postalCode})`,
      ),
  },
};

async function read<Item>(path: string): Promise<readonly Item[]> {
  const answer = await fetch(`/api/v1${path}`).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { items: Item[] }).items : [];
}

function attach(input: HTMLInputElement): void {
  const source = sources[input.dataset.suggest ?? ""];
  if (source === undefined) return;
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel ?? "");
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (text: string) => {
    input.value = text;
    close();
    if (source.submits) input.form?.requestSubmit();
  };
  const open = (texts: readonly string[]) => {
    close();
    list.replaceChildren(
      ...texts.map((text, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.textContent = text;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        // Before the field loses the focus, which would close the list.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(text);
        });
        return option;
      }),
    );
    list.hidden = texts.length === 0;
    input.setAttribute("aria-expanded", String(texts.length > 0));
  };
  const choose = (index: number) => {
    const options = [...list.children];
    chosen = (index + options.length) % options.length;
    options.forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === chosen));
    });
    const option = options[chosen];
    if (option === undefined) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  input.addEventListener("input", () => {
    const text = input.value.trim();
    const mine = ++asked;
    clearTimeout(timer);
    if (text.length < 2) return close();
    timer = window.setTimeout(async () => {
      const texts = await source.ask(text);
      if (mine === asked && document.activeElement === input) open(texts);
    }, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]?.textContent ?? "");
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}
