// The report is a file: whatever it does, it does alone.
const list = document.getElementById("list");
const heads = [...document.querySelectorAll<HTMLButtonElement>("[data-sort]")];

function value(item: HTMLElement, key: string): string | number {
  const text = item.dataset[key] ?? "";
  if (key === "name" || key === "owner") return text.toLocaleLowerCase();
  // Without a value an account comes last, in whichever direction.
  return text === "" ? NaN : Number(text);
}

function sort(key: string, isDown: boolean): void {
  const items = [...(list?.children ?? [])] as HTMLElement[];
  items.sort((a, b) => {
    const [x, y] = [value(a, key), value(b, key)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    const order = typeof x === "string" ? x.localeCompare(y as string) : x - (y as number);
    return (isDown ? -order : order) || Number(a.dataset.risk) - Number(b.dataset.risk);
  });
  list?.append(...items);
}

for (const head of heads) {
  head.addEventListener("click", () => {
    const key = head.dataset.sort ?? "risk";
    // Numbers that are good when great are first asked for from the top.
    const isFirstDown = key === "arr" || key === "score" || key.startsWith("rollup");
    const isDown = head.getAttribute("aria-pressed") === "true" ? head.dataset.down !== "true" : isFirstDown;
    for (const other of heads) other.setAttribute("aria-pressed", String(other === head));
    head.dataset.down = String(isDown);
    sort(key, isDown);
  });
}

document.getElementById("find")?.addEventListener("input", (event) => {
  const wanted = (event.target as HTMLInputElement).value.trim().toLocaleLowerCase();
  let found = 0;
  for (const item of [...(list?.children ?? [])] as HTMLElement[]) {
    const text = `${item.dataset.name} ${item.dataset.owner ?? ""} ${item.id.slice(8)}`.toLocaleLowerCase();
    item.hidden = !text.includes(wanted);
    if (!item.hidden) found++;
  }
  document.getElementById("none")?.toggleAttribute("hidden", found > 0);
});

// An account that a link names is opened.
function openNamed(): void {
  const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!(named instanceof HTMLDetailsElement)) return;
  named.hidden = false;
  named.open = true;
  named.scrollIntoView({ block: "start" });
}

window.addEventListener("hashchange", openNamed);
openNamed();

export {};
