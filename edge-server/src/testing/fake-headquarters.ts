import { createHash } from "node:crypto";
import { type Inquiry, inquiryHashInput, type InquiryOutcome, mqttUser, relayProtocol, topic } from "@laneway/contracts";
import mqtt, { type MqttClient } from "mqtt";
import type { SmallStore } from "./small-store.js";
import { until } from "./until.js";

/** The relay and headquarters behind it, as the edge sees them: present over MQTT, fetching questions and posting answers over HTTP. */
export class FakeHeadquarters {
  readonly #store: SmallStore;
  readonly #client: MqttClient;

  private constructor(store: SmallStore, client: MqttClient) {
    this.#store = store;
    this.#client = client;
  }

  static async connect(store: SmallStore): Promise<FakeHeadquarters> {
    const client = await mqtt.connectAsync(store.mqttUrl, { username: mqttUser("relay"), password: store.secrets.mqtt[mqttUser("relay")] ?? "", protocolVersion: 4 });
    const headquarters = new FakeHeadquarters(store, client);
    await headquarters.say("online");
    return headquarters;
  }

  async say(state: "online" | "offline"): Promise<void> {
    await this.#client.publishAsync(topic("relayPresence", { store: "demo" }), JSON.stringify({ state, bootId: "relay", atMs: Date.now() }), { qos: 1, retain: true });
  }

  /** The questions that wait, oldest first; from now on they count as fetched. */
  async questions(): Promise<readonly Inquiry[]> {
    const { body } = await this.#store.get("/relay/v1/inquiries", this.#store.secrets.relayToken);
    return (body as unknown as { inquiries: Inquiry[] }).inquiries;
  }

  /** The first question of a kind, waited for. */
  async asked<K extends Inquiry["request"]["kind"]>(kind: K): Promise<Inquiry & { readonly request: Extract<Inquiry["request"], { kind: K }> }> {
    const found = await until(`a question of kind ${kind}`, async () => (await this.questions()).find((each) => each.request.kind === kind));
    return found as Inquiry & { readonly request: Extract<Inquiry["request"], { kind: K }> };
  }

  async answer(inquiry: Inquiry, outcome: InquiryOutcome): Promise<number> {
    const contentHash = createHash("sha256").update(inquiryHashInput(inquiry)).digest("hex");
    const { inquiryId } = inquiry;
    const answer = { protocol: relayProtocol, result: "answered", inquiryId, contentHash, outcome };
    return (await this.#store.post("/relay/v1/inquiries/answers", { inquiryId, answer }, this.#store.secrets.relayToken)).status;
  }

  async close(): Promise<void> {
    await this.#client.endAsync();
  }
}
