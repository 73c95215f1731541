import { randomUUID } from "node:crypto";
import { type DeviceClass, type DeviceCommand, deviceCommand, type DeviceFact, type DeviceFault, mqttUser, topic } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import { until } from "./until.js";

type WithoutHead<F> = F extends DeviceFact ? Omit<F, "factId" | "bootId" | "sequence" | "atMs"> : never;
export type FactBody = WithoutHead<DeviceFact>;

/** A lane's agent without devices: says what a test wants said over real MQTT, and keeps what it was told to do. */
export class FakeAgent {
  readonly commands: DeviceCommand[] = [];
  readonly #client: MqttClient;
  readonly #lane: string;
  readonly #bootId = randomUUID();
  #sequence = 0;

  private constructor(client: MqttClient, lane: string) {
    this.#client = client;
    this.#lane = lane;
    client.on("message", (_topic, payload) => this.commands.push(deviceCommand.parse(JSON.parse(payload.toString()))));
  }

  static async connect(url: string, lane: string, password: string): Promise<FakeAgent> {
    const client = await mqtt.connectAsync(url, { username: mqttUser("agent", lane), password, protocolVersion: 4, reconnectPeriod: 200 });
    const agent = new FakeAgent(client, lane);
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
  async say(body: FactBody, factId: string = randomUUID()): Promise<string> {
    this.#sequence += 1;
    await this.#publish("deviceFact", body.device, { factId, bootId: this.#bootId, sequence: this.#sequence, atMs: Date.now(), ...body }, false);
    return factId;
  }

  /** Says a fact until it is acknowledged, as an agent does. */
  async fact(body: FactBody): Promise<void> {
    const factId = randomUUID();
    for (let tries = 0; tries < 50; tries += 1) {
      await this.say(body, factId);
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

  async #publish(name: "agentPresence" | "deviceStatus" | "deviceFact", device: DeviceClass | undefined, message: object, retain: boolean): Promise<void> {
    const at = topic(name, { store: "demo", lane: this.#lane, ...(device === undefined ? {} : { device }) });
    await this.#client.publishAsync(at, JSON.stringify(message), { qos: 1, retain });
  }
}
