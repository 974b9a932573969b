import {expect, test} from "vitest";
import {jsonSchema} from "../../src/config/schema.ts";

// After a change of the settings: npx vitest run test/config --update
test("ships the JSON Schema of the settings as they are", async () => {
  await expect(`${JSON.stringify(jsonSchema(), null, 2)}\n`).toMatchFileSnapshot("../../src/config/schema.json");
});
