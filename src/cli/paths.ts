import {sep} from "node:path";

/** Paths below `folder`, where the reader is, as the reader would type them: `/shop/data/a.csv` is `data/a.csv` in `/shop`. */
export function shortPaths(text: string, folder: string): string {
  const prefix = folder.endsWith(sep) ? folder : folder + sep;
  return prefix === sep ? text : text.replaceAll(prefix, "");
}
