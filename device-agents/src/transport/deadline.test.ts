import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { expect, test } from "vitest";
import { startDeadline } from "./deadline.js";

const block = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

test("an answer that lies unread when the time is over is in time", async () => {
  const server = createServer((socket) => socket.on("data", () => socket.write("answer"))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const line = createConnection((server.address() as AddressInfo).port, "127.0.0.1");
  const outcome = await new Promise((settle) => {
    line.once("connect", () => {
      const end = startDeadline(30, () => settle("missed"));
      line.once("data", () => {
        end();
        settle("answered");
      });
      line.write("question");
      // The other end answers in this same process: it gets its turn, then nobody does for a while.
      setImmediate(() => setImmediate(() => block(60)));
    });
  });
  expect(outcome).toBe("answered");
  line.destroy();
  server.close();
});

test("what does not come is missed, once; an ended wait calls nobody", async () => {
  let missed = 0;
  startDeadline(10, () => {
    missed += 1;
  });
  const end = startDeadline(10, () => {
    missed += 10;
  });
  end();
  await expect.poll(() => missed).toBe(1);
  await new Promise((done) => setTimeout(done, 30));
  expect(missed).toBe(1);
});
