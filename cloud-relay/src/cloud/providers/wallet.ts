import { isWalletSignature, walletEvent, walletHeaders, type WalletPayment, walletPatienceMs, walletPayment, walletRefundAnswer, walletRefusal } from "../../wallet-protocol.js";
import type { CallbackReading, Provider, ProviderAnswer, ProviderPayment, ProviderRefundAnswer } from "./provider.js";

export interface WalletSettings {
  readonly name: string;
  /** Where the wallet answers, without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  readonly callbackSecret: string;
  /** How long one answer is waited for. */
  readonly timeoutMs: number;
}

/** A wallet that speaks the protocol of `wallet-protocol.ts`. */
export function walletProvider({ name, url, apiKey, callbackSecret, timeoutMs }: WalletSettings): Provider {
  /** What the provider says, or why nothing can be concluded. */
  async function say(method: "GET" | "PUT" | "POST", reference: string, action: string, body?: object): Promise<{ readonly kind: "said"; readonly said: unknown } | Exclude<ProviderAnswer, { kind: "payment" }>> {
    try {
      const answer = await fetch(`${url}/v1/payments/${encodeURIComponent(reference)}${action}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const said = jsonOf(await answer.text());
      if (answer.ok) return { kind: "said", said };
      const refusal = walletRefusal.safeParse(said);
      // Only the provider's own no is a no; a proxy's page or a server in trouble says nothing about the payment.
      if (answer.status >= 500 || !refusal.success) return { kind: "no-answer", because: `the provider answers ${answer.status}` };
      return { kind: "refused", code: refusal.data.error };
    } catch (error) {
      return { kind: "no-answer", because: (error as Error).name === "TimeoutError" ? "the provider does not answer in time" : "the provider cannot be reached" };
    }
  }

  async function ask(method: "GET" | "PUT" | "POST", reference: string, action: "" | "/cancel" | "/refund", body?: object): Promise<ProviderAnswer> {
    const answer = await say(method, reference, action, body);
    return answer.kind === "said" ? paymentOf(answer.said, reference) : answer;
  }

  async function refundPart(reference: string, refundReference: string, amountMinor: number): Promise<ProviderRefundAnswer> {
    const answer = await say("PUT", reference, `/refunds/${encodeURIComponent(refundReference)}`, { amountMinor });
    if (answer.kind !== "said") return answer;
    const refund = walletRefundAnswer.safeParse(answer.said);
    const isThis = refund.success && refund.data.refund === refundReference && refund.data.amountMinor === amountMinor && refund.data.payment.reference === reference;
    return isThis ? { kind: "given" } : { kind: "no-answer", because: "the provider's answer is not about this refund" };
  }

  return {
    id: "wallet",
    name,
    open: ({ reference, ...opening }) => ask("PUT", reference, "", opening),
    look: (reference) => ask("GET", reference, ""),
    cancel: (reference) => ask("POST", reference, "/cancel"),
    refund: (reference, amountMinor) => ask("POST", reference, "/refund", { amountMinor }),
    refundPart,
    readCallback: (headers, body, nowMs) => read(headers, body, nowMs, callbackSecret),
  };
}

function paymentOf(said: unknown, reference: string): ProviderAnswer {
  const payment = walletPayment.safeParse(said);
  if (!payment.success || payment.data.reference !== reference) return { kind: "no-answer", because: "the provider's answer is not about this payment" };
  return { kind: "payment", payment: neutral(payment.data) };
}

function neutral({ paymentId, ...payment }: WalletPayment): ProviderPayment {
  return { ...payment, providerReference: paymentId };
}

/** The signature is checked before anything of the body is looked at. */
function read(headers: Headers, body: string, nowMs: number, secret: string): CallbackReading {
  const stamp = headers.get(walletHeaders.timestamp) ?? "";
  const signature = headers.get(walletHeaders.signature) ?? "";
  if (!/^\d{13}$/.test(stamp) || !isWalletSignature(signature, secret, Number(stamp), body)) return { kind: "refused", because: "signature" };
  if (Math.abs(nowMs - Number(stamp)) > walletPatienceMs) return { kind: "refused", because: "too-old" };
  const event = walletEvent.safeParse(jsonOf(body));
  if (!event.success) return { kind: "refused", because: "malformed" };
  return { kind: "event", eventId: event.data.eventId, payment: neutral(event.data.payment) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
