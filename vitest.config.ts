import {availableParallelism} from "node:os";
import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";

const isLong = ({moduleId}: TestSpecification) => /test\/daemon\/(kill|thousand)\//.test(moduleId);

/** The long ones first, so that nobody waits for one of them in the end. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A worker loads each module once, not once for every file: no test changes a module for the next.
    isolate: false,
    maxConcurrency: 3,
    // One more than there are processors: some tests wait for a process, a disk or a clock.
    maxWorkers: availableParallelism() + 1,
    sequence: {sequencer: LongFirst},
  },
});
