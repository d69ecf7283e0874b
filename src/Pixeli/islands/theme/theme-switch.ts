type Theme = "system" | "light" | "dark";

/** Radio buttons that choose between light, dark and what the system says. Shown only where there is script. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    const current = document.documentElement.dataset.theme ?? "system";
    for (const input of this.querySelectorAll("input")) input.checked = input.value === current;
    this.addEventListener("change", (event) => choose((event.target as HTMLInputElement).value as Theme));
  }
}

function choose(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", theme);
    document.documentElement.dataset.theme = theme;
  }
}

customElements.define("pixeli-theme-switch", ThemeSwitch);
