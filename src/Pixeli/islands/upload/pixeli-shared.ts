/** Photos that came from the phone's share sheet and wait on this device; what it takes is fetched only where they are shown. */
class Shared extends HTMLElement {
  #isReady = false;

  connectedCallback(): void {
    const ready = import("./waiting").then(({ showWaiting }) => (this.isConnected ? showWaiting(this) : undefined)).finally(() => (this.#isReady = true));
    // Whoever is quicker than that script is heard when it is there: alone, the form knows nothing of what waits on this device.
    this.addEventListener("submit", (event) => {
      if (this.#isReady) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void ready.catch(() => undefined).then(() => (event.target as HTMLFormElement).requestSubmit(event.submitter));
    });
  }
}

customElements.define("pixeli-shared", Shared);
