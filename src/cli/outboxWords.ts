/** What is wrong with the words after `outbox`, if anything. */
export function wordsProblem([action = "list", ...rest]: readonly string[]): string | undefined {
  if (action === "list") return rest[0] === undefined ? undefined : `nothing follows list, but got "${rest[0]}"`;
  if (action === "retry") return rest.map(idProblem).find((problem) => problem !== undefined);
  if (action === "resolve") return resolveProblem(rest);
  return `"${action}" is none of list, retry and resolve`;
}

function resolveProblem([id, as, more]: readonly string[]): string | undefined {
  if (id === undefined || as === undefined || more !== undefined) return "write resolve ID sent, or resolve ID drop";
  if (as !== "sent" && as !== "drop") return `"${as}" is neither sent nor drop`;
  return idProblem(id);
}

function idProblem(text: string): string | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? undefined : `"${text}" is not the id of a mail (see \`node main outbox\`)`;
}
