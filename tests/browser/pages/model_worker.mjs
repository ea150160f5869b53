// A worker of a page that is not ours: the model's answers, as a message.
import * as model from "../model/index.js";

import { answers } from "./questions.mjs";

postMessage(answers(model));
