import type { LaneView } from "@laneway/contracts";
import { describe, expect, test } from "vitest";
import { fetchWords } from "../locale/languages.js";
import { soundOf } from "./sound-choice.js";
import { announcement } from "./spoken.js";
import { kioskScenes } from "./states.js";

const scenes = kioskScenes("en");
const words = await fetchWords("en");
const view = (name: string): LaneView => {
  const found = scenes[name]?.view;
  if (found === undefined) throw new Error(`no view named ${name}`);
  return found;
};

describe("what the kiosk says", () => {
  test("every state has words of its own when it is entered", () => {
    for (const [name, scene] of Object.entries(scenes)) {
      if (scene.view !== undefined) expect(announcement(undefined, scene.view, words), name).not.toBe("");
    }
  });

  test("a new line is said with what there is to pay, and sounds", () => {
    const before = view("basket-first");
    const notices = [{ noticeId: "notice-1", kind: "item-added" as const, text: "Bananas" }];
    const now = { ...view("basket"), notices };
    expect(announcement(before, now, words)).toBe("Bananas added To pay: €17.56");
    expect(soundOf(before, now)).toBe("added");
    expect(announcement(now, { ...now, version: 2 }, words)).toBe("");
    expect(soundOf(now, { ...now, version: 2 })).toBeUndefined();
  });

  test("not found, help and paid have other sounds than added", () => {
    expect(soundOf(view("basket"), view("not-found"))).toBe("not-found");
    expect(soundOf(view("basket"), view("help"))).toBe("help");
    expect(soundOf(view("pay-approved"), view("thank-you"))).toBe("paid");
  });

  test("a payment's states, a printer's and a helper's steps are said as they come", () => {
    expect(announcement(view("pay-starting"), view("pay-unclear"), words)).toContain("Please do not pay a second time.");
    expect(announcement(view("thank-you"), view("thank-you-printed"), words)).toBe("Your receipt is printed below");
    expect(announcement(view("suspended"), view("suspended-printed"), words)).toBe("Your number is printed below");
    expect(announcement(view("pay-approved"), view("thank-you"), words)).toContain("Would you like it on paper too?");
    expect(announcement(view("pay-approved"), view("thank-you-no-printer"), words)).toBe("Thank you!");
    expect(announcement(view("help"), view("help-coming"), words)).toBe("Help is on the way. A colleague is walking over to you.");
  });
});
