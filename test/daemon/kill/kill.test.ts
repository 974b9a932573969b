import {rmSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Compiled, compiled} from "../../support/compiled.ts";
import {type Delivery, owner, readers, Scene} from "./scene.ts";

/** Days for which the shop has orders and a slot the day after. */
const days = 27;
/** A few dozen say whether something is broken; a few hundred find what is rare. */
const kills = Number(process.env.DAYBOOK_KILLS ?? 1);

let victim: Compiled;
beforeAll(async () => {
  victim = await compiled("test/daemon/kill/victim.ts");
});
afterAll(() => rmSync(victim.folder, {recursive: true}));

const everyStep = [
  "slot begun",
  "run opened",
  ...["integrate", "normalize", "federate", "visualize"].flatMap((stage) => [stage, `${stage} finished`]),
  ...["report", "publish", "compose", "queue", "deliver"],
  ...readers.flatMap((reader) => [`send to ${reader}`, `reply for ${reader}`]),
  ...["close", "slot ends", "slot ended"],
];

const everyFailingStep = [
  ...["slot begun", "run opened", "integrate", "slot ends", "slot ended"],
  ...[`send to ${owner}`, `reply for ${owner}`],
];

const date = (day: number) => `2026-01-${String(day).padStart(2, "0")}`;

function copiesOf(deliveries: readonly Delivery[]): Record<string, number> {
  const copies: Record<string, number> = {};
  for (const {day, recipient} of deliveries) copies[`${day} ${recipient}`] = (copies[`${day} ${recipient}`] ?? 0) + 1;
  return copies;
}

/** One of each report for every reader. */
function once(until: number): Record<string, number> {
  const keys = Array.from({length: until}, (_, i) => readers.map((reader) => `${date(i + 1)} ${reader}`)).flat();
  return Object.fromEntries(keys.map((key) => [key, 1]));
}

describe.concurrent("a daemon that is killed and started again", () => {
  test("at any step from the slot to the last mail: each has each report, twice only where its acceptance was not written down yet", {
    timeout: 600_000,
  }, async () => {
    const scene = await Scene.open(victim.script);
    try {
      const expected = once(everyStep.length + 1);
      for (const [i, name] of everyStep.entries()) {
        const death = await scene.serve(i + 1, i + 1);
        expect(death.isKilled).toBe(true);
        expect(death.steps).toEqual(everyStep.slice(0, i + 1));
        const unsure = /^reply for (.*)/.exec(name)?.[1];
        if (unsure) expected[`${date(i + 1)} ${unsure}`] = 2;
      }
      expect(await scene.serve(everyStep.length + 1)).toEqual({steps: everyStep, isKilled: false});
      const received = await scene.received();
      expect(copiesOf(received)).toEqual(expected);
      expect(new Set(received.map(({messageId}) => messageId)).size).toBe(Object.keys(expected).length);
      expect(new Set(Object.values(scene.slotStates()))).toEqual(new Set(["done"]));
    } finally {
      await scene.close();
    }
  });

  test("while nobody knows whether a mail was accepted, and none may come twice: it is held, and the owner is told", {
    timeout: 60_000,
  }, async () => {
    const scene = await Scene.open(victim.script, "hold");
    try {
      const reply = everyStep.indexOf(`reply for ${readers[0]}`) + 1;
      expect(await scene.serve(1, reply)).toMatchObject({isKilled: true});
      await scene.serve(1);
      expect(copiesOf(await scene.received())).toEqual(once(1));
      expect(scene.rows("select recipient, state from outbox order by entry_id")).toEqual([
        {recipient: readers[0], state: "in_doubt"},
        {recipient: readers[1], state: "sent"},
        {recipient: owner, state: "sent"},
      ]);
      expect(scene.slotStates()).toEqual({"2026-01-01": "failed"});
    } finally {
      await scene.close();
    }
  });

  test("at any step of a slot that fails: the owner is told once, and twice only where the acceptance was not written down yet", {
    timeout: 600_000,
  }, async () => {
    for (const [i, name] of everyFailingStep.entries()) {
      const scene = await Scene.open(victim.script);
      try {
        rmSync(join(scene.folder, "orders.csv"));
        expect(await scene.serve(1, i + 1)).toEqual({steps: everyFailingStep.slice(0, i + 1), isKilled: true});
        await scene.serveAfter(1);
        expect([name, scene.told()]).toEqual([name, name.startsWith("reply") ? 2 : 1]);
        expect(scene.slotStates()).toEqual({"2026-01-01": "failed"});
      } finally {
        await scene.close();
      }
    }
  });

  test(`at random, ${kills} times: no slot is lost, and nobody gets again what is known to have been accepted`, {
    timeout: 60_000 + kills * 5000,
  }, async () => {
    for (let left = kills; left > 0; ) {
      const scene = await Scene.open(victim.script);
      try {
        left = await killAtRandom(scene, left);
      } finally {
        await scene.close();
      }
    }
  });
});

/** Until all slots of a shop are done or `left` processes are killed. Returns how many are left to kill. */
async function killAtRandom(scene: Scene, left: number): Promise<number> {
  let [day, killed] = [1, 0];
  for (; day <= days && killed < left; ) {
    const before = scene.sent().map(({asOf, recipient}) => `${asOf} ${recipient}`);
    const copies = copiesOf(await scene.received());
    if (await scene.serveAtMost(day, Math.random() * 900)) killed += 1;
    else day += 1;
    const after = copiesOf(await scene.received());
    for (const key of before) expect([key, after[key]]).toEqual([key, copies[key]]);
  }
  if (day <= days) await scene.serve(day);
  const received = await scene.received();
  const wanted = once(Math.min(day, days));
  expect(Object.keys(copiesOf(received)).sort()).toEqual(Object.keys(wanted).sort());
  expect(received.length - Object.keys(wanted).length).toBeLessThanOrEqual(killed);
  expect(new Set(received.map(({messageId}) => messageId)).size).toBe(Object.keys(wanted).length);
  expect(new Set(Object.values(scene.slotStates()))).toEqual(new Set(["done"]));
  return left - killed;
}
