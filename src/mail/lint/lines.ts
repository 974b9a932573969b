const longestLine = 998;

/** What no mail server has to take: lines that do not end with CR LF, too long ones, bytes that are no ASCII. */
export function lineFaults(text: string): string[] {
  const tooLong = text.split("\r\n").filter((line) => line.length > longestLine).length;
  return [
    ...(/\r(?!\n)|(?<!\r)\n/.test(text) ? ["a line does not end with CR LF"] : []),
    ...(tooLong > 0 ? [`${tooLong} lines are longer than ${longestLine} characters`] : []),
    ...(/[^\t\r\n -~]/.test(text) ? ["the message holds bytes that are no printable ASCII"] : []),
  ];
}
