/** Photos that came from the phone's share sheet and wait on this device; what it takes is fetched only where they are shown. */
class Shared extends HTMLElement {
  connectedCallback(): void {
    void import("./waiting").then(({ showWaiting }) => (this.isConnected ? showWaiting(this) : undefined));
  }
}

customElements.define("pixeli-shared", Shared);
