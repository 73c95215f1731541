import { randomUUID } from "node:crypto";
import { paths, type StoreView } from "@laneway/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SmallStore } from "../testing/small-store.js";

let store: SmallStore;
beforeAll(async () => {
  store = await SmallStore.open();
});
afterAll(() => store.close());

const notesOf = async (token: string) => ((await store.get(paths.attendantView, token)).body as unknown as StoreView).notes;

test("hand-over notes live in the record: over a restart, with who read them, and no card number gets in", async () => {
  const ana = await store.attendantToken();
  const ben = await store.attendantToken("ben", "590263");
  const ask = (command: object, token = ana, commandId: string = randomUUID()) => store.post(paths.noteCommands, { commandId, ...command }, token);
  const commandId = randomUUID();
  const write = { kind: "write-note", text: "Paper of lane 1 runs low", laneId: "lane-1" };
  expect((await ask(write, ana, commandId)).body.result).toBe("accepted");
  expect((await ask(write, ana, commandId)).body.result).toBe("accepted");
  expect((await ask({ ...write, text: "another" }, ana, commandId)).body.refusal.reason).toBe("command-id-reused");
  expect((await ask({ kind: "write-note", text: "card 4111 1111 1111 1111" })).body.refusal.reason).toBe("card-number-refused");
  expect((await ask(write, (await store.kiosk()).token)).status).toBe(403);
  const [note] = await notesOf(ben);
  await ask({ kind: "read-notes", noteIds: [note?.noteId] }, ben);
  await store.edge.stop();
  await store.startEdge();
  expect(await notesOf(ben)).toMatchObject([{ text: "Paper of lane 1 runs low", laneId: "lane-1", by: { name: "Ana" }, readBy: [{ name: "Ana" }, { name: "Ben" }] }]);
  expect((await ask({ kind: "finish-note", noteId: note?.noteId }, ben)).body.result).toBe("accepted");
  expect(await notesOf(ben)).toEqual([]);
  expect((await ask({ kind: "finish-note", noteId: note?.noteId })).body.refusal.reason).toBe("note-not-found");
});

test("a message is on the lane's view with who sent it", async () => {
  const ana = await store.attendantToken();
  const kiosk = await store.kiosk();
  const send = (content: object) => store.post(paths.attendantCommands("lane-1"), { commandId: randomUUID(), kind: "send-message", content }, ana);
  await send({ phrase: "please-wait" });
  expect((await kiosk.view()).message).toMatchObject({ from: "Ana", phrase: "please-wait" });
  await send({ text: "Your umbrella is at the desk." });
  const { message } = await kiosk.view();
  expect(message).toMatchObject({ from: "Ana", text: "Your umbrella is at the desk." });
  expect((await send({ text: "pay with 4111 1111 1111 1111" })).body.refusal.reason).toBe("card-number-refused");
  expect((await send({ text: " " })).status).toBe(400);
  await kiosk.send({ kind: "dismiss-message", messageId: message?.messageId });
  expect((await kiosk.view()).message).toBeUndefined();
});
