import htmx from "htmx.org";
import { followBook } from "./follow";

// Empty fields of a filter say nothing; without them an address is short enough to read.
document.addEventListener("htmx:config:request", (event) => {
  const { request } = (event as CustomEvent).detail.ctx;
  if (request.method === "GET" && request.body instanceof FormData) {
    for (const [name, value] of [...request.body]) {
      if (value === "") request.body.delete(name);
    }
  }
});

// What a swap has changed is said once to those who do not see it.
document.addEventListener("htmx:after:swap", () => {
  const changed = document.querySelector<HTMLElement>("[data-announce]");
  if (changed?.dataset.announce) say(changed.dataset.announce);
});

// An answer that failed leaves the page as it was.
for (const failure of ["htmx:response:error", "htmx:error"]) {
  document.addEventListener(failure, () =>
    say("That did not work. Reload the page and try again.", true),
  );
}

// A signal that the address names is opened.
function openNamed(): void {
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (named instanceof HTMLDetailsElement) named.open = true;
}

let hiding: ReturnType<typeof setTimeout> | undefined;

function say(text: string, isVisible = false): void {
  const announcement = document.getElementById("announcement");
  if (!announcement) return;
  announcement.textContent = text;
  announcement.classList.toggle("is-visible", isVisible);
  clearTimeout(hiding);
  if (isVisible) hiding = setTimeout(() => announcement.classList.remove("is-visible"), 8000);
}

window.addEventListener("hashchange", openNamed);
openNamed();
followBook();

// The bundle keeps htmx only because something uses it.
export { htmx };
