// What a page says to a framed calculator, and hears from it.
const frame = document.getElementById("frame");
const say = (message) => frame.contentWindow.postMessage({ source: "precopy-host", protocol: 1, ...message }, "*");

addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow || data?.source !== "precopy" || data.protocol !== 1) return;
  if (data.type === "resize") frame.style.height = `${data.height}px`;
  if (data.type === "result") document.getElementById("answer").value = data.result.answer;
});

document.getElementById("busy").addEventListener("click", () => say({ type: "set-state", state: { dirtyRate: "200000 pages/s" } }));
document.getElementById("dark").addEventListener("click", () => say({ type: "set-theme", theme: "dark" }));
