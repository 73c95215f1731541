import type { CommandAnswer, ShopperCommand } from "@laneway/contracts";
import { describe, expect, test } from "vitest";
import { CommandQueue } from "./command-queue.js";
import { Unanswered } from "./edge-client.js";

const accepted = (commandId: string): CommandAnswer => ({ result: "accepted", commandId, version: 1 });

/** A queue to an edge that leaves the first `lost` requests unanswered. */
function queueTo(lost: number) {
  const sent: ShopperCommand[] = [];
  const waiting: number[] = [];
  let minted = 0;
  const queue = new CommandQueue<ShopperCommand>(
    (command) => {
      sent.push(command);
      if (sent.length <= lost) return Promise.reject(new Unanswered("lost"));
      return Promise.resolve(accepted(command.commandId));
    },
    (count) => waiting.push(count),
    () => `id-${++minted}`,
  );
  return { queue, sent, waiting };
}

describe("the command queue", () => {
  test("keeps a tap's id on every retry until it is answered", async () => {
    const { queue, sent } = queueTo(2);
    const answer = queue.send({ kind: "request-help" });
    expect(await answer).toEqual(accepted("id-1"));
    expect(sent.map((command) => command.commandId)).toEqual(["id-1", "id-1", "id-1"]);
  });

  test("sends in the order of the taps, each with its own id, and tells how many wait", async () => {
    const { queue, sent, waiting } = queueTo(1);
    await Promise.all([queue.send({ kind: "go-to-bags" }), queue.send({ kind: "choose-bags", count: 0 })]);
    expect(sent.map((command) => [command.kind, command.commandId])).toEqual([
      ["go-to-bags", "id-1"],
      ["go-to-bags", "id-1"],
      ["choose-bags", "id-2"],
    ]);
    expect(waiting).toEqual([1, 2, 1, 0]);
  });

  test("takes no more than twenty taps", async () => {
    const { queue } = queueTo(Number.POSITIVE_INFINITY);
    const first = Array.from({ length: 20 }, () => queue.send({ kind: "still-here" }));
    expect(await queue.send({ kind: "still-here" })).toBeUndefined();
    queue.clear();
    expect(await Promise.all(first)).toEqual(first.map(() => undefined));
    expect(queue.length).toBe(0);
  });

  test("does what waits at once when the connection is back", async () => {
    const { queue, sent } = queueTo(1);
    const answer = queue.send({ kind: "finish" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    queue.retryNow();
    await answer;
    expect(sent).toHaveLength(2);
  });
});
