import {expect, test} from "vitest";
import {fillSubject, subjectProblem} from "../../src/lib/subject.ts";

test.for(["Yesterday's sales", "{title}: {day}, {revenue}", "{day}{change}"])(
  "%s is a subject template",
  (template) => {
    expect(subjectProblem(template)).toBeUndefined();
  },
);

test.for([
  ["{date}: {revenue}", "has {date}, but knows only {day}, {revenue}, {change}, {title}"],
  ["{Day}", "has {Day}, but knows only"],
  ["{}", "has {}, but knows only"],
  ["{day", "has a brace without a partner"],
  ["day}", "has a brace without a partner"],
  ["{{day}}", "has a brace without a partner"],
  ["a\nb", "has more than one line"],
  ["a\u0007b", "has control characters"],
  ["  ", "is empty"],
] as const)("%s is none: %s", ([template, problem]) => {
  expect(subjectProblem(template)).toContain(problem);
});

test("values are put in as they are, even when they look like placeholders", () => {
  const values = {day: "{revenue}", revenue: "$& 1", change: "", title: "T"};
  expect(fillSubject("{day} {revenue} {title} {change}", values)).toBe("{revenue} $& 1 T");
});
