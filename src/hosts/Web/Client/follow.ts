import htmx from "htmx.org";

// The book follows its scores while somebody looks at it. What is being typed into the filters stays.
const parts = [".page-head", ".strip", ".accounts tbody"];

let events: EventSource | undefined;
let refreshing: ReturnType<typeof setTimeout> | undefined;
const changed = new Set<string>();

async function refresh(): Promise<void> {
  refreshing = undefined;
  const asked = location.href;
  const response = await fetch(asked, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  // Somebody went on to another view meanwhile, which is fresh already; or presses a link, whose click would be lost with it.
  if (location.href !== asked) return;
  if (document.querySelector("#book :active")) {
    refreshing ??= setTimeout(refresh, 150);
    return;
  }
  const accounts = new Set(changed);
  changed.clear();
  for (const part of parts) {
    const [old, now] = [document.querySelector(`#book ${part}`), fresh.querySelector(`#book ${part}`)];
    if (!old || !now) continue;
    old.replaceWith(now);
    htmx.process(now);
  }
  for (const row of document.querySelectorAll<HTMLElement>("#book [data-account]")) {
    row.classList.toggle("has-changed", accounts.has(row.dataset.account ?? ""));
  }
}

function hear(event: Event): void {
  const { accountId } = JSON.parse((event as MessageEvent).data) as { accountId: string };
  changed.add(accountId);
  // Changes come in bursts: one look answers all that came until then.
  refreshing ??= setTimeout(refresh, 150);
}

// A hidden page listens to nothing: browsers open only a few lines to a site, and other tabs need theirs.
function follow(): void {
  if (document.hidden) {
    events?.close();
    events = undefined;
  } else if (!events) {
    events = new EventSource("/api/v1/events");
    events.addEventListener("score", hear);
    events.addEventListener("tier", hear);
    events.addEventListener("reset", () => void refresh());
  }
}

export function followBook(): void {
  if (!document.querySelector("#book[data-live]")) return;
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
    follow();
  });
  follow();
}
