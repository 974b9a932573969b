import {afterEach, beforeEach, expect, test, vi} from "vitest";
import type {Terminal} from "../../src/cli/command.ts";
import {stageProgress} from "../../src/cli/progress.ts";
import type {StageRun} from "../../src/pipeline.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

let said: string[] = [];
function terminal(isLive: boolean): Terminal {
  said = [];
  return {folder: "/", isLive, hasColors: false, print: () => {}, say: (text) => void said.push(text)};
}
const finished: StageRun = {stage: "integrate", rows: 4003, ms: 412, counts: {}, notes: []};

test("elsewhere than on a terminal, a stage is one line when it is finished", () => {
  const progress = stageProgress(terminal(false), {});
  progress.started("integrate");
  vi.advanceTimersByTime(5000);
  progress.finished(finished);
  expect(said).toEqual(["integrate        4,003 rows    0.4 s\n"]);
});

test("on a terminal, the seconds go on in one line until the stage is finished", () => {
  const progress = stageProgress(terminal(true), {});
  progress.started("integrate");
  vi.advanceTimersByTime(1500);
  expect(said.every((text) => text.startsWith("\r\x1b[Kintegrate ") && !text.includes("\n"))).toBe(true);
  expect(said.at(-1)).toContain("1.5 s");
  progress.finished(finished);
  expect(said.slice(-2)).toEqual(["\r\x1b[K", "integrate        4,003 rows    0.4 s\n"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a stage that fails leaves no line and no timer behind", () => {
  const progress = stageProgress(terminal(true), {});
  progress.started("normalize");
  progress.stop();
  expect(said.at(-1)).toBe("\r\x1b[K");
  expect(vi.getTimerCount()).toBe(0);
});

test.for(["json", "verbose"])("says nothing beside --%s", (name) => {
  const progress = stageProgress(terminal(true), {[name]: "true"});
  progress.started("integrate");
  progress.finished(finished);
  progress.stop();
  expect(said).toEqual([]);
});

test("one row is not rows", () => {
  const progress = stageProgress(terminal(false), {});
  progress.finished({...finished, rows: 1});
  progress.finished({...finished, stage: "visualize", counts: {figures: {drawn: 1}}});
  expect(said).toEqual(["integrate             1 row    0.4 s\n", "visualize          1 figure    0.4 s\n"]);
});
