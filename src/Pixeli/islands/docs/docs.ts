// Shows the OpenAPI document with Swagger UI, which its own bundle puts on the window.
const { SwaggerUIBundle } = window as { SwaggerUIBundle?: (options: Record<string, unknown>) => void };
const api = document.querySelector("#api")!;

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = (): void => void document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

SwaggerUIBundle?.({
  url: "/openapi/v1.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
});
if (!SwaggerUIBundle) api.innerHTML = '<p class="missing">This page did not load as a whole. <a href="">Load it again</a> when there is a network.</p>';

/**
 * Mends what Swagger UI leaves to be desired for who does not see it: groups of operations and the schemas are one level below the
 * title, what stands before them is the page's banner, and the path within the button that opens an operation is no link of its own.
 */
function mend(): void {
  for (const heading of document.querySelectorAll("h3.opblock-tag:not([aria-level]), .models > h4:not([aria-level])")) heading.setAttribute("aria-level", "2");
  document.querySelector(".information-container")?.setAttribute("role", "banner");
  for (const link of document.querySelectorAll(".opblock-summary-control a[href]")) link.removeAttribute("href");
}

new MutationObserver(mend).observe(api, { childList: true, subtree: true });

export {};
