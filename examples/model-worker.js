// Answers scenarios with their bound. The model is imported when it is needed: messages that come while a worker's own imports
// wait would be lost.
addEventListener("message", async ({ data }) => {
  const { predict } = await import("../model/index.js");
  postMessage(predict(data));
});
