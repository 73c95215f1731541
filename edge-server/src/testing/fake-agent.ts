import { randomUUID } from "node:crypto";
import { type AgentPresence, type DeviceClass, type DeviceCommand, deviceCommand, type DeviceFact, type DeviceFault, mqttUser, topic } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import { until } from "./until.js";

type WithoutHead<F> = F extends DeviceFact ? Omit<F, "factId" | "bootId" | "sequence" | "atMs"> : never;
export type FactBody = WithoutHead<DeviceFact>;

/** A lane's agent without devices: says what a test wants said over real MQTT, and keeps what it was told to do. */
export class FakeAgent {
  readonly commands: DeviceCommand[] = [];
  readonly #client: MqttClient;
  readonly #lane: string;
  readonly #bootId: string;
  #sequence = 0;

  private constructor(client: MqttClient, lane: string, bootId: string) {
    this.#client = client;
    this.#bootId = bootId;
    this.#lane = lane;
    client.on("message", (_topic, payload) => this.commands.push(deviceCommand.parse(JSON.parse(payload.toString()))));
  }

  static async connect(url: string, lane: string, password: string): Promise<FakeAgent> {
    const bootId = randomUUID();
    const will = { topic: topic("agentPresence", { store: "demo", lane }), payload: Buffer.from(JSON.stringify({ state: "lost", bootId, atMs: Date.now() })), qos: 1 as const, retain: true };
    const client = await mqtt.connectAsync(url, { username: mqttUser("agent", lane), password, protocolVersion: 4, reconnectPeriod: 200, will });
    const agent = new FakeAgent(client, lane, bootId);
    client.on("connect", () => void agent.sayOnline().catch(() => undefined));
    await client.subscribeAsync(topic("deviceCommand", { store: "demo", lane }), { qos: 1 });
    await agent.sayOnline();
    return agent;
  }

  async sayOnline(): Promise<void> {
    await this.#publish("agentPresence", undefined, { state: "online", bootId: this.#bootId, atMs: Date.now() }, true);
    for (const device of ["scanner", "produce-scale", "security-scale", "receipt-printer", "payment-terminal"] as const) await this.sayStatus(device);
  }

  async sayStatus(device: DeviceClass, faults: DeviceFault[] = [], connected = true): Promise<void> {
    await this.#publish("deviceStatus", device, { device, protocol: "fake", bootId: this.#bootId, connected, simulated: true, faults, atMs: Date.now() }, true);
  }

  /** Says a fact once; answers its id. */
  async say(body: FactBody, factId: string = randomUUID(), atMs = Date.now()): Promise<string> {
    this.#sequence += 1;
    await this.#publish("deviceFact", body.device, { factId, bootId: this.#bootId, sequence: this.#sequence, atMs, ...body }, false);
    return factId;
  }

  /** Says a fact until it is acknowledged, as an agent does. */
  async fact(body: FactBody, atMs = Date.now()): Promise<void> {
    const factId = randomUUID();
    for (let tries = 0; tries < 50; tries += 1) {
      await this.say(body, factId, atMs);
      const acknowledged = await until("acknowledgement", () => this.commands.some((each) => each.kind === "acknowledge" && each.factId === factId), 300).catch(() => false);
      if (acknowledged) return;
    }
    throw new Error(`${body.kind} was not acknowledged`);
  }

  command<K extends DeviceCommand["kind"]>(kind: K): Promise<Extract<DeviceCommand, { kind: K }>> {
    return until(`command ${kind}`, () => this.commands.find((each): each is Extract<DeviceCommand, { kind: K }> => each.kind === kind));
  }

  async stop(): Promise<void> {
    await this.#client.endAsync(true);
  }

  /** Goes without a word; the broker says its last will. */
  async die(): Promise<void> {
    this.#client.options.reconnectPeriod = 0;
    this.#client.stream.destroy();
    await this.#client.endAsync(true);
  }

  /** The last will of this agent, late. */
  async sayLost(url: string, password: string): Promise<void> {
    const client = await mqtt.connectAsync(url, { username: mqttUser("agent", this.#lane), password, protocolVersion: 4 });
    await client.publishAsync(topic("agentPresence", { store: "demo", lane: this.#lane }), this.#presence("lost"), { qos: 1, retain: true });
    await client.endAsync();
  }

  #presence(state: AgentPresence["state"]): string {
    return JSON.stringify({ state, bootId: this.#bootId, atMs: Date.now() } satisfies AgentPresence);
  }

  async #publish(name: "agentPresence" | "deviceStatus" | "deviceFact", device: DeviceClass | undefined, message: object, retain: boolean): Promise<void> {
    const at = topic(name, { store: "demo", lane: this.#lane, ...(device === undefined ? {} : { device }) });
    await this.#client.publishAsync(at, JSON.stringify(message), { qos: 1, retain });
  }
}
