import {rmSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {compiled} from "../../support/compiled.ts";
import {type Delivery, readers, Scene} from "./scene.ts";

/** Slots a shop has orders for. */
const days = 27;
const kills = Number(process.env.DAYBOOK_KILLS ?? 24);
const patience = 60_000 + kills * 5000;

let victim: ReturnType<typeof compiled>;
beforeAll(() => {
  victim = compiled("test/daemon/kill/victim.ts");
});
afterAll(() => rmSync(victim.folder, {recursive: true}));

const date = (day: number) => `2026-01-${String(day).padStart(2, "0")}`;

/** How often each recipient has the report of each day: `2026-01-05 ann@shop.example`. */
function counted(deliveries: readonly Delivery[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const {day, recipient} of deliveries) {
    const key = `${day} ${recipient}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Copies of one mail are known as such, and there are no more than the kills explain. */
function expectWhole(deliveries: readonly Delivery[], until: number, mostCopies: number): void {
  const wanted = Array.from({length: until}, (_, i) => readers.map((reader) => `${date(i + 1)} ${reader}`)).flat();
  expect([...counted(deliveries).keys()].sort()).toEqual(wanted.sort());
  expect(new Set(deliveries.map(({messageId}) => messageId)).size).toBe(wanted.length);
  expect(deliveries.length - wanted.length).toBeLessThanOrEqual(mostCopies);
}

describe("a daemon that is killed", () => {
  test(
    "at any step from the slot to the last mail, and started again, brings every report to everyone, once where it knew of it",
    async () => {
      const scene = await Scene.open(victim.script);
      const deadly: string[] = [];
      let sent = new Set<string>();
      for (let day = 1; ; day++) {
        const {steps, isKilled} = await scene.serve(day, day);
        const copies = counted(await scene.received());
        for (const key of sent) expect(copies.get(key)).toBe(1);
        if (!isKilled) break;
        deadly.push(steps.at(-1)!);
        const handedOver = /^reply for (.*)/.exec(steps.at(-1)!)?.[1];
        sent = new Set(scene.sent().map(({asOf, recipient}) => `${asOf} ${recipient}`));
        if (handedOver)
          for (const key of [...sent]) if (key.endsWith(handedOver) && key.startsWith(date(day))) sent.delete(key);
      }
      expect(deadly).toEqual(everyStep);
      expectWhole(await scene.received(), deadly.length + 1, readers.length);
      expect(new Set(Object.values(scene.slotStates()))).toEqual(new Set(["done"]));
      await scene.close();
    },
    patience,
  );
});

const everyStep: string[] = [];
void days;
