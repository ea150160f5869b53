// Speaks with the page that shows this one in a frame. Nothing that comes is evaluated, what is not understood is ignored, and
// nothing is done to the page outside.
//
//   out  { source: "precopy", protocol: 1, type: "ready", version }
//        { …, type: "resize", height }                   in CSS pixels, whenever it changes
//        { …, type: "state", link, state }               the link's fragment, and the inputs as an object
//        { …, type: "result", result }
//        { …, type: "png", id, png }                     answer to get-png: an address that holds the picture
//        { …, type: "problem", id, message, problems }   what was wrong with a message
//   in   { source: "precopy-host", protocol: 1, type: "set-state", id?, state }     a link or an object
//        { …, type: "set-theme", id?, theme }            auto, light or dark
//        { …, type: "get-png", id?, scale? }

const PROTOCOL = 1;

/**
 * Starts to speak.
 *
 * @param {Element} element where the calculator is mounted: its height is told
 * @param {() => object | undefined} calculator the mounted calculator, while there is one
 * @returns {(change: {link: string, state: object, result: object, version: string}) => void} to be called when something has changed
 */
export function speak(element, calculator) {
  // Any page may frame this one: what is told is what the frame shows.
  const tell = (message) => {
    try {
      parent.postMessage({ source: "precopy", protocol: PROTOCOL, ...message }, "*");
    } catch {
      // A host that is gone needs no word.
    }
  };

  let told = -1;
  const measure = () => {
    const height = Math.ceil(element.getBoundingClientRect().height);
    if (height !== told) {
      told = height;
      tell({ type: "resize", height });
    }
  };
  new ResizeObserver(measure).observe(element);

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || typeof data !== "object" || data === null) return;
    if (data.source !== "precopy-host" || data.protocol !== PROTOCOL) return;
    const id = ["string", "number"].includes(typeof data.id) ? data.id : null;
    const one = calculator();
    if (one === undefined) return;
    try {
      if (data.type === "set-state") {
        one.setState(data.state);
      } else if (data.type === "set-theme") {
        one.present({ theme: data.theme });
        document.documentElement.dataset.theme = data.theme;
      } else if (data.type === "get-png") {
        tell({ type: "png", id, png: one.toPNG(typeof data.scale === "number" ? data.scale : undefined) });
      }
    } catch (error) {
      tell({ type: "problem", id, message: String(error?.message ?? error), problems: error?.problems ?? [] });
    }
  });

  let link;
  let result;
  let ready = false;
  return (change) => {
    if (!ready) {
      ready = true;
      tell({ type: "ready", version: change.version });
      measure();
    }
    if (change.link !== link) {
      link = change.link;
      tell({ type: "state", link, state: change.state });
    }
    const said = JSON.stringify(change.result);
    if (said !== result) {
      result = said;
      tell({ type: "result", result: change.result });
    }
  };
}
