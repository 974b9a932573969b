import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {runs} from "../support/runs.ts";
import {fates, recipients, type Step, World} from "./outboxWorld.ts";

let folder: string;
let worlds = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-outbox-"));
});
afterAll(() => rmSync(folder, {recursive: true}));

const id = fc.integer({min: 1, max: 9});
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({step: fc.constant("report" as const), digest: fc.constantFrom("a", "b"), resend: fc.boolean()}),
  {
    weight: 4,
    arbitrary: fc.record({step: fc.constant("deliver" as const), fates: fc.array(fc.constantFrom(...fates))}),
  },
  fc.record({step: fc.constant("retry" as const), ids: fc.option(fc.array(id), {nil: undefined})}),
  fc.record({step: fc.constant("resolve" as const), id, as: fc.constantFrom("sent" as const, "drop" as const)}),
  fc.record({step: fc.constant("wait" as const), seconds: fc.integer({min: 1, max: 3000})}),
);

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  worlds += 1;
  const world = new World(join(folder, `${worlds}.sqlite`));
  try {
    await work(world);
  } finally {
    world.close();
  }
}

const news: Step = {step: "report", digest: "a", resend: false};

test("whatever happens, and wherever the process is killed, nobody who is sent is mailed again", async () => {
  const law = fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 12}), (steps) =>
    withWorld(async (world) => {
      for (const next of [news, ...steps]) {
        await world.take(next);
        const entries = world.entries();
        expect(world.repeated).toEqual([]);
        expect(entries.filter(({state}) => state === "sent").map(({messageId}) => messageId)).toEqual(
          entries.map(({messageId}) => messageId).filter((sent) => world.sent.has(sent)),
        );
        expect(entries).toHaveLength(world.revision * recipients.length);
        expect(world.statesOf("lost").filter((state) => state !== "sent" && state !== "dropped")).toEqual([]);
        expect(world.statesOf("kept").filter((state) => state === "sent" || state === "dropped")).toEqual([]);
      }
    }),
  );
  await fc.assert(law, {numRuns: runs(40)});
});

test("wherever the process is killed, each recipient has the report in the end", async () => {
  const chaos = fc.array(fc.constantFrom(...fates.filter((fate) => fate !== "permanent")), {maxLength: 3});
  const law = fc.asyncProperty(fc.array(chaos, {maxLength: 3}), (rounds) =>
    withWorld(async (world) => {
      await world.take(news);
      for (const fates of [...rounds, []]) {
        await world.take({step: "deliver", fates});
        await world.take({step: "wait", seconds: 3600});
      }
      expect(world.entries().map(({state}) => state)).toEqual(recipients.map(() => "sent"));
      expect(new Set(world.taken).size).toBe(recipients.length);
    }),
  );
  await fc.assert(law, {numRuns: runs(25)});
});
