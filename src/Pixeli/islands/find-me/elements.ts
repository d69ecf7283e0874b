/** The page that finds people; what it takes is fetched there only. */
class Selfie extends HTMLElement {
  #stop: (() => void) | null = null;

  connectedCallback(): void {
    void import("./selfie").then(({ takeSelfies }) => {
      if (this.isConnected && !this.#stop) this.#stop = takeSelfies(this);
    });
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
  }
}

class Found extends HTMLElement {
  connectedCallback(): void {
    void import("./found").then(({ answerInPlace }) => this.isConnected && answerInPlace(this));
  }
}

customElements.define("pixeli-selfie", Selfie);
customElements.define("pixeli-found", Found);
