import {defineConfig} from "vitest/config";

const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // A worker loads each module once, not once for every file: no test changes a module for the next.
  isolate: false,
};
const processes = ["test/cli/process/**/*.test.ts", "test/acceptance/**/*.test.ts", "test/bench/bench.test.ts"];
const long = ["test/daemon/kill/*.test.ts", "test/daemon/thousand/*.test.ts"];

export default defineConfig({
  test: {
    maxConcurrency: 3,
    // Every processor: vitest would leave one of two idle.
    maxWorkers: "100%",
    // In the order of their names; the long ones first, so that nobody waits for one of them in the end.
    projects: [
      {test: {...shared, name: "long", include: long}},
      {test: {...shared, name: "parts", include: ["test/**/*.test.ts"], exclude: [...processes, ...long]}},
      // These start the built program, so it is built first; the others need no build.
      {test: {...shared, name: "program", include: processes, globalSetup: "test/support/build.ts"}},
    ],
  },
});
