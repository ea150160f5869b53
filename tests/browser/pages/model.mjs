// Gives tests the model as a page has it, and answers from a worker of the page.
import * as model from "../model/index.js";

import { answers } from "./questions.mjs";

globalThis.model = model;
globalThis.answers = answers;
globalThis.fromWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("model_worker.mjs", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
  });
document.documentElement.dataset.ready = "yes";
