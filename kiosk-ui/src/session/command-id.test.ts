import { expect, test } from "vitest";
import { mintCommandId } from "./command-id.js";

test("an id is a UUID of its own: in another form its digits may look like a card number, and the touch is refused", () => {
  const ids = Array.from({ length: 5_000 }, mintCommandId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
