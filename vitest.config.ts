import {defineConfig} from "vitest/config";

const shared = {testTimeout: 60_000, hookTimeout: 60_000};
const processes = ["test/cli/process/**/*.test.ts", "test/acceptance/**/*.test.ts", "test/bench/bench.test.ts"];

export default defineConfig({
  test: {
    maxConcurrency: 3,
    // Every processor: vitest would leave one of two idle.
    maxWorkers: "100%",
    projects: [
      {test: {...shared, name: "parts", include: ["test/**/*.test.ts"], exclude: processes}},
      // These start the built program, so it is built first; the others need no build.
      {test: {...shared, name: "program", include: processes, globalSetup: "test/support/build.ts"}},
    ],
  },
});
