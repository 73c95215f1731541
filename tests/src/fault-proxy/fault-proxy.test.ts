import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Seeded } from "../store/seeded.js";
import { FaultProxy } from "./fault-proxy.js";
import { mqttMischief } from "./mqtt-mischief.js";
import { type ConnectionEnd, fairWeather, fateOf, type Weather } from "./weather.js";

let echo: Server;
let heard: Buffer[];
let proxy: FaultProxy | undefined;

beforeEach(async () => {
  heard = [];
  echo = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      heard.push(bytes);
      socket.write(bytes);
    });
  });
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
});
afterEach(async () => {
  await proxy?.close();
  await new Promise((resolve) => echo.close(resolve));
});

async function through(weather: Partial<Weather>): Promise<{ socket: Socket; answer: () => string; fate: string[] }> {
  proxy = await FaultProxy.open({ to: (echo.address() as AddressInfo).port, seed: 1, weather: { ...fairWeather, ...weather } });
  const socket = connect({ host: "127.0.0.1", port: proxy.port, noDelay: true });
  const fate: string[] = [];
  let text = "";
  socket.on("data", (bytes) => (text += bytes.toString()));
  socket.on("error", (error: NodeJS.ErrnoException) => fate.push(error.code ?? ""));
  socket.on("end", () => fate.push("end"));
  await once(socket, "connect");
  return { socket, answer: () => text, fate };
}

/** `once` of events would throw at the error that comes before. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once("close", () => resolve()));
const always = (end: ConnectionEnd, bytes: number): Partial<Weather> => ({ ends: { [end]: 1 }, endAfterBytes: [bytes, bytes] });

it("passes everything in order, late and slowly", async () => {
  const { socket, answer } = await through({ latencyMs: 20, jitterMs: 10, loss: 0.3, lossDelayMs: 30, bytesPerSecond: 100_000 });
  const begun = performance.now();
  const text = Array.from({ length: 400 }, (_, index) => `line ${index}\n`).join("");
  for (let at = 0; at < text.length; at += 100) socket.write(text.slice(at, at + 100));
  while (answer().length < text.length) await sleep(5);
  expect(answer()).toBe(text);
  expect(performance.now() - begun).toBeGreaterThan(text.length / 100 + 40);
  socket.destroy();
});

it("tells both sides of an end", async () => {
  const { socket, fate } = await through({});
  socket.end("last words");
  await once(socket, "end");
  expect(heard.join("")).toBe("last words");
  expect(fate).toEqual(["end"]);
});

it("resets after exactly so many bytes", async () => {
  const { socket, fate } = await through(always("reset", 10));
  socket.write("0123456789abcdef");
  await closed(socket);
  expect(fate).toEqual(["ECONNRESET"]);
  expect(proxy?.tally.reset).toBe(1);
  expect(heard.join("").length).toBeLessThanOrEqual(10);
});

it("cuts in the middle of the data", async () => {
  const { socket, answer, fate } = await through(always("cut", 24));
  socket.write("0123456789abcdef");
  await once(socket, "end");
  expect(answer()).toBe("01234567");
  expect(fate).toEqual(["end"]);
  socket.destroy();
});

it("goes silent in both directions and stays open", async () => {
  const { socket, answer, fate } = await through(always("half-open", 4));
  socket.write("0123456789");
  await sleep(60);
  expect([heard.join(""), answer(), fate]).toEqual(["0123", "", []]);
  proxy?.calm();
  await closed(socket);
});

it("keeps the server's answers to itself while the server hears all", async () => {
  const { socket, answer } = await through(always("deaf", 4));
  socket.write("0123456789");
  await sleep(60);
  expect([heard.join(""), answer()]).toEqual(["0123456789", ""]);
  socket.destroy();
});

it("draws the same fates from the same seed", () => {
  const weather: Weather = { ...fairWeather, ends: { reset: 0.2, cut: 0.2, "half-open": 0.2, deaf: 0.2 }, endAfterBytes: [0, 1_000] };
  const fates = (seed: number) => Array.from({ length: 50 }, (_, index) => fateOf(weather, new Seeded(seed + index)));
  expect(fates(1)).toEqual(fates(1));
  expect(fates(1)).not.toEqual(fates(100));
  expect(new Set(fates(1).map(({ end }) => end)).size).toBe(5);
});

it("says messages twice and in another order, never within a topic", () => {
  const packet = (topic: string, id: number) => Buffer.from([0x32, topic.length + 5, 0, topic.length, ...Buffer.from(topic), 0, id, 0x7b]);
  const tally = { twice: 0, swapped: 0 };
  const said = [packet("a", 1), packet("b", 2), packet("b", 3), Buffer.from([0x40, 2, 0, 1])];
  const swapped = mqttMischief(new Seeded(1), { twice: 0, swapped: 1 }, tally)(Buffer.concat(said));
  expect(swapped).toEqual([said[1], said[0], said[2], said[3]]);
  const rewrite = mqttMischief(new Seeded(1), { twice: 1, swapped: 0 }, tally);
  const all = Buffer.concat(said);
  const twice = [...all].flatMap((byte) => rewrite(Buffer.from([byte])));
  expect(twice.map((each) => [each[0], each.at(-2)])).toEqual([[0x32, 1], [0x3a, 1], [0x32, 2], [0x3a, 2], [0x32, 3], [0x3a, 3], [0x40, 0]]);
  expect(tally).toEqual({ twice: 3, swapped: 1 });
});
