// Somebody else has an element of our name.
customElements.define(
  "precopy-calculator",
  class extends HTMLElement {
    connectedCallback() {
      this.textContent = "Somebody else's";
    }
  },
);
const { define } = await import("../precopy-calculator.js");
define("team-calculator");
document.documentElement.dataset.ready = "yes";
