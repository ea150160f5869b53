// Where the files of the model's package lie in the built page.

import { pathToFileURL } from "node:url";

/** The address of a file of the package. */
export function packageFile(name) {
  return new URL(`model/${name}`, pathToFileURL(`${process.env.PRECOPY_DIST}/`));
}
