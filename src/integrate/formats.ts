interface OtherFormat {
  readonly name: string;
  readonly remedy: string;
}

const known: readonly (OtherFormat & {readonly sign: RegExp})[] = [
  {sign: /^SQLite format 3\0/, name: "an SQLite database", remedy: "write sqlite: and table: in the config"},
  {sign: /^PAR1/, name: "a Parquet file", remedy: "write parquet: in the config"},
  {sign: /^PK\x03\x04/, name: "a workbook or another zip file", remedy: "save the sheet as CSV"},
  {sign: /^%PDF-/, name: "a PDF document", remedy: "export the data themselves"},
  {sign: /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b/i, name: "an HTML page", remedy: "was a login page saved?"},
];

/** What a file is by its first bytes, where that is neither CSV nor JSON. */
export function formatByContent(head: Buffer): OtherFormat | undefined {
  const start = head.toString("latin1", 0, 512);
  return known.find(({sign}) => sign.test(start));
}
